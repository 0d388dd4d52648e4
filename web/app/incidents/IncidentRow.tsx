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

// IncidentRow is one incident of the list. It is made of plain elements, so that a screen
// full of them is there at once.
export const IncidentRow = memo(function IncidentRow(props: Props) {
  const { incident, place, of, top, current, chosen, belongs, setCurrent, choose } = props
  const holder = incident.assignee ?? incident.team
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
      <input
        type="checkbox"
        className={classes.choice}
        checked={chosen}
        onChange={() => choose(incident.id)}
        aria-label={`Choose ${incident.title}`}
      />
      <span className={classes.status}>
        <StatusBadge status={incident.status} />
      </span>
      <span className={classes.title}>
        <Link href={`/incidents/${incident.id}`}>{incident.title}</Link>
        <small>
          {incident.service.name}
          {incident.alertCount > 1 && ` · ${incident.alertCount} alerts`}
        </small>
      </span>
      <span className={classes.urgency}>
        <UrgencyBadge urgency={incident.urgency} />
      </span>
      <span className={classes.holder} data-nobody={holder ? undefined : true}>
        {holder?.name ?? 'Nobody'}
      </span>
      <span className={classes.age}>
        <Ago at={incident.createdAt} />
      </span>
    </li>
  )
})
