import {
  Anchor,
  Button,
  type ButtonProps,
  Group,
  Modal,
  Paper,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from 'urql'
import { Link } from 'wouter'
import { useSession } from '../api/session'
import { type EventOutcome, SendEventDocument, type SendEventMutation } from '../gql/graphql'
import { StatusBadge, UrgencyBadge } from '../parts/badges'
import { ErrorNotice } from '../parts/ProblemNotice'

// TestEventButton opens a dialogue that sends an event as a monitoring tool would; to is
// the name of what gets it.
export function TestEventButton({
  routingKey,
  to,
  ...look
}: { routingKey: string; to: string } & ButtonProps) {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" {...look} onClick={open}>
        Send test event
      </Button>
      <Modal opened={opened} onClose={close} title={`Test event to ${to}`}>
        <TestEvent routingKey={routingKey} done={close} />
      </Modal>
    </>
  )
}

const severities = [
  { value: 'INFO', label: 'Info: low urgency' },
  { value: 'WARNING', label: 'Warning: medium urgency' },
  { value: 'ERROR', label: 'Error: medium urgency' },
  { value: 'CRITICAL', label: 'Critical: high urgency' },
]

function TestEvent({ routingKey, done }: { routingKey: string; done(): void }) {
  const { environment } = useSession()
  const [sent, send] = useMutation(SendEventDocument)
  const form = useForm({
    initialValues: { summary: 'Test event: nothing is wrong', severity: 'INFO' as const },
  })
  if (sent.data) {
    return <Outcome routingKey={routingKey} sent={sent.data.sendEvent} done={done} />
  }
  return (
    <form
      onSubmit={form.onSubmit((payload) =>
        send({
          input: {
            routingKey,
            eventAction: 'TRIGGER',
            payload: { ...payload, source: 'opsknight-web' },
          },
        }),
      )}
    >
      <Stack>
        <ErrorNotice error={sent.error} />
        <Text size="sm">
          {environment === 'LIVE'
            ? 'It opens an incident as a monitoring tool would, and people are told of it by the escalation policy.'
            : 'It opens an incident as a monitoring tool would. In the sandbox nobody is told.'}
        </Text>
        <TextInput
          label="Summary"
          required
          maxLength={1024}
          data-autofocus
          {...form.getInputProps('summary')}
        />
        <Select
          label="Severity"
          data={severities}
          allowDeselect={false}
          {...form.getInputProps('severity')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={sent.fetching}>
            Send it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const outcomes: Record<EventOutcome, string> = {
  TRIGGERED: 'It opened an incident',
  DEDUPLICATED: 'It added an alert to an incident',
  ACKNOWLEDGED: 'It acknowledged an incident',
  RESOLVED: 'It resolved the incident',
  IGNORED: 'No incident was there to change',
}

// Outcome shows what a test event did, and takes it back.
function Outcome({
  routingKey,
  sent,
  done,
}: {
  routingKey: string
  sent: SendEventMutation['sendEvent']
  done(): void
}) {
  const [resolved, resolve] = useMutation(SendEventDocument)
  const { action, incident } = resolved.data?.sendEvent ?? sent
  return (
    <Stack>
      <ErrorNotice error={resolved.error} />
      <Paper withBorder p="sm" role="status">
        <Text size="sm" fw={550}>
          {outcomes[action]}
        </Text>
        {incident && (
          <Stack gap={6} align="flex-start" mt={6}>
            <Anchor component={Link} href={`/incidents/${incident.id}`}>
              {incident.title}
            </Anchor>
            <Group gap={6}>
              <StatusBadge status={incident.status} />
              <UrgencyBadge urgency={incident.urgency} />
            </Group>
          </Stack>
        )}
      </Paper>
      <Group justify="flex-end">
        {action === 'TRIGGERED' && (
          <Button
            variant="default"
            loading={resolved.fetching}
            onClick={() =>
              resolve({ input: { routingKey, eventAction: 'RESOLVE', dedupKey: sent.dedupKey } })
            }
          >
            Resolve it by an event
          </Button>
        )}
        <Button onClick={done}>Done</Button>
      </Group>
    </Stack>
  )
}
