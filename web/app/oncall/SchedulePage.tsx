import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { Link, useParams } from 'wouter'
import { useViewer } from '../api/session'
import { ScheduleDocument, type ScheduleQuery } from '../gql/graphql'
import { Missing } from '../parts/Missing'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import { CalendarLink } from './CalendarLink'
import { DeleteSchedule } from './DeleteSchedule'
import { howLong } from './format'
import { handover, layerName, windowText } from './layerText'
import { Now } from './Now'
import { Overrides } from './Overrides'
import { finalShifts, namedLayers, rowsOf, scheduleColours, timeOfEntries } from './rows'
import { ShiftTable } from './ShiftTable'
import { shiftsOf } from './shifts'
import { TakeIt } from './TakeIt'
import { Timeline } from './Timeline'
import { TimelineControls } from './TimelineControls'
import { useRefreshAt } from './useRefreshAt'
import { useTimelineView } from './useTimelineView'

export type ScheduleDetail = NonNullable<ScheduleQuery['schedule']>

const context = { additionalTypenames: ['Schedule', 'ScheduleOverride', 'ScheduleLayer'] }

// SchedulePage is one schedule: who is on call when, and why.
export function SchedulePage() {
  const { id } = useParams<{ id: string }>()
  const shown = useTimelineView()
  const { since, until } = shown.time
  const [now, setNow] = useState(() => new Date().toISOString())
  const [{ data, error, fetching }, read] = useQuery({
    query: ScheduleDocument,
    variables: {
      id,
      since: new Date(since).toISOString(),
      until: new Date(until).toISOString(),
      now,
    },
    context,
  })
  const refresh = useCallback(() => {
    setNow(new Date().toISOString())
    read({ requestPolicy: 'network-only' })
  }, [read])
  const schedule = data?.schedule
  const change = schedule?.onCall.until
  useRefreshAt(change ? Date.parse(change) : undefined, refresh)
  if (!schedule) {
    return <Missing what="schedule" list="/on-call" fetching={fetching} error={error} />
  }
  return (
    <>
      <PageHeader title={schedule.name}>
        <Actions schedule={schedule} refresh={refresh} />
      </PageHeader>
      <Stack gap="lg">
        <ErrorNotice error={error} />
        <Content schedule={schedule} shown={shown} refresh={refresh} />
      </Stack>
    </>
  )
}

function Actions({ schedule, refresh }: { schedule: ScheduleDetail; refresh(): void }) {
  const viewer = useViewer()
  return (
    <>
      <TakeIt schedule={schedule} taken={refresh} />
      <CalendarLink schedule={schedule} />
      {viewer.can('schedules:write') && (
        <Button variant="default" component={Link} href={`/on-call/${schedule.id}/edit`}>
          Edit
        </Button>
      )}
      {viewer.can('schedules:write') && <DeleteSchedule schedule={schedule} />}
    </>
  )
}

interface ContentProps {
  schedule: ScheduleDetail
  shown: ReturnType<typeof useTimelineView>
  refresh(): void
}

function Content({ schedule, shown: controls, refresh }: ContentProps) {
  const { entries, layers } = schedule
  const { span, zone } = controls.view
  const overrides = useMemo(() => shiftsOf(schedule.shown.nodes), [schedule.shown.nodes])
  const rows = useMemo(
    () => rowsOf(entries, namedLayers(layers), overrides),
    [entries, layers, overrides],
  )
  const colourOf = useMemo(
    () =>
      scheduleColours(
        layers,
        [...schedule.shown.nodes, ...entries.entries].map(({ user }) => user),
      ),
    [layers, schedule.shown.nodes, entries],
  )
  const final = finalShifts(entries)
  return (
    <>
      <div>
        <Now onCall={schedule.onCall} shifts={final} zone={zone} />
        {schedule.description && (
          <Text size="sm" mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {schedule.description}
          </Text>
        )}
      </div>
      <Stack gap="xs">
        <TimelineControls {...controls} scheduleZone={schedule.timeZone} />
        <Timeline
          label={`Timeline of ${schedule.name}`}
          rows={rows}
          time={timeOfEntries(entries)}
          span={span}
          zone={zone}
          colourOf={colourOf}
        />
        <Uncovered entries={entries} />
      </Stack>
      <Overrides schedule={schedule} zone={zone} refresh={refresh} />
      <Section title="Shifts in this time">
        <ShiftTable shifts={final} zone={zone} colourOf={colourOf} />
      </Section>
      <Layers schedule={schedule} />
    </>
  )
}

function Uncovered({ entries: { gaps, coveragePercent } }: Pick<ScheduleDetail, 'entries'>) {
  if (gaps.length === 0) {
    return null
  }
  const total = shiftsOf(gaps).reduce((sum, { start, end }) => sum + end - start, 0)
  return (
    <Alert color="orange" variant="light" p="xs">
      Nobody is on call for {howLong(total)} of this time: {Math.floor(coveragePercent * 10) / 10} %
      is covered. The hatched parts are the gaps.
    </Alert>
  )
}

function Layers({ schedule: { layers, timeZone } }: { schedule: ScheduleDetail }) {
  return (
    <Section title="Layers">
      <Text size="sm" c="dimmed" mb="xs">
        Turns and hours are read from the clocks of {timeZone}. The highest priority that has
        somebody wins.
      </Text>
      {layers.length === 0 && <Text size="sm">None yet: nobody takes turns.</Text>}
      <List size="sm" spacing="xs">
        {layers.map((layer, index) => (
          <List.Item key={layer.id}>
            <b>{layerName(layer.name, index)}</b>
            {`, priority ${layer.priority}: `}
            {layer.users.map(({ name }) => name).join(', then ') || 'nobody'};{' '}
            {handover(layer.rotation, timeZone)}
            {layer.restrictions.length > 0 &&
              `; only ${layer.restrictions.map(windowText).join(', ')}`}
            {layer.timeZone && ` (${layer.timeZone})`}
            {layer.end && (Date.parse(layer.end) <= Date.now() ? '; has ended' : '; ends')}
          </List.Item>
        ))}
      </List>
    </Section>
  )
}
