import { Timeline as Lines, Text } from '@mantine/core'
import type { IncidentEventType, TimelineLineFragment } from '../gql/graphql'
import { detailsInWords, isObject } from '../parts/details'
import { Markdown } from '../parts/Markdown'
import { Ago } from '../parts/moment'

const words: Record<IncidentEventType, string> = {
  TRIGGERED: 'opened it',
  ACKNOWLEDGED: 'acknowledged it',
  UNACKNOWLEDGED: 'took the acknowledgement back',
  RESOLVED: 'resolved it',
  REOPENED: 'opened it again',
  SNOOZED: 'snoozed it',
  UNSNOOZED: 'woke it',
  SUPPRESSED: 'suppressed it',
  UNSUPPRESSED: 'took the suppression back',
  ESCALATED: 'escalated it',
  ESCALATION_SKIPPED: 'skipped a step that reaches nobody',
  ESCALATION_EXHAUSTED: 'ended the escalation: no step is left',
  ASSIGNED: 'assigned it',
  UNASSIGNED: 'took it from its assignee',
  URGENCY_CHANGED: 'changed the urgency',
  PRIORITY_CHANGED: 'changed the priority',
  UPDATED: 'changed it',
  NOTE_ADDED: 'wrote',
  MERGED: 'merged',
  NOTIFICATION_SENT: 'told somebody',
  NOTIFICATION_FAILED: 'could not tell somebody',
  NOTIFICATION_SUPPRESSED: 'would have told somebody',
  WEBHOOK_FAILED: 'could not deliver a webhook',
}

// Timeline shows lines, the latest first.
export function Timeline({ lines, total }: { lines: TimelineLineFragment[]; total: number }) {
  return (
    <>
      <Lines bulletSize={14} lineWidth={2}>
        {lines.toReversed().map((line) => (
          <Lines.Item key={line.id} data-line={line.type}>
            <Text size="sm">
              <b>{line.actor.name || 'OpsKnight'}</b> {words[line.type] ?? line.type.toLowerCase()}{' '}
              <Text size="xs" c="dimmed" span>
                <Ago at={line.createdAt} />
              </Text>
            </Text>
            <Details line={line} />
          </Lines.Item>
        ))}
      </Lines>
      {total > lines.length && (
        <Text size="sm" c="dimmed" mt="sm">
          {total - lines.length} earlier lines are not shown.
        </Text>
      )}
    </>
  )
}

function Details({ line }: { line: TimelineLineFragment }) {
  const details = isObject(line.details) ? line.details : {}
  if (line.type === 'NOTE_ADDED' && typeof details.content === 'string') {
    return <Markdown text={details.content} />
  }
  const told = detailsInWords(details)
  return told === '' ? null : (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {told}
    </Text>
  )
}
