import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IncidentRowFragment } from '../gql/graphql'
import type { Sort } from './filter'
import { compare } from './order'

const row: IncidentRowFragment = {
  id: 'inc_5',
  title: 'Disk full',
  status: 'ACKNOWLEDGED',
  urgency: 'MEDIUM',
  priority: null,
  alertCount: 1,
  createdAt: '2026-03-01T10:00:00Z',
  snoozedUntil: null,
  service: { id: 'svc_1', name: 'Shop' },
  assignee: null,
  team: null,
}

// Each order with what stands before the row above, and what stands after it.
const cases: [sort: Sort, before: Partial<IncidentRowFragment>, after: object][] = [
  ['newest', { createdAt: '2026-03-01T10:00:00.5Z' }, { createdAt: '2026-03-01T09:59:59Z' }],
  ['oldest', { createdAt: '2026-03-01T09:59:59Z' }, { createdAt: '2026-03-01T10:00:00.5Z' }],
  ['newest', { id: 'inc_6' }, { id: 'inc_4' }],
  ['oldest', { id: 'inc_4' }, { id: 'inc_6' }],
  ['urgency', { urgency: 'HIGH', id: 'inc_4' }, { urgency: 'LOW', id: 'inc_6' }],
  ['calm', { urgency: 'LOW', id: 'inc_6' }, { urgency: 'HIGH', id: 'inc_4' }],
  ['urgency', { id: 'inc_6' }, { id: 'inc_4' }],
  ['status', { status: 'OPEN', id: 'inc_6' }, { status: 'RESOLVED', id: 'inc_4' }],
  ['done', { status: 'RESOLVED', id: 'inc_4' }, { status: 'OPEN', id: 'inc_6' }],
]

for (const [sort, before, after] of cases) {
  test(`${sort}: ${JSON.stringify(before)} before, ${JSON.stringify(after)} after`, () => {
    assert.ok(compare(sort, { ...row, ...before }, row) < 0)
    assert.ok(compare(sort, { ...row, ...after }, row) > 0)
  })
}

test('what has just changed is the last one changed', () => {
  assert.ok(compare('changed', { ...row, id: 'inc_4' }, row) < 0)
  assert.ok(compare('unchanged', { ...row, id: 'inc_4' }, row) > 0)
})
