import { Anchor, Button, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { Link } from 'wouter'
import { useSession, useViewer } from '../api/session'
import { ChangePasswordDocument } from '../gql/graphql'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { tell } from '../parts/tell'
import { leastPassword, passwordHint } from './password'

// AccountPage is what people change of their own.
export function AccountPage() {
  const viewer = useViewer()
  return (
    <>
      <PageHeader title={viewer.name} />
      <Stack maw={420} gap="lg">
        <Text size="sm">
          How you are told of incidents is on{' '}
          <Anchor component={Link} href={`/users/${viewer.id}`}>
            your page among the users
          </Anchor>
          .
        </Text>
        <ChangePassword />
      </Stack>
    </>
  )
}

function ChangePassword() {
  const { renew } = useSession()
  const [answer, change] = useMutation(ChangePasswordDocument)
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { newPassword: leastPassword },
  })
  return (
    <form
      onSubmit={form.onSubmit(async (input) => {
        const { error } = await change({ input })
        if (!error) {
          form.reset()
          tell('The password is changed, and your other sessions have ended')
          await renew()
        }
      })}
    >
      <Stack gap="sm">
        <Title order={2} size="h5">
          Password
        </Title>
        <ErrorNotice error={answer.error} />
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          required
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          required
          {...form.getInputProps('newPassword')}
        />
        <Button type="submit" loading={answer.fetching} style={{ alignSelf: 'flex-start' }}>
          Change the password
        </Button>
      </Stack>
    </form>
  )
}
