import type {
  IncidentFilter,
  IncidentOrder,
  IncidentRowFragment,
  IncidentStatus,
  Urgency,
} from '../gql/graphql'

export const statuses: IncidentStatus[] = [
  'OPEN',
  'ACKNOWLEDGED',
  'SNOOZED',
  'RESOLVED',
  'SUPPRESSED',
]
export const urgencies: Urgency[] = ['HIGH', 'MEDIUM', 'LOW']

// View is what the list shows. It is the query of the address, so that a view can be
// sent to somebody, or kept as a bookmark.
export interface View {
  status: IncidentStatus[] // empty: every one
  urgency: Urgency[] // empty: every one
  service: string[]
  assignee: string[]
  team: string[]
  q: string
  sort: Sort
}

export type Sort = 'newest' | 'oldest' | 'changed' | 'urgency'

export const sorts: Record<Sort, { label: string; order: IncidentOrder }> = {
  newest: { label: 'Newest first', order: { field: 'CREATED_AT', direction: 'DESC' } },
  oldest: { label: 'Oldest first', order: { field: 'CREATED_AT', direction: 'ASC' } },
  changed: { label: 'Last changed first', order: { field: 'UPDATED_AT', direction: 'DESC' } },
  urgency: { label: 'Most urgent first', order: { field: 'URGENCY', direction: 'DESC' } },
}

const usual: IncidentStatus[] = ['OPEN', 'ACKNOWLEDGED']

// parseView reads the query of an address; what it does not know it leaves out.
export function parseView(search: string): View {
  const given = new URLSearchParams(search)
  const several = (name: string) => given.get(name)?.split(',').filter(Boolean) ?? []
  const sort = given.get('sort') ?? ''
  return {
    status: given.has('status') ? among(statuses, several('status')) : usual,
    urgency: among(urgencies, several('urgency')),
    service: several('service'),
    assignee: several('assignee'),
    team: several('team'),
    q: given.get('q') ?? '',
    sort: isSort(sort) ? sort : 'newest',
  }
}

function among<T extends string>(known: T[], given: string[]): T[] {
  return known.filter((one) => given.includes(one))
}

const isSort = (text: string): text is Sort => Object.hasOwn(sorts, text)

// viewQuery is the query of the address that shows a view; empty for the usual one.
export function viewQuery(view: View): string {
  const query = new URLSearchParams()
  if (view.status.join() !== usual.join()) {
    query.set('status', view.status.length === 0 ? 'all' : view.status.join())
  }
  for (const name of ['urgency', 'service', 'assignee', 'team'] as const) {
    if (view[name].length > 0) {
      query.set(name, view[name].join())
    }
  }
  if (view.q !== '') {
    query.set('q', view.q)
  }
  if (view.sort !== 'newest') {
    query.set('sort', view.sort)
  }
  return query.toString().replaceAll('%2C', ',')
}

// filterOf is a view's filter as the API takes it.
export function filterOf(view: View): IncidentFilter {
  return {
    ...(view.status.length > 0 && { status: view.status }),
    ...(view.urgency.length > 0 && { urgency: view.urgency }),
    ...(view.service.length > 0 && { serviceId: view.service }),
    ...(view.assignee.length > 0 && { assigneeId: view.assignee }),
    ...(view.team.length > 0 && { teamId: view.team }),
    ...(view.q !== '' && { q: view.q }),
  }
}

// shows reports whether an incident that has changed belongs in a view: the subscription
// also tells of those that have just left it. The server looks for a text in more than is
// here, and a team's services are not here at all: such a view believes it.
export function shows(view: View, incident: IncidentRowFragment): boolean {
  return (
    (view.status.length === 0 || view.status.includes(incident.status)) &&
    (view.urgency.length === 0 || view.urgency.includes(incident.urgency)) &&
    (view.service.length === 0 || view.service.includes(incident.service.id)) &&
    (view.assignee.length === 0 || view.assignee.includes(incident.assignee?.id ?? ''))
  )
}
