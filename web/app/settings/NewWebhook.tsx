import { Alert, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { CreateWebhookDocument, type WebhookEvent } from '../gql/graphql'
import { Copyable } from '../parts/Copyable'
import { ErrorNotice } from '../parts/ProblemNotice'
import { webhookEvents } from './webhookEvents'

// NewWebhook makes a webhook, and shows the secret that its requests are signed with.
export function NewWebhook({ done }: { done(): void }) {
  const [answer, create] = useMutation(CreateWebhookDocument)
  const form = useForm({
    initialValues: { url: '', name: '', events: webhookEvents.map(({ event }) => event as string) },
    validate: { events: (given) => (given.length === 0 ? 'At least one.' : null) },
  })
  const secret = answer.data?.createWebhook.secret
  if (secret) {
    return <NewSecret secret={secret} done={done} />
  }
  return (
    <form
      onSubmit={form.onSubmit(({ url, name, events }) =>
        create({
          input: { url, events: events as WebhookEvent[], ...(name !== '' && { name }) },
        }),
      )}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <TextInput
          label="Address"
          description="It gets a POST for each event."
          placeholder="https://example.com/opsknight"
          type="url"
          required
          data-autofocus
          {...form.getInputProps('url')}
        />
        <TextInput
          label="Name"
          description="The address's host, if you leave it out."
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label="Tell of" required {...form.getInputProps('events')}>
          <Stack gap="xs" mt={6}>
            {webhookEvents.map(({ event, name, what }) => (
              <Checkbox key={event} value={event} label={name} description={what} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Make the webhook
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

// NewSecret shows a secret, which nothing shows again.
export function NewSecret({ secret, done }: { secret: string; done(): void }) {
  return (
    <Stack>
      <Alert title="Copy the secret now">
        It is shown this once. Your receiver checks the signature of each request with it.
      </Alert>
      <Copyable label="Secret" text={secret} />
      <Group justify="flex-end">
        <Button onClick={done}>Done</Button>
      </Group>
    </Stack>
  )
}
