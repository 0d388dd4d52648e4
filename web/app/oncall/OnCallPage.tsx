import { Anchor, Button, Group, Loader, Paper, Stack, Title } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useViewer } from '../api/session'
import { OnCallListDocument, type OnCallListQuery } from '../gql/graphql'
import { EmptyState } from '../parts/EmptyState'
import { Pages, SearchField, useListing } from '../parts/listing'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { GapsAhead } from './GapsAhead'
import { Now } from './Now'
import { coloursOf } from './people'
import { timeOfEntries } from './rows'
import { inOrder, shiftsOf } from './shifts'
import { TakeIt } from './TakeIt'
import { Timeline } from './Timeline'
import { useRefreshAt } from './useRefreshAt'
import { addDays, browserZone, dayOf, startOfDay } from './zoned'

type Listed = OnCallListQuery['schedules']['nodes'][number]

const perPage = 10 // each with the shifts of a week
const context = { additionalTypenames: ['Schedule', 'ScheduleOverride'] }

// OnCallPage tells who is on call now by each schedule, and who will be in the next days.
export function OnCallPage() {
  const viewer = useViewer()
  const zone = browserZone()
  const listing = useListing(perPage)
  const [today, setToday] = useState(() => dayOf(Date.now(), zone))
  const [{ data, error, fetching }, read] = useQuery({
    query: OnCallListDocument,
    variables: {
      ...listing.window,
      ...(listing.q && { q: listing.q }),
      since: new Date(startOfDay(today, zone)).toISOString(),
      until: new Date(startOfDay(addDays(today, 7), zone)).toISOString(),
    },
    context,
  })
  const refresh = useCallback(() => {
    setToday(dayOf(Date.now(), zone))
    read({ requestPolicy: 'network-only' })
  }, [read, zone])
  const schedules = data?.schedules.nodes
  useRefreshAt(nextChange(schedules), refresh)
  const total = data?.schedules.totalCount ?? 0
  return (
    <>
      <PageHeader title="On call">
        {viewer.can('schedules:write') && (
          <Button component={Link} href="/on-call/new">
            New schedule
          </Button>
        )}
      </PageHeader>
      <Stack>
        <ErrorNotice error={error} />
        <GapsAhead zone={zone} />
        {(listing.q || total > perPage) && <SearchField listing={listing} />}
        {!schedules && fetching && <Loader aria-label="Loading the schedules" />}
        {schedules?.length === 0 && <Nothing searched={listing.q !== ''} />}
        {schedules?.map((schedule) => (
          <ScheduleCard key={schedule.id} schedule={schedule} zone={zone} refresh={refresh} />
        ))}
        <Pages listing={listing} total={total} />
      </Stack>
    </>
  )
}

// nextChange is when somebody else is on call by one of the schedules.
function nextChange(schedules: Listed[] | undefined): number | undefined {
  const changes = (schedules ?? []).flatMap(({ onCall: { until } }) =>
    until ? [Date.parse(until)] : [],
  )
  return changes.length > 0 ? Math.min(...changes) : undefined
}

function Nothing({ searched }: { searched: boolean }) {
  const viewer = useViewer()
  if (searched) {
    return <EmptyState title="No such schedule">No schedule has this text in its name.</EmptyState>
  }
  return (
    <EmptyState
      title="No schedule yet"
      action={
        viewer.can('schedules:write') && (
          <Button component={Link} href="/on-call/new">
            Make the first
          </Button>
        )
      }
    >
      A schedule says who is on call when: people who take turns, and overrides for the exceptions.
      Escalation policies tell whoever it names.
    </EmptyState>
  )
}

interface CardProps {
  schedule: Listed
  zone: string
  refresh(): void
}

function ScheduleCard({ schedule, zone, refresh }: CardProps) {
  const { entries, gaps } = schedule.entries
  const shifts = useMemo(() => inOrder(shiftsOf(entries), shiftsOf(gaps)), [entries, gaps])
  const colourOf = useMemo(
    () =>
      coloursOf([
        ...schedule.layers.flatMap(({ users }) => users),
        ...entries.map(({ user }) => user),
      ]),
    [schedule.layers, entries],
  )
  return (
    <Paper withBorder p="md" component="article" aria-label={schedule.name}>
      <Group justify="space-between" mb="sm" align="flex-start">
        <div>
          <Title order={2} size="h5">
            <Anchor component={Link} href={`/on-call/${schedule.id}`} inherit>
              {schedule.name}
            </Anchor>
          </Title>
          <Now onCall={schedule.onCall} shifts={shifts} zone={zone} />
        </div>
        <TakeIt schedule={schedule} taken={refresh} />
      </Group>
      <Timeline
        label={`The next seven days of ${schedule.name}`}
        rows={[{ key: 'final', label: 'On call', shifts }]}
        time={timeOfEntries(schedule.entries)}
        span="week"
        zone={zone}
        colourOf={colourOf}
      />
    </Paper>
  )
}
