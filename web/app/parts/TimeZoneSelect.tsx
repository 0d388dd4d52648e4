import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'

const known = Intl.supportedValuesOf('timeZone')

type Props = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  value: string
  // near are zones that the reader is likely to want, which are listed first.
  near?: string[]
  onChange(zone: string): void
}

// TimeZoneSelect chooses an IANA time zone of those that the browser knows, and the one
// that is chosen already.
export function TimeZoneSelect({ value, near = [], onChange, ...rest }: Props) {
  const first = [...new Set([...near, 'UTC'])].join(' ')
  const zones = useMemo(() => [...new Set([...first.split(' '), ...known])], [first])
  return (
    <Select
      data={zones.includes(value) ? zones : [value, ...zones]}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      limit={100}
      maxDropdownHeight={260}
      allowDeselect={false}
      nothingFoundMessage="No such time zone"
      required
      {...rest}
    />
  )
}
