import { Anchor, Button, Loader, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from 'urql'
import { Link } from 'wouter'
import { useSession, useViewer } from '../api/session'
import {
  ChangePasswordDocument,
  OwnAccountDocument,
  type OwnAccountQuery,
  RequestPasswordResetDocument,
  UpdateUserDocument,
} from '../gql/graphql'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { TimeZoneSelect } from '../parts/TimeZoneSelect'
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
          <Anchor component={Link} href={`/users/${viewer.id}`} underline="always">
            your page among the users
          </Anchor>
          .
        </Text>
        <Own viewer={viewer.id} />
      </Stack>
    </>
  )
}

function Own({ viewer }: { viewer: string }) {
  const [{ data, error }] = useQuery({ query: OwnAccountDocument, variables: { id: viewer } })
  if (!data?.viewer) {
    return error ? <ErrorNotice error={error} /> : <Loader aria-label="Loading" size="sm" />
  }
  const { viewer: account, user } = data
  return (
    <>
      {user && <Profile key={user.etag} user={user} />}
      {account.hasPassword || !user ? <ChangePassword /> : <FirstPassword email={user.email} />}
    </>
  )
}

// Profile changes what is one's own to say.
function Profile({ user }: { user: NonNullable<OwnAccountQuery['user']> }) {
  const { renew } = useSession()
  const [answer, update] = useMutation(UpdateUserDocument)
  const { name, timeZone } = user
  const form = useForm({ initialValues: { name, timeZone } })
  return (
    <form
      onSubmit={form.onSubmit(async (own) => {
        const { error } = await update({ input: { ...own, id: user.id, ifMatch: user.etag } })
        if (!error) {
          tell('Saved')
          await renew()
        }
      })}
    >
      <Stack gap="sm">
        <Title order={2} size="h5">
          You
        </Title>
        <ErrorNotice error={answer.error} />
        <TextInput
          label="Name"
          autoComplete="name"
          required
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <TimeZoneSelect
          label="Time zone"
          description="Pages and reports tell times by it."
          near={[Intl.DateTimeFormat().resolvedOptions().timeZone]}
          value={form.values.timeZone}
          onChange={(zone) => form.setFieldValue('timeZone', zone)}
        />
        <Button
          type="submit"
          loading={answer.fetching}
          disabled={!form.isDirty()}
          style={{ alignSelf: 'flex-start' }}
        >
          Save
        </Button>
      </Stack>
    </form>
  )
}

function FirstPassword({ email }: { email: string }) {
  const { singleSignOn } = useSession()
  const [answer, request] = useMutation(RequestPasswordResetDocument)
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        Password
      </Title>
      <ErrorNotice error={answer.error} />
      {answer.data ? (
        <Text role="status">
          A link to choose a password is on its way to {email}. It is good for an hour.
        </Text>
      ) : (
        <>
          <Text size="sm">
            You have no password, as you sign in with {singleSignOn?.name ?? 'single sign-on'}. To
            have one as well, choose it by a link that is mailed to {email}.
          </Text>
          <Button
            onClick={() => void request({ input: { email } })}
            loading={answer.fetching}
            style={{ alignSelf: 'flex-start' }}
          >
            Mail me a link
          </Button>
        </>
      )}
    </Stack>
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
