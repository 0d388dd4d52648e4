import { List, Text } from '@mantine/core'
import { clockTime, exactly } from '../parts/moment'
import { Section } from '../parts/Section'
import type { IncidentDetail } from './IncidentPage'

type Moment = NonNullable<IncidentDetail['escalation']>['plan'][number]

const shown = 6 // moments

// EscalationPlan says who is told next, and when, if nobody answers.
export function EscalationPlan({ incident }: { incident: IncidentDetail }) {
  const { escalation } = incident
  if (!escalation) {
    return null
  }
  const next = escalation.plan.slice(0, shown)
  return (
    <Section title="If nobody answers">
      {escalation.policy && (
        <Text size="sm" c="dimmed" mb={4}>
          By the policy {escalation.policy.name}
        </Text>
      )}
      <List size="sm">
        {next.map((moment) => (
          <List.Item key={`${moment.at} ${moment.kind}`}>
            <time dateTime={moment.at} title={exactly(moment.at)}>
              {clockTime(moment.at)}
            </time>
            : {tells(moment)}
          </List.Item>
        ))}
      </List>
      {escalation.plan.length > shown && (
        <Text size="xs" c="dimmed">
          and so on
        </Text>
      )}
    </Section>
  )
}

// tells says in words whom a moment tells.
function tells({ kind, told }: Moment): string {
  const names = told.map(({ user }) => user.name).join(', ') || 'nobody can be reached'
  return kind === 'STEP' ? names : `${names} (fallback)`
}
