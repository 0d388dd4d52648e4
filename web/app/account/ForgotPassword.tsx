import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { RequestPasswordResetDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Door } from './Door'

export function ForgotPassword() {
  const [answer, request] = useMutation(RequestPasswordResetDocument)
  const form = useForm({ initialValues: { email: '' } })
  return (
    <Door title="Forgot your password?" back>
      {answer.data ? (
        <Text>
          If {form.values.email} has an account, a link to choose a new password is on its way. It
          is good for an hour.
        </Text>
      ) : (
        <form onSubmit={form.onSubmit((input) => void request({ input }))}>
          <Stack gap="sm">
            <ErrorNotice error={answer.error} />
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="username"
              required
              {...form.getInputProps('email')}
            />
            <Button type="submit" loading={answer.fetching}>
              Send a link
            </Button>
          </Stack>
        </form>
      )}
    </Door>
  )
}
