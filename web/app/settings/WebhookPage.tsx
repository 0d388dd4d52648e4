import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useLocation, useParams } from 'wouter'
import { useViewer } from '../api/session'
import {
  DeleteWebhookDocument,
  EnableWebhookDocument,
  PingWebhookDocument,
  RotateWebhookSecretDocument,
  WebhookDocument,
} from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { Missing } from '../parts/Missing'
import { exactly } from '../parts/moment'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Deliveries } from './Deliveries'
import { NewSecret } from './NewWebhook'
import { WebhookState } from './WebhooksPage'
import { eventName } from './webhookEvents'

// WebhookPage is one webhook, and what it was sent.
export function WebhookPage() {
  const { id } = useParams<{ id: string }>()
  const [{ data, error, fetching }, refresh] = useQuery({
    query: WebhookDocument,
    variables: { id },
  })
  const readAgain = () => refresh({ requestPolicy: 'network-only' })
  const webhook = data?.webhook
  if (!webhook) {
    return <Missing what="webhook" list="/settings/webhooks" fetching={fetching} error={error} />
  }
  return (
    <>
      <PageHeader title={webhook.name}>
        <Actions id={id} enabled={webhook.status === 'ENABLED'} changed={readAgain} />
      </PageHeader>
      <Stack>
        <ErrorNotice error={error} />
        <div>
          <WebhookState webhook={webhook} />
          <Text size="sm" mt="xs" style={{ overflowWrap: 'anywhere' }}>
            {webhook.url}
          </Text>
          <Text size="sm" c="dimmed">
            {webhook.events.map(eventName).join(', ')}
          </Text>
          {webhook.oldSecretUntil && (
            <Text size="sm" c="dimmed">
              Also signed with the old secret until {exactly(webhook.oldSecretUntil)}.
            </Text>
          )}
        </div>
        <Group justify="space-between">
          <Title order={2} size="h5">
            Deliveries
          </Title>
          <Button size="compact-xs" variant="default" onClick={readAgain}>
            Read again
          </Button>
        </Group>
        <Deliveries deliveries={webhook.deliveries.nodes} redelivered={readAgain} />
        {webhook.deliveries.pageInfo.hasNextPage && (
          <Text size="sm" c="dimmed">
            The API has the earlier ones.
          </Text>
        )}
      </Stack>
    </>
  )
}

function Actions({ id, enabled, changed }: { id: string; enabled: boolean; changed(): void }) {
  const { can } = useViewer()
  const [, navigate] = useLocation()
  const [pinged, ping] = useMutation(PingWebhookDocument)
  const [rotated, rotate] = useMutation(RotateWebhookSecretDocument)
  const [turnedOn, enable] = useMutation(EnableWebhookDocument)
  const [, remove] = useMutation(DeleteWebhookDocument)
  const [asking, setAsking] = useState<'rotate' | 'delete'>()
  const close = () => setAsking(undefined)
  if (!can('services:write')) {
    return null
  }
  const secret = rotated.data?.rotateWebhookSecret.secret
  return (
    <>
      <ErrorNotice error={pinged.error ?? turnedOn.error} />
      <Button
        size="xs"
        loading={pinged.fetching}
        onClick={() => void ping({ id }).then(changed)}
        disabled={!enabled}
      >
        Ping
      </Button>
      {!enabled && (
        <Button size="xs" variant="default" onClick={() => void enable({ id }).then(changed)}>
          Enable
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setAsking('rotate')}>
        New secret
      </Button>
      <Button size="xs" variant="light" color="red" onClick={() => setAsking('delete')}>
        Delete
      </Button>
      <Modal opened={asking === 'rotate'} onClose={close} title="New secret">
        {secret ? (
          <NewSecret secret={secret} done={close} />
        ) : (
          <Stack>
            <ErrorNotice error={rotated.error} />
            <Text>
              For a day, requests are signed with both the old and the new one, so that the receiver
              can be changed in between.
            </Text>
            <Button loading={rotated.fetching} onClick={() => void rotate({ id })}>
              Make a new secret
            </Button>
          </Stack>
        )}
      </Modal>
      <Confirm
        opened={asking === 'delete'}
        title="Delete"
        action="Delete the webhook"
        run={async () => {
          const answer = await remove({ id })
          if (!answer.error) {
            navigate('/settings/webhooks')
          }
          return answer
        }}
        close={close}
      >
        It is told nothing more, and what it was sent is forgotten.
      </Confirm>
    </>
  )
}
