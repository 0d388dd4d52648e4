import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { Link } from 'wouter'
import { useSession } from '../api/session'
import { SignInDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Door } from './Door'
import { SignOnProblem, SingleSignOn } from './SingleSignOn'

export function SignIn() {
  const { renew } = useSession()
  const [answer, signIn] = useMutation(SignInDocument)
  const form = useForm({ initialValues: { email: '', password: '' } })
  return (
    <Door title="Sign in">
      <SignOnProblem />
      <SingleSignOn />
      <form
        onSubmit={form.onSubmit(async (input) => {
          const { data } = await signIn({ input })
          if (data) {
            await renew()
          }
        })}
      >
        <Stack gap="sm">
          <ErrorNotice error={answer.error} />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            data-autofocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={answer.fetching}>
            Sign in
          </Button>
          <Anchor component={Link} href="/forgot-password" size="sm">
            Forgot your password?
          </Anchor>
        </Stack>
      </form>
    </Door>
  )
}
