import type { IncidentRowFragment, IncidentStatus, Urgency } from '../gql/graphql'
import { type Sort, sorts, statuses } from './filter'

const urgencyRanks: Record<Urgency, number> = { LOW: 0, MEDIUM: 1, HIGH: 2 }
const statusRank = (status: IncidentStatus) => statuses.indexOf(status)

// compare orders two incidents of a list as the server does: negative if the first stands
// before the second. What changed last is not in a row: it is the one that is told now.
export function compare(sort: Sort, told: IncidentRowFragment, row: IncidentRowFragment): number {
  const { field, direction } = sorts[sort].order
  const ascending = {
    CREATED_AT: () => Date.parse(told.createdAt) - Date.parse(row.createdAt),
    UPDATED_AT: () => 1,
    URGENCY: () => urgencyRanks[told.urgency] - urgencyRanks[row.urgency],
    STATUS: () => statusRank(told.status) - statusRank(row.status),
  }[field]()
  const byId = told.id < row.id ? -1 : told.id > row.id ? 1 : 0
  return (ascending || byId) * (direction === 'DESC' ? -1 : 1)
}
