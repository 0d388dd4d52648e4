import { Button, Menu, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from 'urql'
import { useLocation } from 'wouter'
import { useSession, useViewer } from '../api/session'
import { DeleteUserDocument, InviteUserDocument, UpdateUserDocument } from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { DangerItem, MoreMenu } from '../parts/MoreMenu'
import { ErrorNotice } from '../parts/ProblemNotice'
import { InvitationLink } from './InvitationLink'
import { type UserDetail, UserForm } from './UserForm'

// UserActions are what can be done to somebody by who may change users.
export function UserActions({ user }: { user: UserDetail }) {
  const viewer = useViewer()
  const live = useSession().environment === 'LIVE'
  const [, navigate] = useLocation()
  const [editing, edit] = useDisclosure()
  const [disabling, askDisable] = useDisclosure()
  const [deleting, askDelete] = useDisclosure()
  const [inviting, invitation] = useDisclosure()
  const [enabled, update] = useMutation(UpdateUserDocument)
  const [, remove] = useMutation(DeleteUserDocument)
  const disabled = user.status === 'DISABLED'
  return (
    <>
      <ErrorNotice error={enabled.error} />
      <Button variant="default" onClick={edit.open}>
        Edit
      </Button>
      <MoreMenu>
        {user.status === 'INVITED' && live && viewer.isAdmin && (
          <Menu.Item onClick={invitation.open}>New invitation link</Menu.Item>
        )}
        {disabled ? (
          // Who has a password is active again at the next sign-in; who has none can be
          // invited.
          <Menu.Item onClick={() => void update({ input: { id: user.id, status: 'INVITED' } })}>
            Enable
          </Menu.Item>
        ) : (
          <Menu.Item onClick={askDisable.open}>Disable</Menu.Item>
        )}
        <DangerItem onClick={askDelete.open}>Delete</DangerItem>
      </MoreMenu>
      <Modal opened={editing} onClose={edit.close} title={`Edit ${user.name}`} size="lg">
        <UserForm user={user} done={edit.close} />
      </Modal>
      <Modal opened={inviting} onClose={invitation.close} title="New invitation link">
        <InviteAgain user={user} done={invitation.close} />
      </Modal>
      <Confirm
        opened={disabling}
        close={askDisable.close}
        title={`Disable ${user.name}`}
        action="Disable"
        run={() => update({ input: { id: user.id, status: 'DISABLED' } })}
      >
        <Text>
          {user.name} can no longer sign in, is not told of incidents, and has no working API key,
          until you enable the account again.
        </Text>
      </Confirm>
      <Confirm
        opened={deleting}
        close={askDelete.close}
        title={`Delete ${user.name}`}
        action="Delete for good"
        run={async () => {
          const answer = await remove({ id: user.id }, { additionalTypenames: ['User'] })
          if (!answer.error) {
            navigate('/users', { replace: true })
          }
          return answer
        }}
      >
        <Text>
          {user.name} leaves the teams, and the API keys of theirs end. What they did stays, under
          their name. Whom a schedule or a policy needs cannot be deleted.
        </Text>
      </Confirm>
    </>
  )
}

function InviteAgain({ user, done }: { user: UserDetail; done(): void }) {
  const [answer, invite] = useMutation(InviteUserDocument)
  if (answer.data) {
    return <InvitationLink invited={answer.data.inviteUser} done={done} />
  }
  const { name, email, role, timeZone } = user
  return (
    <Stack align="flex-start">
      <ErrorNotice error={answer.error} />
      <Text>An earlier link of {name} works no more then.</Text>
      <Button
        loading={answer.fetching}
        onClick={() => void invite({ input: { name, email, role, timeZone } })}
      >
        Make the link
      </Button>
    </Stack>
  )
}
