import { Button, Group, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useQuery } from 'urql'
import { AuditLogDocument } from '../gql/graphql'
import { detailsInWords } from '../parts/details'
import { EmptyState } from '../parts/EmptyState'
import { Ago } from '../parts/moment'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'

// AuditLogPage shows who changed what is set up.
export function AuditLogPage() {
  const [after, setAfter] = useState<string[]>([]) // cursors of the pages before
  const [typed, setTyped] = useState('')
  const [object] = useDebouncedValue(typed.trim(), 300)
  const [{ data, error, fetching }] = useQuery({
    query: AuditLogDocument,
    variables: {
      filter: object === '' ? null : { objectId: [object] },
      after: after.at(-1) ?? null,
    },
  })
  const page = data?.auditLog
  return (
    <>
      <PageHeader title="Audit log" />
      <TextInput
        mb="sm"
        maw={360}
        label="Only what happened to"
        placeholder="An id, as svc_…"
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
          setAfter([])
        }}
      />
      <ErrorNotice error={error} />
      {page?.nodes.length === 0 && (
        <EmptyState title="Nothing here">
          Every change to what is set up is written here.
        </EmptyState>
      )}
      {page && page.nodes.length > 0 && (
        <Table.ScrollContainer minWidth={720}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>When</Table.Th>
                <Table.Th>Who</Table.Th>
                <Table.Th>What</Table.Th>
                <Table.Th>Changes</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {page.nodes.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Td>
                    <Ago at={entry.createdAt} />
                  </Table.Td>
                  <Table.Td>{entry.actor.name || 'OpsKnight'}</Table.Td>
                  <Table.Td>
                    <Text size="sm">
                      {entry.action} <b>{entry.objectName}</b>
                    </Text>
                    <Text size="xs" c="dimmed">
                      {entry.objectId}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                      {detailsInWords(entry.changes)}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group mt="sm">
        <Button
          size="xs"
          variant="default"
          disabled={after.length === 0}
          onClick={() => setAfter(after.slice(0, -1))}
        >
          Later
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={fetching}
          disabled={!page?.pageInfo.hasNextPage}
          onClick={() => page?.pageInfo.endCursor && setAfter([...after, page.pageInfo.endCursor])}
        >
          Earlier
        </Button>
      </Group>
    </>
  )
}
