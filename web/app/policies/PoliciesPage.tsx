import { Anchor, Box, Button, Loader, Table, Text } from '@mantine/core'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useViewer } from '../api/session'
import { PoliciesDocument, type PoliciesQuery } from '../gql/graphql'
import { EmptyState } from '../parts/EmptyState'
import { Pages, SearchField, useListing } from '../parts/listing'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Fallback } from './Fallback'
import { counted, times } from './words'

type Policy = PoliciesQuery['escalationPolicies']['nodes'][number]

const context = { additionalTypenames: ['EscalationPolicy', 'Service'] }

// PoliciesPage lists whom incidents are taken to.
export function PoliciesPage() {
  const viewer = useViewer()
  const may = viewer.can('services:write')
  const listing = useListing()
  const [{ data, error, fetching }] = useQuery({
    query: PoliciesDocument,
    variables: { filter: { q: listing.q }, ...listing.window },
    context,
  })
  const policies = data?.escalationPolicies
  const make = (
    <Button component={Link} href="/policies/new">
      New policy
    </Button>
  )
  return (
    <>
      <PageHeader title="Escalation policies">{may && make}</PageHeader>
      <SearchField listing={listing} />
      <ErrorNotice error={error} />
      {!policies && fetching && <Loader aria-label="Loading the policies" />}
      {policies?.totalCount === 0 && listing.q === '' && (
        <EmptyState title="No policy yet" action={may && make}>
          A policy says who is told of an incident, and who next if nobody answers. Without one,
          incidents reach only the fallback.
        </EmptyState>
      )}
      {policies?.totalCount === 0 && listing.q !== '' && (
        <EmptyState title="Nothing found">
          No policy has “{listing.q}” in its name or id.
        </EmptyState>
      )}
      {policies && policies.nodes.length > 0 && <PolicyTable policies={policies.nodes} />}
      {policies && <Pages listing={listing} total={policies.totalCount} />}
      {viewer.isAdmin && (
        <Box mt="xl">
          <Fallback />
        </Box>
      )}
    </>
  )
}

function PolicyTable({ policies }: { policies: Policy[] }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Steps</Table.Th>
            <Table.Th>Gone through</Table.Th>
            <Table.Th>Services</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {policies.map((policy) => (
            <Table.Tr key={policy.id}>
              <Table.Td>
                <Anchor component={Link} href={`/policies/${policy.id}`} fw={550} size="sm">
                  {policy.name}
                </Anchor>
                {policy.description && (
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    {policy.description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{policy.steps.length}</Table.Td>
              <Table.Td>{times(policy.repeatCount)}</Table.Td>
              <Table.Td>{counted(policy.services.totalCount, 'service')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
