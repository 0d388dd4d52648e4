import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from 'wouter'
import { StatusBadge, UrgencyBadge } from '../parts/badges'
import { Ago } from '../parts/moment'
import { Section } from '../parts/Section'
import type { ServiceDetail } from './ServiceForm'

// OpenIncidents are those of a service that are not over.
export function OpenIncidents({ service }: { service: ServiceDetail }) {
  const { nodes, totalCount } = service.incidents
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
              <Ago at={incident.createdAt} size="xs" c="dimmed" />
            </Group>
          </div>
        ))}
        {totalCount > nodes.length && (
          <Anchor
            component={Link}
            href={`/incidents?service=${service.id}&status=OPEN,ACKNOWLEDGED,SNOOZED`}
            size="sm"
          >
            All {totalCount}
          </Anchor>
        )}
      </Stack>
    </Section>
  )
}
