import { Anchor, Checkbox, Text } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'wouter'
import type { IncidentRowFragment } from '../gql/graphql'
import { StatusBadge, UrgencyBadge } from '../parts/badges'
import { Ago } from '../parts/moment'
import classes from './incidents.module.css'

interface Props {
  incident: IncidentRowFragment
  place: number // in the list, from 1
  of: number // how many there are; -1: nobody knows yet
  top: number
  current: boolean
  chosen: boolean
  belongs: boolean // in the view, as it is now
  setCurrent(id: string): void
  choose(id: string): void
}

// IncidentRow is one incident of the list.
export const IncidentRow = memo(function IncidentRow(props: Props) {
  const { incident, place, of, top, current, chosen, belongs, setCurrent, choose } = props
  return (
    <li
      aria-posinset={place}
      aria-setsize={of}
      aria-current={current || undefined}
      tabIndex={-1}
      className={classes.row}
      data-current={current || undefined}
      data-left={!belongs || undefined}
      data-incident={incident.id}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => setCurrent(incident.id)}
    >
      <span>
        <Checkbox
          size="xs"
          checked={chosen}
          onChange={() => choose(incident.id)}
          aria-label={`Choose ${incident.title}`}
        />
      </span>
      <span className={classes.status}>
        <StatusBadge status={incident.status} />
      </span>
      <span className={classes.title}>
        <Anchor component={Link} href={`/incidents/${incident.id}`} c="bright" fw={550} truncate>
          {incident.title}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {incident.service.name}
          {incident.alertCount > 1 && ` · ${incident.alertCount} alerts`}
        </Text>
      </span>
      <span className={classes.urgency}>
        <UrgencyBadge urgency={incident.urgency} />
      </span>
      <span className={classes.holder}>
        <Text size="sm" truncate c={incident.assignee || incident.team ? undefined : 'dimmed'}>
          {incident.assignee?.name ?? incident.team?.name ?? 'Nobody'}
        </Text>
      </span>
      <span className={classes.age}>
        <Ago at={incident.createdAt} size="sm" c="dimmed" />
      </span>
    </li>
  )
})
