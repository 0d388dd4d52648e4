import { Select } from '@mantine/core'
import type { ReactNode } from 'react'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

// TimeZoneSelect chooses an IANA time zone of those that the browser knows, and the one
// that is chosen already.
export function TimeZoneSelect({
  label,
  value,
  onChange,
  error,
}: {
  label: string
  value: string
  onChange(zone: string): void
  error?: ReactNode
}) {
  return (
    <Select
      label={label}
      data={zones.includes(value) ? zones : [value, ...zones]}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      limit={100}
      maxDropdownHeight={260}
      allowDeselect={false}
      nothingFoundMessage="No such time zone"
      required
      error={error}
    />
  )
}
