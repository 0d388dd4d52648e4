import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { UpdateUserDocument, type UserQuery } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { PersonFields } from './PersonFields'

export type UserDetail = NonNullable<UserQuery['user']>

// UserForm changes what is known of somebody.
export function UserForm({ user, done }: { user: UserDetail; done(): void }) {
  const [answer, update] = useMutation(UpdateUserDocument)
  const { name, email, role, timeZone } = user
  const form = useForm({ initialValues: { name, email, role, timeZone } })
  return (
    <form
      onSubmit={form.onSubmit(async (person) => {
        const { data } = await update({ input: { ...person, id: user.id, ifMatch: user.etag } })
        if (data) {
          done()
        }
      })}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <PersonFields form={form} />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
