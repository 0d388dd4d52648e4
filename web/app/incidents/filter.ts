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
  // What programs put into views that they save; the bar shows it and takes it away.
  after: string // opened at this moment or later; empty: ever
  before: string // opened before this moment
  key: string // with this dedup key
  sort: Sort
}

export type Sort =
  | 'newest'
  | 'oldest'
  | 'changed'
  | 'unchanged'
  | 'urgency'
  | 'calm'
  | 'status'
  | 'done'

// sorts are all orders that the API has.
export const sorts: Record<Sort, { label: string; order: IncidentOrder }> = {
  newest: { label: 'Newest first', order: { field: 'CREATED_AT', direction: 'DESC' } },
  oldest: { label: 'Oldest first', order: { field: 'CREATED_AT', direction: 'ASC' } },
  changed: { label: 'Last changed first', order: { field: 'UPDATED_AT', direction: 'DESC' } },
  unchanged: { label: 'Longest unchanged first', order: { field: 'UPDATED_AT', direction: 'ASC' } },
  urgency: { label: 'Most urgent first', order: { field: 'URGENCY', direction: 'DESC' } },
  calm: { label: 'Least urgent first', order: { field: 'URGENCY', direction: 'ASC' } },
  status: { label: 'By status, open first', order: { field: 'STATUS', direction: 'ASC' } },
  done: { label: 'By status, open last', order: { field: 'STATUS', direction: 'DESC' } },
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
    after: moment(given.get('after')),
    before: moment(given.get('before')),
    key: given.get('key') ?? '',
    sort: isSort(sort) ? sort : 'newest',
  }
}

// chosenView is the id of the saved view that the query of an address names, if it does.
export function chosenView(search: string): string | undefined {
  const id = new URLSearchParams(search).get('view')
  return id && /^view_[0-9a-z]{26}$/.test(id) ? id : undefined
}

// moment is a time as the API takes it, or empty.
function moment(text: string | null): string {
  const spelled = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
  return text && spelled.test(text) && !Number.isNaN(Date.parse(text)) ? text : ''
}

function among<T extends string>(known: T[], given: string[]): T[] {
  return known.filter((one) => given.includes(one))
}

const isSort = (text: string): text is Sort => Object.hasOwn(sorts, text)

// viewQuery is the query of the address that shows a view, by the name of a saved one if
// its id is given; empty for the usual one.
export function viewQuery(view: View, chosen?: string): string {
  const query = new URLSearchParams()
  if (view.status.join() !== usual.join()) {
    query.set('status', view.status.length === 0 ? 'all' : view.status.join())
  }
  for (const name of ['urgency', 'service', 'assignee', 'team'] as const) {
    if (view[name].length > 0) {
      query.set(name, view[name].join())
    }
  }
  for (const name of ['q', 'after', 'before', 'key'] as const) {
    if (view[name] !== '') {
      query.set(name, view[name])
    }
  }
  if (view.sort !== 'newest') {
    query.set('sort', view.sort)
  }
  if (chosen) {
    query.set('view', chosen)
  }
  return query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
}

// sameView reports whether two views show the same, in whatever order their filters name it.
export function sameView(a: View, b: View): boolean {
  const sorted = (view: View) =>
    viewQuery({
      ...view,
      service: view.service.toSorted(),
      assignee: view.assignee.toSorted(),
      team: view.team.toSorted(),
    })
  return sorted(a) === sorted(b)
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
    ...(view.after !== '' && { createdAfter: view.after }),
    ...(view.before !== '' && { createdBefore: view.before }),
    ...(view.key !== '' && { dedupKey: view.key }),
  }
}

// orderOf is a view's order as the API takes it; null is the usual one.
export function orderOf(view: View): IncidentOrder | null {
  return view.sort === 'newest' ? null : sorts[view.sort].order
}

// viewOf is the view that the API keeps as a filter and an order.
export function viewOf(saved: { filter: unknown; orderBy?: unknown }): View {
  const filter = saved.filter as IncidentFilter
  const order = (saved.orderBy ?? sorts.newest.order) as IncidentOrder
  const several = <T>(given: T | T[] | null | undefined) => [given ?? []].flat() as T[]
  const sort = Object.keys(sorts).find((name) => {
    const { field, direction } = sorts[name as Sort].order
    return field === order.field && direction === order.direction
  })
  return {
    status: among(statuses, several(filter.status)),
    urgency: among(urgencies, several(filter.urgency)),
    service: several(filter.serviceId),
    assignee: several(filter.assigneeId),
    team: several(filter.teamId),
    q: filter.q ?? '',
    after: filter.createdAfter ?? '',
    before: filter.createdBefore ?? '',
    key: filter.dedupKey ?? '',
    sort: (sort ?? 'newest') as Sort,
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
