import { Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { type AnyVariables, type TypedDocumentNode, useMutation } from 'urql'
import { useLocation } from 'wouter'
import { useSession } from '../api/session'
import { AcceptInvitationDocument, ResetPasswordDocument } from '../gql/graphql'
import { ErrorNotice, ProblemNotice } from '../parts/ProblemNotice'
import { Door } from './Door'
import { leastPassword, passwordHint } from './password'

export function AcceptInvitation() {
  return (
    <ChoosePassword
      title="Welcome"
      lead="Choose a password to sign in with."
      document={AcceptInvitationDocument}
      input={(token, password) => ({ token, password })}
    />
  )
}

export function ResetPassword() {
  return (
    <ChoosePassword
      title="Choose a new password"
      lead="It ends all your sessions in other browsers."
      document={ResetPasswordDocument}
      input={(token, newPassword) => ({ token, newPassword })}
    />
  )
}

// ChoosePassword takes the token of a link, which is in the fragment: no server sees it.
function ChoosePassword<Input, Variables extends AnyVariables & { input: Input }>({
  title,
  lead,
  document,
  input,
}: {
  title: string
  lead: string
  document: TypedDocumentNode<unknown, Variables>
  input: (token: string, password: string) => Input
}) {
  const { renew } = useSession()
  const [, navigate] = useLocation()
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '')
  const [answer, choose] = useMutation(document)
  const form = useForm({ initialValues: { password: '' }, validate: { password: leastPassword } })
  if (token === '') {
    return (
      <Door title={title} back>
        <ProblemNotice
          problem={{
            code: 'VALIDATION_ERROR',
            message: 'The link is not complete: open it as the mail has it.',
          }}
        />
      </Door>
    )
  }
  return (
    <Door title={title} lead={lead} back>
      <form
        onSubmit={form.onSubmit(async ({ password }) => {
          const { data } = await choose({ input: input(token, password) } as Variables)
          if (data) {
            await renew()
            navigate('/incidents', { replace: true })
          }
        })}
      >
        <Stack gap="sm">
          <ErrorNotice error={answer.error} />
          <PasswordInput
            label="New password"
            description={passwordHint}
            autoComplete="new-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={answer.fetching}>
            Save and sign in
          </Button>
        </Stack>
      </form>
    </Door>
  )
}
