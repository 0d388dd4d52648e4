import {
  Alert,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  Table,
  Text,
  VisuallyHidden,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import {
  AddTeamMemberDocument,
  RemoveTeamMemberDocument,
  type TeamRole,
  UpdateTeamMemberDocument,
  UserSearchDocument,
} from '../gql/graphql'
import { Chooser, type Named } from '../parts/Chooser'
import { Confirm } from '../parts/Confirm'
import { PlaceLink } from '../parts/PlaceLink'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import { teamRoles } from './roles'
import type { TeamDetail } from './TeamForm'

type Member = TeamDetail['members']['nodes'][number]

const roleChoices = Object.entries(teamRoles).map(([value, label]) => ({ value, label }))

const step = 50 // members, up to the longest page of the API
const most = 100

// useShownMembers says how many members are read; more reads all that a page may have.
export function useShownMembers() {
  const [count, setCount] = useState(step)
  return { count, more: count < most ? () => setCount(most) : undefined }
}

// Members are the people of a team, each with what they may do in it.
export function Members({
  team,
  showMore,
}: {
  team: TeamDetail
  showMore: (() => void) | undefined
}) {
  const may = useViewer().can('teams:write')
  const [adding, add] = useDisclosure()
  const [leaving, setLeaving] = useState<Member>()
  const [, remove] = useMutation(RemoveTeamMemberDocument)
  const { nodes, totalCount } = team.members
  return (
    <Section
      title={`Members (${totalCount})`}
      actions={
        may && (
          <Button size="xs" variant="light" onClick={add.open}>
            Add a member
          </Button>
        )
      }
    >
      {totalCount === 0 ? (
        <Alert variant="light" title="Nobody belongs to it">
          <Text size="sm">A policy that tells this team reaches nobody.</Text>
        </Alert>
      ) : (
        <MemberTable team={team} may={may} leave={setLeaving} />
      )}
      {totalCount > nodes.length && (
        <Group mt="xs">
          {showMore ? (
            <Button size="xs" variant="default" onClick={showMore}>
              Show more
            </Button>
          ) : (
            <Text size="sm" c="dimmed">
              and {totalCount - nodes.length} more
            </Text>
          )}
        </Group>
      )}
      <Modal opened={adding} onClose={add.close} title="Add a member">
        <AddMember teamId={team.id} done={add.close} />
      </Modal>
      <Confirm
        opened={leaving !== undefined}
        close={() => setLeaving(undefined)}
        title="Remove from the team"
        action="Remove"
        run={() => remove({ input: { teamId: team.id, userId: leaving?.user.id ?? '' } })}
      >
        <Text>
          {leaving?.user.name} is no longer told when {team.name} is, and can be added again.
        </Text>
      </Confirm>
    </Section>
  )
}

function MemberTable({
  team,
  may,
  leave,
}: {
  team: TeamDetail
  may: boolean
  leave(member: Member): void
}) {
  const [changed, change] = useMutation(UpdateTeamMemberDocument)
  return (
    <>
      <ErrorNotice error={changed.error} />
      <Table.ScrollContainer minWidth={320}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Role in the team</Table.Th>
              {may && (
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {team.members.nodes.map((member) => (
              <Table.Tr key={member.user.id}>
                <Table.Td>
                  <PlaceLink list="/users" to={member.user} />
                </Table.Td>
                <Table.Td>
                  {may ? (
                    <Select
                      size="xs"
                      maw={140}
                      aria-label={`Role of ${member.user.name}`}
                      data={roleChoices}
                      value={member.role}
                      allowDeselect={false}
                      onChange={(role) =>
                        void change({
                          input: {
                            teamId: team.id,
                            userId: member.user.id,
                            role: role as TeamRole,
                          },
                        })
                      }
                    />
                  ) : (
                    teamRoles[member.role]
                  )}
                </Table.Td>
                {may && (
                  <Table.Td ta="right">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Remove ${member.user.name}`}
                      onClick={() => leave(member)}
                    >
                      Remove
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}

function AddMember({ teamId, done }: { teamId: string; done(): void }) {
  const [answer, add] = useMutation(AddTeamMemberDocument)
  const [user, setUser] = useState<Named | null>(null)
  const [role, setRole] = useState<TeamRole>('MEMBER')
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        if (!user) {
          return
        }
        const { data } = await add({ input: { teamId, userId: user.id, role } })
        if (data) {
          done()
        }
      }}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <Chooser
          label="Who"
          placeholder="A name"
          document={UserSearchDocument}
          value={user}
          onChange={setUser}
          required
        />
        <Select
          label="Role in the team"
          data={roleChoices}
          value={role}
          allowDeselect={false}
          onChange={(chosen) => setRole(chosen as TeamRole)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching} disabled={!user}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
