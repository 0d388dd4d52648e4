import { ActionIcon, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'
import type { NotificationChannel, Urgency } from '../gql/graphql'
import { urgencyName } from '../parts/badges'

// DraftRule is a rule as it is edited.
export interface DraftRule {
  key: string
  channel: NotificationChannel
  urgencies: Urgency[]
  url: string // empty: the one that the server has
  host: string | null // of the one that the server has
}

export const newRule = (): DraftRule => ({
  key: crypto.randomUUID(),
  channel: 'EMAIL',
  urgencies: [...urgencies],
  url: '',
  host: null,
})

const urgencies: Urgency[] = ['HIGH', 'MEDIUM', 'LOW']

const channels: { value: NotificationChannel; label: string; url?: string }[] = [
  { value: 'EMAIL', label: 'E-mail' },
  { value: 'SLACK', label: 'Slack', url: 'An incoming webhook of Slack' },
  {
    value: 'TEAMS',
    label: 'Microsoft Teams',
    url: 'A workflow: “Post to a chat when a webhook request is received”',
  },
  { value: 'WEBHOOK', label: 'Webhook', url: 'It is posted JSON' },
  { value: 'INBOX', label: 'Inbox only' },
]

const channelOf = (value: NotificationChannel) => channels.find((one) => one.value === value)

// posts tells whether a channel needs a URL.
export const posts = (channel: NotificationChannel) => channelOf(channel)?.url !== undefined

// RuleFields change one rule: by what, of which urgencies, and where to.
export function RuleFields({
  form,
  i,
}: {
  form: UseFormReturnType<{ rules: DraftRule[] }>
  i: number
}) {
  const rule = form.values.rules[i]
  if (!rule) {
    return null
  }
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-end" wrap="nowrap">
        <Select
          label="By"
          data={channels.map(({ value, label }) => ({ value, label }))}
          allowDeselect={false}
          {...form.getInputProps(`rules.${i}.channel`)}
        />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={`Remove rule ${i + 1}`}
          onClick={() => form.removeListItem('rules', i)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {posts(rule.channel) && (
        <TextInput
          type="url"
          label="URL"
          description={channelOf(rule.channel)?.url}
          placeholder={rule.host ? `As it is, at ${rule.host}` : 'https://'}
          required={rule.host === null}
          maxLength={2000}
          autoComplete="off"
          {...form.getInputProps(`rules.${i}.url`)}
        />
      )}
      <Checkbox.Group label="Of urgency" {...form.getInputProps(`rules.${i}.urgencies`)}>
        <Group gap="md" mt={4}>
          {urgencies.map((urgency) => (
            <Checkbox key={urgency} value={urgency} label={urgencyName(urgency)} size="sm" />
          ))}
        </Group>
      </Checkbox.Group>
    </Stack>
  )
}
