import { Text } from '@mantine/core'
import { format } from './format'
import type { Person } from './people'
import type { Shift } from './shifts'

interface Props {
  onCall: { user?: Person | null; until?: string | null }
  shifts: Shift[]
  zone: string
}

// Now says who is on call, until when, and who is next, if the shifts reach that far.
export function Now({ onCall: { user, until }, shifts, zone }: Props) {
  const change = until ? Date.parse(until) : undefined
  const next = shifts.find(({ start }) => start === change)
  return (
    <Text size="sm" data-now>
      <b>{user?.name ?? 'Nobody'}</b> is on call
      {change !== undefined && ` until ${format('dayClock', change, zone)}`}
      {next && `, then ${next.user?.name ?? 'nobody'}`}
    </Text>
  )
}
