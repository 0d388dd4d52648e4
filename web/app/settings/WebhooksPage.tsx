import { Anchor, Badge, Button, Modal, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useViewer } from '../api/session'
import { type WebhookRowFragment, WebhooksDocument } from '../gql/graphql'
import { EmptyState } from '../parts/EmptyState'
import { Ago } from '../parts/moment'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { NewWebhook } from './NewWebhook'
import { eventName } from './webhookEvents'

// WebhooksPage lists who is told of incidents by HTTP.
export function WebhooksPage() {
  const [{ data, error }] = useQuery({
    query: WebhooksDocument,
    context: useState({ additionalTypenames: ['Webhook'] })[0],
  })
  const [making, { open, close }] = useDisclosure()
  const { can } = useViewer()
  const webhooks = data?.webhooks.nodes
  const make = can('services:write') && <Button onClick={open}>New webhook</Button>
  return (
    <>
      <PageHeader title="Webhooks">{make}</PageHeader>
      <ErrorNotice error={error} />
      {webhooks?.length === 0 && (
        <EmptyState title="No webhook yet" action={make}>
          A webhook is an address of yours to which the server posts what happens to incidents,
          signed, and again until it is taken.
        </EmptyState>
      )}
      {webhooks && webhooks.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Events</Table.Th>
                <Table.Th>State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {webhooks.map((webhook) => (
                <Table.Tr key={webhook.id}>
                  <Table.Td>
                    <Anchor component={Link} href={`/settings/webhooks/${webhook.id}`} fw={550}>
                      {webhook.name}
                    </Anchor>
                    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      {webhook.url}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{webhook.events.map(eventName).join(', ')}</Text>
                  </Table.Td>
                  <Table.Td>
                    <WebhookState webhook={webhook} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Modal opened={making} onClose={close} title="New webhook" size="lg">
        <NewWebhook done={close} />
      </Modal>
    </>
  )
}

// WebhookState says whether a webhook is told, and whether it takes what it is told.
export function WebhookState({ webhook }: { webhook: WebhookRowFragment }) {
  if (webhook.status === 'DISABLED') {
    return (
      <>
        <Badge color="gray" variant="outline" tt="none" c="bright">
          Disabled
        </Badge>
        {webhook.disabledReason && (
          <Text size="xs" c="dimmed">
            {webhook.disabledReason}
          </Text>
        )}
      </>
    )
  }
  return webhook.failingSince ? (
    <Badge color="red" variant="outline" tt="none" c="bright">
      Failing since <Ago at={webhook.failingSince} />
    </Badge>
  ) : (
    <Badge color="teal" variant="outline" tt="none" c="bright">
      Enabled
    </Badge>
  )
}
