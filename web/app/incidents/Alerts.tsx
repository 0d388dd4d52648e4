import { Accordion, Code, Group, Text } from '@mantine/core'
import { Ago } from '../parts/moment'
import type { IncidentDetail } from './IncidentPage'

type Alert = IncidentDetail['alerts']['nodes'][number]

// Alerts are the events that triggered an incident, each with what was sent.
export function Alerts({ alerts }: { alerts: Alert[] }) {
  if (alerts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        It was opened by hand: no event came in for it.
      </Text>
    )
  }
  return (
    <Accordion variant="separated" chevronPosition="left">
      {alerts.map((alert) => (
        <Accordion.Item key={alert.id} value={alert.id}>
          <Accordion.Control>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {alert.summary}
            </Text>
            <Group gap={4}>
              <Text size="xs" c="dimmed">
                {[alert.severity?.toLowerCase(), alert.source].filter(Boolean).join(' · ')}
              </Text>
              <Text size="xs" c="dimmed" span>
                <Ago at={alert.createdAt} />
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Code block tabIndex={0}>
              {JSON.stringify(alert.payload, null, 2)}
            </Code>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
