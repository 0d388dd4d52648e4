import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { IncidentStatus, Urgency } from '../gql/graphql'
import { StatusBadge, UrgencyBadge } from './badges'
import { Ago } from './moment'
import { Section } from './Section'

interface Shown {
  id: string
  title: string
  status: IncidentStatus
  urgency: Urgency
  createdAt: string
}

// OpenIncidents are the first of those that are not over. whose is the part of an address'
// query that lists all of them.
export function OpenIncidents({
  incidents,
  whose,
}: {
  incidents: { totalCount: number; nodes: Shown[] }
  whose: string
}) {
  const { nodes, totalCount } = incidents
  return (
    <Section title="Open incidents">
      {totalCount === 0 && (
        <Text size="sm" c="dimmed">
          None: all is well.
        </Text>
      )}
      <Stack gap="sm">
        {nodes.map((incident) => (
          <div key={incident.id}>
            <Anchor
              component={Link}
              href={`/incidents/${incident.id}`}
              size="sm"
              style={{ overflowWrap: 'anywhere' }}
            >
              {incident.title}
            </Anchor>
            <Group gap={6}>
              <StatusBadge status={incident.status} />
              <UrgencyBadge urgency={incident.urgency} />
              <Text size="xs" c="dimmed">
                <Ago at={incident.createdAt} />
              </Text>
            </Group>
          </div>
        ))}
        {totalCount > nodes.length && (
          <Anchor
            component={Link}
            href={`/incidents?${whose}&status=OPEN,ACKNOWLEDGED,SNOOZED`}
            size="sm"
          >
            All {totalCount}
          </Anchor>
        )}
      </Stack>
    </Section>
  )
}
