import { Alert, Anchor, List } from '@mantine/core'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { GapsAheadDocument, type GapsAheadQuery } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { fromTo } from './format'

type Gap = GapsAheadQuery['coverageGaps'][number]

const context = { additionalTypenames: ['Schedule', 'ScheduleLayer', 'ScheduleOverride'] }

// GapsAhead warns of the times to come for which a schedule has nobody: of each schedule
// the next, as one with office hours has a gap each night.
export function GapsAhead({ zone }: { zone: string }) {
  const [{ data, error }] = useQuery({ query: GapsAheadDocument, context })
  const bySchedule = new Map<string, Gap[]>()
  for (const gap of data?.coverageGaps ?? []) {
    bySchedule.set(gap.schedule.id, [...(bySchedule.get(gap.schedule.id) ?? []), gap])
  }
  if (bySchedule.size === 0) {
    return <ErrorNotice error={error} />
  }
  return (
    <Alert color="orange" variant="light" title="Gaps in the next 30 days" c="bright">
      <List size="sm">
        {[...bySchedule.values()].map((gaps) => (
          <Gaps key={gaps[0]?.schedule.id} gaps={gaps} zone={zone} />
        ))}
      </List>
    </Alert>
  )
}

function Gaps({ gaps: [next, ...later], zone }: { gaps: Gap[]; zone: string }) {
  return (
    next && (
      <List.Item>
        By{' '}
        <Anchor
          component={Link}
          href={`/on-call/${next.schedule.id}`}
          inherit
          c="inherit"
          underline="always"
        >
          {next.schedule.name}
        </Anchor>
        , nobody is on call {fromTo(Date.parse(next.start), Date.parse(next.end), zone)}
        {later.length > 0 && `, and ${later.length} more times`}
      </List.Item>
    )
  )
}
