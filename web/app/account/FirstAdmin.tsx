import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { useSession } from '../api/session'
import { CreateFirstAdminDocument } from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Door } from './Door'
import { leastPassword, passwordHint } from './password'
import { SignOnProblem } from './SingleSignOn'

// FirstAdmin is the first page of a new server.
export function FirstAdmin({ tokenRequired }: { tokenRequired: boolean }) {
  const { renew } = useSession()
  const [answer, create] = useMutation(CreateFirstAdminDocument)
  const form = useForm({
    initialValues: { name: '', email: '', password: '', setupToken: '' },
    validate: { password: leastPassword },
  })
  return (
    <Door
      title="Set up OpsKnight"
      lead="Nobody has an account yet. You become the first administrator, and can invite the others."
    >
      <SignOnProblem />
      <form
        onSubmit={form.onSubmit(async ({ setupToken, ...person }) => {
          const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
          const { data } = await create({
            input: { ...person, timeZone, ...(tokenRequired && { setupToken }) },
          })
          if (data) {
            await renew()
          }
        })}
      >
        <Stack gap="sm">
          <ErrorNotice error={answer.error} />
          <TextInput label="Name" autoComplete="name" required {...form.getInputProps('name')} />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            description={passwordHint}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          {tokenRequired && (
            <TextInput
              label="Set-up token"
              description="The server printed it when it started."
              required
              {...form.getInputProps('setupToken')}
            />
          )}
          <Button type="submit" loading={answer.fetching}>
            Create the administrator
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
