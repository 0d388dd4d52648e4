import { Alert, Button, Group, Stack } from '@mantine/core'
import type { InviteUserMutation } from '../gql/graphql'
import { Copyable } from '../parts/Copyable'
import { exactly } from '../parts/moment'

// InvitationLink shows what nothing shows again. The token is in the fragment of the
// address, which browsers send to no server.
export function InvitationLink({
  invited,
  done,
}: {
  invited: InviteUserMutation['inviteUser']
  done(): void
}) {
  const link = `${location.origin}/accept-invitation#token=${encodeURIComponent(invited.token)}`
  return (
    <Stack>
      <Alert title={`Hand this link to ${invited.user.name}`}>
        It is shown this once. Who opens it chooses the password of {invited.user.email}, until{' '}
        {exactly(invited.expiresAt)}. If this server sends mail, they get it by mail as well.
      </Alert>
      <Copyable label="Invitation link" text={link} />
      <Group justify="flex-end">
        <Button onClick={done}>Done</Button>
      </Group>
    </Stack>
  )
}
