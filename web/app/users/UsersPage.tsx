import { Anchor, Button, Loader, Modal, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from 'urql'
import { Link } from 'wouter'
import { useSession, useViewer } from '../api/session'
import { UsersDocument, type UsersQuery } from '../gql/graphql'
import { EmptyState } from '../parts/EmptyState'
import { Pages, SearchField, useListing } from '../parts/listing'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { InviteUser } from './InviteUser'
import { NewSandboxUser } from './NewSandboxUser'
import { roles, UserStatusBadge } from './roles'

type User = UsersQuery['users']['nodes'][number]

const context = { additionalTypenames: ['User'] }

// UsersPage lists the people. Those who sign in are of Live; the sandbox has people to try
// things with.
export function UsersPage() {
  const viewer = useViewer()
  const live = useSession().environment === 'LIVE'
  const listing = useListing()
  const [{ data, error, fetching }] = useQuery({
    query: UsersDocument,
    variables: { filter: { q: listing.q }, ...listing.window },
    context,
  })
  const [making, { open, close }] = useDisclosure()
  const users = data?.users
  return (
    <>
      <PageHeader title="Users">
        {viewer.isAdmin && (
          <Button onClick={open}>{live ? 'Invite somebody' : 'New sandbox user'}</Button>
        )}
      </PageHeader>
      <SearchField listing={listing} />
      <ErrorNotice error={error} />
      {!users && fetching && <Loader aria-label="Loading the users" />}
      {users?.totalCount === 0 && (
        <EmptyState title="Nobody found">
          Nobody has “{listing.q}” in their name, e-mail address or id.
        </EmptyState>
      )}
      {users && users.nodes.length > 0 && <UserTable users={users.nodes} />}
      {users && <Pages listing={listing} total={users.totalCount} />}
      <Modal
        opened={making}
        onClose={close}
        title={live ? 'Invite somebody' : 'New sandbox user'}
        size="lg"
      >
        {live ? <InviteUser done={close} /> : <NewSandboxUser done={close} />}
      </Modal>
    </>
  )
}

function UserTable({ users }: { users: User[] }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Time zone</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.map((user) => (
            <Table.Tr key={user.id}>
              <Table.Td>
                <Anchor component={Link} href={`/users/${user.id}`} fw={550} size="sm">
                  {user.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {user.email}
                </Text>
              </Table.Td>
              <Table.Td>{roles[user.role].label}</Table.Td>
              <Table.Td>
                <UserStatusBadge status={user.status} />
              </Table.Td>
              <Table.Td>{user.timeZone}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
