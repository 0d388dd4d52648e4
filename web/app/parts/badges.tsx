import type { CSSProperties } from 'react'
import type { IncidentStatus, Urgency } from '../gql/graphql'
import classes from './badges.module.css'

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

// The badges are plain elements: lists have some for each row, and a component that can
// look in a hundred ways takes as long to draw as the rest of its row.

export function StatusBadge({ status }: { status: IncidentStatus }) {
  const { label, color } = statusLooks[status]
  return (
    <span className={classes.status} style={colored(color)}>
      {label}
    </span>
  )
}

export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const { label, color } = urgencyLooks[urgency]
  return (
    <span className={classes.urgency} style={colored(color)}>
      {label}
    </span>
  )
}

const colored = (color: string) =>
  ({ '--badge-color': `var(--mantine-color-${color}-filled)` }) as CSSProperties
