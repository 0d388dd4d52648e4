import { Accordion, Button, Code, Group, Loader, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useViewer } from '../api/session'
import {
  RedeliverWebhookDeliveryDocument,
  WebhookDeliveryDocument,
  type WebhookQuery,
} from '../gql/graphql'
import { Ago } from '../parts/moment'
import { ErrorNotice } from '../parts/ProblemNotice'
import { eventName } from './webhookEvents'

type Delivery = NonNullable<WebhookQuery['webhook']>['deliveries']['nodes'][number]

const states = { PENDING: 'Waits', DELIVERED: 'Delivered', FAILED: 'Failed' }

// Deliveries are what a webhook was sent, each with its requests and their answers.
export function Deliveries({
  deliveries,
  redelivered,
}: {
  deliveries: Delivery[]
  redelivered(): void
}) {
  const [opened, setOpened] = useState<string | null>(null)
  if (deliveries.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was sent yet. Ping sends a first one.
      </Text>
    )
  }
  return (
    <Accordion variant="separated" value={opened} onChange={setOpened} order={3}>
      {deliveries.map((delivery) => (
        <Accordion.Item key={delivery.id} value={delivery.id}>
          <Accordion.Control>
            <Text size="sm">
              {eventName(delivery.event)}: {states[delivery.status]}
              {delivery.lastStatus !== null && ` (${delivery.lastStatus})`}
            </Text>
            <Text size="xs" c="dimmed">
              <Ago at={delivery.createdAt} />
              {delivery.lastError && ` · ${delivery.lastError}`}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            {opened === delivery.id && <Detail id={delivery.id} redelivered={redelivered} />}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}

function Detail({ id, redelivered }: { id: string; redelivered(): void }) {
  const { can } = useViewer()
  const [{ data, error }] = useQuery({ query: WebhookDeliveryDocument, variables: { id } })
  const [answer, redeliver] = useMutation(RedeliverWebhookDeliveryDocument)
  const delivery = data?.webhookDelivery
  if (!delivery) {
    return error ? <ErrorNotice error={error} /> : <Loader size="sm" aria-label="Loading" />
  }
  return (
    <Stack gap="sm">
      <ErrorNotice error={answer.error} />
      <Text size="sm" fw={550}>
        Body
      </Text>
      <Code block tabIndex={0}>
        {pretty(delivery.body)}
      </Code>
      {delivery.attempts.nodes.map((attempt) => (
        <div key={attempt.number}>
          <Text size="sm">
            Attempt {attempt.number}: {attempt.status ?? attempt.error ?? 'no answer'},{' '}
            {attempt.latencyMs} ms, <Ago at={attempt.createdAt} />
          </Text>
          {attempt.answer !== '' && (
            <Code block tabIndex={0}>
              {attempt.answer}
            </Code>
          )}
        </div>
      ))}
      {can('services:write') && (
        <Group>
          <Button
            size="xs"
            variant="default"
            loading={answer.fetching}
            onClick={() => void redeliver({ id }).then(redelivered)}
          >
            Send it again
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function pretty(body: string | null | undefined): string {
  try {
    return JSON.stringify(JSON.parse(body ?? ''), null, 2)
  } catch {
    return body ?? ''
  }
}
