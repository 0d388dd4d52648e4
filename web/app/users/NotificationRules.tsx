import { Alert, Button, Group, Loader, Paper, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from 'urql'
import {
  NotificationRulesDocument,
  type NotificationRulesQuery,
  SetNotificationRulesDocument,
} from '../gql/graphql'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'
import { type DraftRule, newRule, posts, RuleFields } from './RuleFields'

type Rule = NonNullable<NotificationRulesQuery['user']>['notificationRules'][number]

const mostRules = 20

// NotificationRules say how somebody is told of incidents. All of them are stored at once.
export function NotificationRules({ userId }: { userId: string }) {
  const [{ data, error, fetching }] = useQuery({
    query: NotificationRulesDocument,
    variables: { id: userId },
  })
  const rules = data?.user?.notificationRules
  return (
    <Section title="Notification rules">
      <ErrorNotice error={error} />
      {!rules && fetching && <Loader size="sm" aria-label="Loading the rules" />}
      {/* What was stored is read anew, hosts included: the form begins again with it. */}
      {rules && <RulesForm key={JSON.stringify(rules)} userId={userId} rules={rules} />}
    </Section>
  )
}

function RulesForm({ userId, rules }: { userId: string; rules: Rule[] }) {
  const [answer, store] = useMutation(SetNotificationRulesDocument)
  const form = useForm({
    initialValues: { rules: rules.map(drafted) },
    validate: {
      rules: {
        urgencies: (urgencies: unknown[]) => (urgencies.length === 0 ? 'At least one.' : null),
      },
    },
  })
  const save = form.onSubmit(({ rules: drafts }) =>
    store({
      input: {
        userId,
        rules: drafts.map(({ channel, urgencies, url }) => ({
          channel,
          urgencies,
          // One that is left out stays what it was: it is not shown again.
          ...(posts(channel) && url !== '' && { url }),
        })),
      },
    }),
  )
  const drafts = form.values.rules
  return (
    <form onSubmit={save}>
      <Stack gap="sm">
        <ErrorNotice error={answer.error} />
        {drafts.length === 0 && (
          <Alert variant="light" title="By e-mail, of every incident">
            <Text size="sm">It is so as long as there are no rules.</Text>
          </Alert>
        )}
        {drafts.map((draft, i) => (
          <Paper key={draft.key} withBorder p="sm">
            <RuleFields form={form} i={i} />
          </Paper>
        ))}
        <Group justify="space-between">
          <Button
            variant="light"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={drafts.length >= mostRules}
            onClick={() => form.insertListItem('rules', newRule())}
          >
            Add a rule
          </Button>
          <Button type="submit" size="xs" loading={answer.fetching} disabled={!form.isDirty()}>
            Save the rules
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function drafted({ channel, urgencies, host }: Rule): DraftRule {
  return { key: crypto.randomUUID(), channel, urgencies, url: '', host: host ?? null }
}
