import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { CreateUserDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { newPerson, PersonFields } from './PersonFields'

// NewSandboxUser makes somebody to try schedules and policies with.
export function NewSandboxUser({ done }: { done(): void }) {
  const [answer, create] = useMutation(CreateUserDocument)
  const form = useForm({ initialValues: newPerson() })
  return (
    <form
      onSubmit={form.onSubmit(async (person) => {
        const { data } = await create({ input: person })
        if (data) {
          done()
        }
      })}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <Text size="sm">
          Nobody is told of it, and nothing is sent to them. To let somebody sign in, invite them in
          Live.
        </Text>
        <PersonFields form={form} />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Make the user
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
