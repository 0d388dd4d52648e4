import { Accordion, Stack, Text } from '@mantine/core'
import type { IntegrationType } from '../gql/graphql'
import { Copyable } from '../parts/Copyable'
import { alertmanagerOf, curlOf } from './snippets'
import { integrationTypes } from './types'

// HowToSend is what to paste where, with this server's address and the routing key in it.
export function HowToSend({
  type,
  routingKey,
  path,
}: {
  type: IntegrationType
  routingKey: string
  path: string
}) {
  const { origin } = location
  const showsAlertmanager = type === 'EVENTS' || type === 'ALERTMANAGER'
  return (
    <Stack gap="sm">
      <div>
        <Copyable label="Address" text={origin + path} />
        <Text size="xs" c="dimmed" mt={4}>
          {integrationTypes[type].where}
        </Text>
      </div>
      <Accordion variant="separated" chevronPosition="left" multiple>
        {showsAlertmanager && (
          <Accordion.Item value="alertmanager">
            <Accordion.Control>alertmanager.yml</Accordion.Control>
            <Accordion.Panel>
              <Copyable
                label="Alertmanager receiver"
                text={alertmanagerOf(origin, routingKey)}
                block
              />
            </Accordion.Panel>
          </Accordion.Item>
        )}
        <Accordion.Item value="curl">
          <Accordion.Control>curl</Accordion.Control>
          <Accordion.Panel>
            <Copyable label="Command" text={curlOf(origin, routingKey)} block />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}
