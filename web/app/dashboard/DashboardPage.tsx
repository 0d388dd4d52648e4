import { Anchor, Button, Card, Group, Loader, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useViewer } from '../api/session'
import {
  DashboardFiguresDocument,
  type DashboardFiguresQuery,
  DashboardNowDocument,
  type DashboardNowQuery,
  type Urgency,
} from '../gql/graphql'
import { exactly } from '../parts/moment'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { DaysChart } from './DaysChart'
import { inMinutes } from './duration'
import { WeekHours } from './WeekHours'

const day = 86_400_000 // ms
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

// DashboardPage is how things stand: now, in the last 30 days, and in the next 14.
export function DashboardPage() {
  const [at] = useState(() => ({
    since: new Date(Date.now() - 30 * day).toISOString(),
    now: new Date().toISOString(),
    ahead: new Date(Date.now() + 14 * day).toISOString(),
  }))
  const { can } = useViewer()
  const [now, refresh] = useQuery({
    query: DashboardNowDocument,
    variables: { since: at.now, until: at.ahead },
    pause: !can('schedules:read'),
  })
  const [figures] = useQuery({
    query: DashboardFiguresDocument,
    variables: { since: at.since, timeZone: zone },
  })
  return (
    <>
      <PageHeader title="Dashboard">
        <Button
          size="xs"
          variant="default"
          onClick={() => refresh({ requestPolicy: 'network-only' })}
        >
          Read again
        </Button>
      </PageHeader>
      <Stack gap="lg">
        <ErrorNotice error={now.error ?? figures.error} />
        {now.data && <Now data={now.data} />}
        {figures.data && <Figures analytics={figures.data.incidentAnalytics} />}
        {(now.fetching || figures.fetching) && <Loader size="sm" aria-label="Loading figures" />}
      </Stack>
    </>
  )
}

function Now({ data }: { data: DashboardNowQuery }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {data.incidentCounts.urgencies.map(({ urgency, incidents }) => (
          <Count key={urgency} n={incidents} urgency={urgency} />
        ))}
      </SimpleGrid>
      <Panel title="Not resolved, by service">
        {data.incidentCounts.services.length === 0 && (
          <Text size="sm" c="dimmed">
            Every incident is.
          </Text>
        )}
        {data.incidentCounts.services.map(({ service, incidents, urgencies }) => (
          <Group key={service.id} justify="space-between" wrap="nowrap">
            <Anchor component={Link} href={`/incidents?service=${service.id}`} size="sm">
              {service.name}
            </Anchor>
            <Text size="sm" ta="right">
              <b>{incidents.toLocaleString()}</b>
              <Text span size="xs" c="dimmed">{`: ${byUrgency(urgencies)}`}</Text>
            </Text>
          </Group>
        ))}
      </Panel>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Panel title="On call now">
          {data.onCalls.nodes.length === 0 && (
            <Text size="sm" c="dimmed">
              There is no schedule yet.
            </Text>
          )}
          {data.onCalls.nodes.map(({ schedule, user, until }) => (
            <Group key={schedule.id} justify="space-between" wrap="nowrap">
              <Anchor component={Link} href={`/on-call/${schedule.id}`} size="sm">
                {schedule.name}
              </Anchor>
              <Text size="sm" ta="right">
                <b>{user?.name ?? 'Nobody'}</b>
                {until && <Text span size="xs" c="dimmed">{` until ${exactly(until)}`}</Text>}
              </Text>
            </Group>
          ))}
        </Panel>
        <Panel title="Nobody on call in the next 14 days">
          {data.coverageGaps.length === 0 && (
            <Text size="sm" c="dimmed">
              Somebody always is.
            </Text>
          )}
          {data.coverageGaps.map(({ schedule, start, end }) => (
            <Group key={`${schedule.id} ${start}`} justify="space-between" wrap="nowrap">
              <Anchor component={Link} href={`/on-call/${schedule.id}`} size="sm">
                {schedule.name}
              </Anchor>
              <Text size="xs">
                {exactly(start)} to {exactly(end)}
              </Text>
            </Group>
          ))}
        </Panel>
      </SimpleGrid>
    </>
  )
}

function Count({ n, urgency }: { n: number; urgency: Urgency }) {
  return (
    <Card withBorder component={Link} href={`/incidents?urgency=${urgency}`} c="inherit">
      <Text fz={32} fw={650} lh={1.1}>
        {n.toLocaleString()}
      </Text>
      <Text size="sm" c="dimmed">
        not resolved, {urgency.toLowerCase()} urgency
      </Text>
    </Card>
  )
}

// byUrgency says how many incidents have each urgency that some have: "2 high, 1 low".
const byUrgency = (counts: { urgency: Urgency; incidents: number }[]) =>
  counts
    .filter(({ incidents }) => incidents > 0)
    .map(({ urgency, incidents }) => `${incidents.toLocaleString()} ${urgency.toLowerCase()}`)
    .join(', ')

function Figures({ analytics }: { analytics: DashboardFiguresQuery['incidentAnalytics'] }) {
  const { total, days, weekHours, services } = analytics
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Panel title={`Incidents of 30 days: ${total.incidents.toLocaleString()}`}>
          <DaysChart
            label="Incidents a day"
            kind="bars"
            days={days.map(({ date, figures }) => ({ date, Incidents: figures.incidents }))}
            series={['Incidents']}
          />
        </Panel>
        <Panel
          title={`Median until acknowledged ${inMinutes(total.mtta.p50)}, resolved ${inMinutes(total.mttr.p50)}`}
        >
          <DaysChart
            label="Median minutes until acknowledged, and until resolved, by day"
            kind="lines"
            days={days.map(({ date, figures }) => ({
              date,
              Acknowledged: minutes(figures.mtta.p50),
              Resolved: minutes(figures.mttr.p50),
            }))}
            series={['Acknowledged', 'Resolved']}
          />
        </Panel>
      </SimpleGrid>
      <Panel title={`When they are opened, by the hours of ${zone}`}>
        <WeekHours hours={weekHours} />
      </Panel>
      <Panel title="Services with the most in 30 days">
        {services.map(({ service, figures }) => (
          <Group key={service.id} justify="space-between">
            <Anchor component={Link} href={`/incidents?status=all&service=${service.id}`} size="sm">
              {service.name}
            </Anchor>
            <Text size="sm">{figures.incidents.toLocaleString()}</Text>
          </Group>
        ))}
      </Panel>
    </>
  )
}

const minutes = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? null : Math.round(seconds / 6) / 10

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      <Stack gap={6}>{children}</Stack>
    </Card>
  )
}
