import { Alert, List, Text } from '@mantine/core'
import type { PreviewScheduleQuery } from '../../gql/graphql'
import { fromTo, howLong } from '../format'
import { shiftsOf } from '../shifts'

type Moved = PreviewScheduleQuery['previewSchedule']['moved'][number]
type Times = Moved['gained']

const shown = 3 // of each kind

// WhoMoves says whose shifts to come a change moves, within what the preview shows.
export function WhoMoves({ moved, zone }: { moved: Moved[]; zone: string }) {
  if (moved.length === 0) {
    return (
      <Text size="sm" c="dimmed" role="status">
        Nobody’s shifts to come move in this time.
      </Text>
    )
  }
  return (
    <Alert color="blue" variant="light" title="Whose shifts move in this time" role="status">
      <List size="sm" spacing="xs">
        {moved.map(({ user, gained, lost }) => (
          <List.Item key={user.id}>
            <b>{user.name}</b>
            {gained.length > 0 && ` is on call for ${times(gained, zone)}`}
            {gained.length > 0 && lost.length > 0 && ', and'}
            {lost.length > 0 && ` no longer for ${times(lost, zone)}`}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function times(told: Times, zone: string): string {
  const all = shiftsOf(told)
  const total = all.reduce((sum, { start, end }) => sum + end - start, 0)
  const first = all.slice(0, shown).map(({ start, end }) => fromTo(start, end, zone))
  const more = all.length > shown ? ` and ${all.length - shown} more` : ''
  return `${howLong(total)}: ${first.join('; ')}${more}`
}
