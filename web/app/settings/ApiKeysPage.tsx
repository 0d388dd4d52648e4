import { Badge, Button, Code, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { environmentNames } from '../api/environment'
import { useSession } from '../api/session'
import { ApiKeysDocument, type ApiKeysQuery, RevokeApiKeyDocument } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { EmptyState } from '../parts/EmptyState'
import { Ago, exactly, useNow } from '../parts/moment'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { NewApiKey } from './NewApiKey'

type ApiKey = ApiKeysQuery['apiKeys']['nodes'][number]

// ApiKeysPage lists what scripts and tools use the API with.
export function ApiKeysPage() {
  const { environment } = useSession()
  const [{ data, error }, refresh] = useQuery({
    query: ApiKeysDocument,
    context: useState({ additionalTypenames: ['ApiKey'] })[0],
  })
  const [making, { open, close }] = useDisclosure()
  const [revoking, setRevoking] = useState<ApiKey>()
  const [, revoke] = useMutation(RevokeApiKeyDocument)
  const keys = data?.apiKeys.nodes
  return (
    <>
      <PageHeader title="API keys">
        <Button onClick={open}>New {environmentNames[environment].toLowerCase()} key</Button>
      </PageHeader>
      <ErrorNotice error={error} />
      {keys?.length === 0 && (
        <EmptyState title="No key yet" action={<Button onClick={open}>Make the first</Button>}>
          A key lets a script or a monitoring tool use the API. This one would be for{' '}
          {environmentNames[environment]}; the switch at the top chooses.
        </EmptyState>
      )}
      {keys && keys.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Key</Table.Th>
                <Table.Th>Scopes</Table.Th>
                <Table.Th>Last used</Table.Th>
                <Table.Th>State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <Row key={key.id} apiKey={key} revoke={() => setRevoking(key)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Modal opened={making} onClose={close} title="New API key" size="lg">
        <NewApiKey
          done={() => {
            close()
            refresh({ requestPolicy: 'network-only' })
          }}
        />
      </Modal>
      <Confirm
        opened={revoking !== undefined}
        title="Revoke"
        action="Revoke the key"
        run={() => revoke({ id: revoking?.id ?? '' })}
        close={() => setRevoking(undefined)}
      >
        What uses <b>{revoking?.name}</b> is refused from then on. A key that was revoked cannot be
        brought back.
      </Confirm>
    </>
  )
}

function Row({ apiKey, revoke }: { apiKey: ApiKey; revoke(): void }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={550}>{apiKey.name}</Text>
        <Text size="xs" c="dimmed">
          of {apiKey.owner.name}
        </Text>
      </Table.Td>
      <Table.Td>
        <Code>…{apiKey.lastFour}</Code>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {apiKey.scopes.map((scope) => (
            <Badge key={scope} variant="default" size="sm" tt="none" fw={500}>
              {scope}
            </Badge>
          ))}
          {apiKey.storedDocumentsOnly && (
            <Badge variant="outline" size="sm" tt="none" c="bright">
              stored documents only
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        {apiKey.lastUsedAt ? <Ago at={apiKey.lastUsedAt} /> : <Text size="sm">Never</Text>}
      </Table.Td>
      <Table.Td>
        <State apiKey={apiKey} revoke={revoke} />
      </Table.Td>
    </Table.Tr>
  )
}

function State({ apiKey, revoke }: { apiKey: ApiKey; revoke(): void }) {
  const now = useNow()
  if (apiKey.revokedAt) {
    return <Text size="sm" c="dimmed">{`Revoked ${exactly(apiKey.revokedAt)}`}</Text>
  }
  if (apiKey.expiresAt && Date.parse(apiKey.expiresAt) <= now) {
    return <Text size="sm" c="dimmed">{`Expired ${exactly(apiKey.expiresAt)}`}</Text>
  }
  return (
    <Stack gap={4} align="flex-start">
      <Button size="compact-xs" variant="light" color="red" onClick={revoke}>
        Revoke
      </Button>
      {apiKey.expiresAt && (
        <Text size="xs" c="dimmed">
          ends {exactly(apiKey.expiresAt)}
        </Text>
      )}
    </Stack>
  )
}
