import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  chosenView,
  filterOf,
  orderOf,
  parseView,
  type Sort,
  sameView,
  sorts,
  viewOf,
  viewQuery,
} from './filter'

const usual = { status: ['OPEN', 'ACKNOWLEDGED'] }
const id = 'view_01hm6aqh20xt84xer8bagxz3sc'

// Each address with the filter and the order that it stands for.
const cases: [address: string, filter: object, orderBy: object | null][] = [
  ['', usual, null],
  ['status=all', {}, null],
  ['status=SNOOZED,RESOLVED', { status: ['SNOOZED', 'RESOLVED'] }, null],
  ['urgency=HIGH,LOW', { ...usual, urgency: ['HIGH', 'LOW'] }, null],
  [
    'service=svc_1,svc_2&assignee=usr_1&team=team_1&q=disk+%26+100%25',
    {
      ...usual,
      serviceId: ['svc_1', 'svc_2'],
      assigneeId: ['usr_1'],
      teamId: ['team_1'],
      q: 'disk & 100%',
    },
    null,
  ],
  [
    'status=all&after=2024-01-15T08:00:00Z&before=2024-02-01T00:00:00.5%2B05:45&key=checkout%2Fcpu',
    {
      createdAfter: '2024-01-15T08:00:00Z',
      createdBefore: '2024-02-01T00:00:00.5+05:45',
      dedupKey: 'checkout/cpu',
    },
    null,
  ],
  ...Object.entries(sorts)
    .filter(([sort]) => sort !== 'newest')
    .map(([sort, { order }]): [string, object, object] => [`sort=${sort}`, usual, order]),
]

test('an address and a filter stand for each other', () => {
  for (const [address, filter, orderBy] of cases) {
    const view = parseView(address)
    assert.deepEqual(filterOf(view), filter, address)
    assert.deepEqual(orderOf(view), orderBy, address)
    assert.equal(viewQuery(view), address)
    assert.deepEqual(viewOf({ filter, orderBy }), view, address)
  }
})

test('every order of the API has a name, and one alone', () => {
  const fields = ['CREATED_AT', 'UPDATED_AT', 'URGENCY', 'STATUS']
  const all = fields.flatMap((field) => [`${field} ASC`, `${field} DESC`])
  const named = Object.values(sorts).map(({ order }) => `${order.field} ${order.direction}`)
  assert.deepEqual(named.toSorted(), all.toSorted())
  for (const sort of Object.keys(sorts) as Sort[]) {
    assert.equal(viewOf({ filter: {}, orderBy: sorts[sort].order }).sort, sort)
  }
})

test('what an address says and nobody knows is left out', () => {
  const view = parseView(
    'status=OPEN,CLOSED&urgency=none&sort=toString&after=yesterday&before=2024-99-01T00:00:00Z&x=1',
  )
  assert.equal(viewQuery(view), 'status=OPEN')
})

test('the address keeps which view was chosen, beside what it shows', () => {
  const view = parseView(`q=disk&view=${id}`)
  assert.equal(viewQuery(view), 'q=disk')
  assert.equal(viewQuery(view, id), `q=disk&view=${id}`)
  assert.equal(viewQuery(parseView(''), id), `view=${id}`)
  assert.equal(chosenView(`?q=disk&view=${id}`), id)
  for (const other of ['', 'view=', 'view=all', 'view=inc_1', `view=${id}x`, 'view=<b>']) {
    assert.equal(chosenView(other), undefined, other)
  }
})

test('two views are the same in whatever order they name what they show', () => {
  const one = parseView('status=OPEN,SNOOZED&service=svc_1,svc_2&team=a,b')
  assert.ok(sameView(one, parseView('service=svc_2,svc_1&status=SNOOZED,OPEN&team=b,a')))
  for (const other of ['service=svc_1&status=OPEN,SNOOZED&team=a,b', 'status=OPEN,SNOOZED', '']) {
    assert.ok(!sameView(one, parseView(other)), other)
  }
})
