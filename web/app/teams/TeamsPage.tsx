import { Anchor, Button, Loader, Modal, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from 'urql'
import { Link, useLocation } from 'wouter'
import { useViewer } from '../api/session'
import { TeamsDocument, type TeamsQuery } from '../gql/graphql'
import { EmptyState } from '../parts/EmptyState'
import { Pages, SearchField, useListing } from '../parts/listing'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { TeamForm } from './TeamForm'

type Team = TeamsQuery['teams']['nodes'][number]

const context = { additionalTypenames: ['Team', 'TeamMember', 'Service'] }

// TeamsPage lists the groups that own services and take incidents.
export function TeamsPage() {
  const may = useViewer().can('teams:write')
  const [, navigate] = useLocation()
  const listing = useListing()
  const [{ data, error, fetching }] = useQuery({
    query: TeamsDocument,
    variables: { filter: { q: listing.q }, ...listing.window },
    context,
  })
  const [making, { open, close }] = useDisclosure()
  const teams = data?.teams
  const make = <Button onClick={open}>New team</Button>
  return (
    <>
      <PageHeader title="Teams">{may && make}</PageHeader>
      <SearchField listing={listing} />
      <ErrorNotice error={error} />
      {!teams && fetching && <Loader aria-label="Loading the teams" />}
      {teams?.totalCount === 0 && listing.q === '' && (
        <EmptyState title="No team yet" action={may && make}>
          A team owns services, takes incidents, and can be told of them as a whole.
        </EmptyState>
      )}
      {teams?.totalCount === 0 && listing.q !== '' && (
        <EmptyState title="Nothing found">No team has “{listing.q}” in its name or id.</EmptyState>
      )}
      {teams && teams.nodes.length > 0 && <TeamTable teams={teams.nodes} />}
      {teams && <Pages listing={listing} total={teams.totalCount} />}
      <Modal opened={making} onClose={close} title="New team">
        <TeamForm done={(id) => navigate(`/teams/${id}`)} />
      </Modal>
    </>
  )
}

function TeamTable({ teams }: { teams: Team[] }) {
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Members</Table.Th>
            <Table.Th>Services</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {teams.map((team) => (
            <Table.Tr key={team.id}>
              <Table.Td>
                <Anchor component={Link} href={`/teams/${team.id}`} fw={550} size="sm">
                  {team.name}
                </Anchor>
                {team.description && (
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    {team.description}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{membersOf(team)}</Table.Td>
              <Table.Td>{team.services.totalCount}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

// membersOf names the first members of a team, and how many more there are.
function membersOf({ members }: Team): string {
  const names = members.nodes.map(({ user }) => user.name).join(', ')
  const more = members.totalCount - members.nodes.length
  return more > 0 ? `${names} and ${more} more` : names || 'Nobody'
}
