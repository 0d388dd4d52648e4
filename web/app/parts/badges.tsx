import { Badge } from '@mantine/core'
import type { IncidentStatus, Urgency } from '../gql/graphql'

const statusLooks: Record<IncidentStatus, { label: string; color: string }> = {
  OPEN: { label: 'Open', color: 'red' },
  ACKNOWLEDGED: { label: 'Acknowledged', color: 'yellow' },
  SNOOZED: { label: 'Snoozed', color: 'grape' },
  RESOLVED: { label: 'Resolved', color: 'teal' },
  SUPPRESSED: { label: 'Suppressed', color: 'gray' },
}

const urgencyLooks: Record<Urgency, { label: string; color: string }> = {
  HIGH: { label: 'High', color: 'red' },
  MEDIUM: { label: 'Medium', color: 'orange' },
  LOW: { label: 'Low', color: 'gray' },
}

export const statusName = (status: IncidentStatus) => statusLooks[status].label
export const urgencyName = (urgency: Urgency) => urgencyLooks[urgency].label

export function StatusBadge({ status }: { status: IncidentStatus }) {
  const { label, color } = statusLooks[status]
  return (
    <Badge color={color} variant="dot" tt="none" c="bright">
      {label}
    </Badge>
  )
}

export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const { label, color } = urgencyLooks[urgency]
  return (
    <Badge color={color} variant="outline" tt="none" c="bright" size="sm">
      {label}
    </Badge>
  )
}
