import { Anchor, Grid, Group, Stack, Text } from '@mantine/core'
import { useCallback, useEffect } from 'react'
import { useClient, useQuery } from 'urql'
import { Link, useParams } from 'wouter'
import { onConnected } from '../api/live'
import { IncidentDocument, type IncidentQuery, TimelineAddedDocument } from '../gql/graphql'
import { StatusBadge, UrgencyBadge } from '../parts/badges'
import { Missing } from '../parts/Missing'
import { Ago } from '../parts/moment'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { SafeLink } from '../parts/SafeLink'
import { Section } from '../parts/Section'
import { Alerts } from './Alerts'
import { EscalationPlan } from './EscalationPlan'
import { IncidentActions } from './IncidentActions'
import { NoteForm } from './NoteForm'
import { Timeline } from './Timeline'

export type IncidentDetail = NonNullable<IncidentQuery['incident']>

// IncidentPage is one incident: what it is, what happened, and what can be done.
export function IncidentPage() {
  const { id } = useParams<{ id: string }>()
  const [{ data, error, fetching }, refresh] = useQuery({
    query: IncidentDocument,
    variables: { id },
  })
  const readAgain = useCallback(() => refresh({ requestPolicy: 'network-only' }), [refresh])
  useNewLines(id, readAgain)
  const incident = data?.incident
  if (!incident) {
    return <Missing what="incident" list="/incidents" fetching={fetching} error={error} />
  }
  return (
    <>
      <PageHeader title={incident.title}>
        <IncidentActions incident={incident} changed={readAgain} />
      </PageHeader>
      <Stack gap="lg">
        <ErrorNotice error={error} />
        <Summary incident={incident} />
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack gap="lg">
              <NoteForm id={incident.id} written={readAgain} />
              <Section title="Timeline">
                <Timeline lines={incident.timeline.nodes} total={incident.timeline.totalCount} />
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="lg">
              <EscalationPlan incident={incident} />
              <Section title={`Alerts (${incident.alerts.totalCount})`}>
                <Alerts alerts={incident.alerts.nodes.toReversed()} />
              </Section>
              <Changes incident={incident} />
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  )
}

// useNewLines calls changed when the timeline has a new line, or may have.
function useNewLines(incidentId: string, changed: () => void) {
  const client = useClient()
  useEffect(
    () =>
      client
        .subscription(TimelineAddedDocument, { incidentId })
        .subscribe(({ data }) => data && changed()).unsubscribe,
    [client, incidentId, changed],
  )
  useEffect(() => onConnected(changed), [changed])
}

function Summary({ incident }: { incident: IncidentDetail }) {
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <StatusBadge status={incident.status} />
        <UrgencyBadge urgency={incident.urgency} />
        {incident.priority && <Text size="sm">{incident.priority}</Text>}
        <Text size="sm">
          {incident.service.name} · {incident.assignee?.name ?? incident.team?.name ?? 'nobody'} ·
          opened <Ago at={incident.createdAt} />
        </Text>
        {incident.snoozedUntil && (
          <Text size="sm">
            · wakes <Ago at={incident.snoozedUntil} />
          </Text>
        )}
      </Group>
      {incident.mergedInto && (
        <Text size="sm">
          Merged into{' '}
          <Anchor component={Link} href={`/incidents/${incident.mergedInto.id}`}>
            {incident.mergedInto.title}
          </Anchor>
        </Text>
      )}
      {incident.description && (
        <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {incident.description}
        </Text>
      )}
      {incident.links.length > 0 && (
        <Group gap="sm">
          {incident.links.map((link) => (
            <SafeLink key={`${link.href} ${link.text}`} href={link.href} text={link.text} />
          ))}
        </Group>
      )}
    </Stack>
  )
}

function Changes({ incident }: { incident: IncidentDetail }) {
  if (incident.changeEvents.nodes.length === 0) {
    return null
  }
  return (
    <Section title="Changes near it">
      <Stack gap="xs">
        {incident.changeEvents.nodes.map((change) => (
          <div key={change.id}>
            <Text size="sm">{change.summary}</Text>
            <Text size="xs" c="dimmed">
              {change.source ?? 'Unknown source'} · <Ago at={change.occurredAt} />
            </Text>
            {change.links.map((link) => (
              <SafeLink key={link.href} href={link.href} text={link.text} />
            ))}
          </div>
        ))}
      </Stack>
    </Section>
  )
}
