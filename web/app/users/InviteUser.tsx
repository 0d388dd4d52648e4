import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { InviteUserDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { InvitationLink } from './InvitationLink'
import { newPerson, PersonFields } from './PersonFields'

// InviteUser invites somebody, and shows the link that they choose their password with.
export function InviteUser({ done }: { done(): void }) {
  const [answer, invite] = useMutation(InviteUserDocument)
  const form = useForm({ initialValues: newPerson() })
  if (answer.data) {
    return <InvitationLink invited={answer.data.inviteUser} done={done} />
  }
  return (
    <form onSubmit={form.onSubmit((person) => invite({ input: person }))}>
      <Stack>
        <ErrorNotice error={answer.error} />
        <PersonFields form={form} />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
