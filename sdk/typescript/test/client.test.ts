import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { type ApiResponse, OpsKnight, OpsKnightError } from '../src/index.js'
import { type Answer, incident, noon, stub } from './stub.js'

test('the environment says where the server is, unless the caller does', async () => {
  const { url, asked } = await stub(incident)
  const before = { ...process.env }
  try {
    process.env.OPSKNIGHT_URL = url
    process.env.OPSKNIGHT_API_KEY = 'sk_test_environment'
    await new OpsKnight().getIncident('inc_1')
    await new OpsKnight({ apiKey: 'sk_live_here' }).getIncident('inc_1')
    process.env.OPSKNIGHT_URL = ''
    for (const bad of [
      undefined,
      '',
      'opsknight.example.com',
      'ftp://x',
      'https://',
      'http://a b',
    ]) {
      assert.throws(() => new OpsKnight({ url: bad }), TypeError, bad)
    }
  } finally {
    process.env = before
  }
  assert.deepEqual(
    asked.map(({ headers }) => headers.authorization),
    ['Bearer sk_test_environment', 'Bearer sk_live_here'],
  )
})

const failing = (status: number, retryAfter = ''): Answer => ({
  status,
  headers: { 'Retry-After': retryAfter },
  body: '{"error":{"code":"INTERNAL_ERROR","message":"No."}}',
})
const lost: Answer = {}
const get = (c: OpsKnight) => c.getIncident('inc_1')
const create = (c: OpsKnight) => c.createIncident({ title: 'Down', service_id: 'svc_1' })
const update = (c: OpsKnight) => c.updateIncident('inc_1', { status: 'RESOLVED' })
const merge = (c: OpsKnight) => c.mergeIncidents('inc_1', { source_ids: ['inc_2'] })
const mergeAnyway = (c: OpsKnight) =>
  c.mergeIncidents('inc_1', { source_ids: ['inc_2'] }, { repeatable: true })
const remove = (c: OpsKnight) => c.deleteIncident('inc_1')
const query = (c: OpsKnight) => c.query('{ viewer { name } }')
const mutate = (c: OpsKnight) => c.query('mutation { x }')
const data: Answer = { status: 200, body: '{"data":{}}' }

const cases: [string, (c: OpsKnight) => Promise<unknown>, Answer[], number[], number?][] = [
  ['at once', get, [incident], []],
  [
    'each pause is twice the one before',
    get,
    [failing(502), failing(503), failing(504), incident],
    [500, 1000, 2000],
  ],
  ['no more than five times', get, [failing(503)], [500, 1000, 2000, 4000], 503],
  ['a lost connection', get, [lost, incident], [500]],
  ['an answer that is cut', get, [{ ...incident, afterwards: 'lost' }, incident], [500]],
  ['a connection that stays lost', get, [lost], [500, 1000, 2000, 4000], 0],
  ['asked for seconds', get, [failing(429, '30'), incident], [30_000]],
  ['asked for a date', get, [failing(503, 'Mon, 15 Jan 2024 12:01:00 GMT'), incident], [60_000]],
  ['asked for the past', get, [failing(503, 'Mon, 15 Jan 2024 11:01:00 GMT'), incident], [500]],
  ['asked for nonsense', get, [failing(503, 'soon'), incident], [500]],
  ['asked for too much', get, [failing(429, '121'), incident], [], 429],
  ['another failure', get, [failing(500, '1'), incident], [], 500],
  ['an object is made with a key', create, [lost, failing(503), incident], [500, 1000]],
  ['a change that was perhaps made', update, [failing(503), incident], [], 503],
  ['a change whose answer was lost', update, [lost, incident], [], 0],
  ['a change that was refused for the rate limit', update, [failing(429, '1'), incident], [1000]],
  ['a POST without a key', merge, [failing(502), incident], [], 502],
  ['a POST that may be repeated', mergeAnyway, [failing(502), incident], [500]],
  ['a deletion', remove, [failing(502), { status: 204 }], [500]],
  ['a deletion that an attempt has made', remove, [lost, failing(404)], [500]],
  ['a deletion of what is not there', remove, [failing(404)], [], 404],
  [
    'a deletion of what is not there, later',
    remove,
    [failing(429, '1'), failing(404)],
    [1000],
    404,
  ],
  ['a query', query, [failing(503), data], [500]],
  ['a mutation', mutate, [failing(503), data], [], 503],
]
for (const [name, call, answers, pauses, status] of cases) {
  test(`retries: ${name}`, async () => {
    const { client, asked, waited } = await stub(...answers)
    if (status === undefined) {
      await call(client())
    } else {
      const code = status === 0 ? 'UNREACHABLE' : 'INTERNAL_ERROR'
      await assert.rejects(call(client()), { name: 'OpsKnightError', status, code })
    }
    assert.deepEqual(waited, pauses)
    assert.equal(asked.length, pauses.length + 1)
    assert.equal(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size, 1)
  })
}

test('pauses are spread and bounded', async () => {
  for (const random of [0, 0.999]) {
    const { client, waited } = await stub(failing(503))
    const retry = { attempts: 100, first: 1000, most: 8000 }
    await assert.rejects(client({ retry, random: () => random }).getUser('usr_1'))
    assert.equal(waited.length, 99)
    assert.ok(random === 0 ? waited[0] === 500 : (waited[0] ?? 0) > 1400, `${waited[0]}`)
    assert.ok(waited.slice(5).every((one) => one >= 4000 && one <= 8000))
  }
})

test('what nobody has seen is tried again, whatever it is', async () => {
  const { client, waited } = await stub(incident)
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  await new Promise((resolve) => taken.close(resolve))
  const url = `http://127.0.0.1:${port}`
  const call = merge(client({ url, retry: { attempts: 3 } }))
  await assert.rejects(call, (why: OpsKnightError) => {
    assert.ok(why.message.includes(url) && why.cause instanceof Error, why.message)
    return why.code === 'UNREACHABLE' && why.status === 0
  })
  assert.equal(waited.length, 2)
})

test('a call ends with its signal, and an attempt with its time', async () => {
  const silent = { status: 200, body: ' ', afterwards: 'open' } as const
  const { client, asked } = await stub(silent)
  const calling = client().getTeam('team_1', { signal: AbortSignal.timeout(300) })
  await assert.rejects(calling, /./)
  assert.equal(asked.length, 1)
  const ended = new AbortController()
  ended.abort(new Error('enough'))
  await assert.rejects(client().getTeam('team_1', { signal: ended.signal }), /enough/)
  const late = client({ timeout: 50, retry: { attempts: 2 } }).getTeam('team_1')
  await assert.rejects(late, { code: 'UNREACHABLE', message: /no answer within 0.05 s/ })
  // The pause of its own ends with the signal too.
  const { client: another } = await stub(failing(503, '100'))
  const waiting = another({ sleep: undefined }).getTeam('team_1', {
    signal: AbortSignal.timeout(100),
  })
  await assert.rejects(waiting, { name: 'TimeoutError' })
})

test('errors', async () => {
  const headers = { 'X-Request-ID': 'req-12345678', 'Retry-After': '200' }
  const title = { field: 'title', reason: 'required', message: 'Title is required' }
  const used = { kind: 'service', id: 'svc_1', name: 'API' }
  const of: [Answer, object][] = [
    [
      {
        status: 400,
        headers,
        body: JSON.stringify({
          error: {
            code: 'VALIDATION_ERROR',
            message: 'Title is required',
            details: { field: 'title', reason: 'required', errors: [title] },
          },
        }),
      },
      {
        status: 400,
        code: 'VALIDATION_ERROR',
        message: 'Title is required',
        field: 'title',
        reason: 'required',
        requestId: 'req-12345678',
        retryAfter: 200_000,
        faults: [title],
      },
    ],
    [
      {
        status: 409,
        body: JSON.stringify({
          error: {
            code: 'CONFLICT',
            message: 'No.',
            details: { incident_id: 'inc_2', used_by: [used] },
          },
        }),
      },
      { status: 409, code: 'CONFLICT', existingId: 'inc_2', usedBy: [used], retryAfter: 0 },
    ],
    [
      { status: 429, body: '{"error":{"code":"RATE_LIMITED","message":"No.","retry_after":300}}' },
      { code: 'RATE_LIMITED', retryAfter: 300_000 },
    ],
    [
      {
        status: 400,
        body: '{"errors":[{"message":"No such field.","extensions":{"code":"GRAPHQL_VALIDATION_FAILED","requestId":"req-graphql1","field":"x","reason":"y","existingId":"inc_3","retryAfter":2}}]}',
      },
      {
        status: 400,
        code: 'GRAPHQL_VALIDATION_FAILED',
        message: 'No such field.',
        requestId: 'req-graphql1',
        field: 'x',
        reason: 'y',
        existingId: 'inc_3',
        retryAfter: 2000,
      },
    ],
    [
      {
        status: 400,
        body: '{"status":"invalid event","message":"Event object is invalid","errors":["payload.summary is required"]}',
      },
      { status: 400, code: 'VALIDATION_ERROR', message: 'payload.summary is required' },
    ],
    [{ status: 304 }, { status: 304, code: 'NOT_MODIFIED' }],
    [
      { status: 500, body: '<html>' },
      { status: 500, code: 'UNEXPECTED_ANSWER' },
    ],
    [
      { status: 302, headers: { Location: 'https://example.com/' } },
      { status: 302, code: 'UNEXPECTED_ANSWER' },
    ],
    [
      { status: 200, body: '<html>' },
      { status: 200, code: 'UNEXPECTED_ANSWER' },
    ],
  ]
  for (const [answer, want] of of) {
    const { client } = await stub(answer)
    await assert.rejects(client({ retry: { attempts: 1 } }).getIncident('inc_1'), (why) => {
      assert.ok(why instanceof OpsKnightError)
      for (const [name, value] of Object.entries(want)) {
        assert.deepEqual(why[name as keyof OpsKnightError], value, name)
      }
      return true
    })
  }
})

test('requests', async () => {
  const headers = { ETag: '"3"', 'X-Request-ID': 'req-1', 'Idempotency-Replayed': 'true' }
  const { client, asked } = await stub({ ...incident, headers })
  const c = client()
  let response: ApiResponse | undefined
  const got = await c.updateIncident(
    'a/b ?',
    { description: null, assignee_id: 'usr_1' },
    { ifMatch: '"2"', onResponse: (one) => (response = one) },
  )
  assert.equal(got.title, 'Down')
  assert.deepEqual(
    [response?.etag, response?.requestId, response?.replayed, response?.status],
    ['"3"', 'req-1', true, 200],
  )
  assert.deepEqual(
    [asked[0]?.method, asked[0]?.url, asked[0]?.headers['if-match'], asked[0]?.body],
    ['PATCH', '/api/incidents/a%2Fb%20%3F', '"2"', '{"description":null,"assignee_id":"usr_1"}'],
  )
  await c.createService({ name: 'API' }, { idempotencyKey: 'mine' })
  assert.equal(asked[1]?.headers['idempotency-key'], 'mine')
  await c.rotateIntegrationKey('svc_1', 'int_1')
  assert.equal(asked[2]?.body, '{}')
  assert.equal(asked[2]?.headers['idempotency-key'], undefined)
  assert.match(asked[2]?.headers['user-agent'] ?? '', /^opsknight-typescript\//)
})

test('pages', async () => {
  const page = (ids: string[], has_more: boolean): Answer => ({
    status: 200,
    body: JSON.stringify({ data: ids.map((id) => ({ id })), pagination: { has_more } }),
  })
  const { client, asked } = await stub(
    page(['1', '2'], true),
    page(['3'], true),
    page(['4'], false),
  )
  const params = {
    limit: 2,
    offset: 7,
    status: ['OPEN', 'SNOOZED'],
    urgency: [],
    q: 'a&b',
  } as const
  const got: string[] = []
  for await (const one of client().allIncidents({
    ...params,
    status: [...params.status],
    urgency: [],
  })) {
    got.push(one.id)
  }
  assert.deepEqual(got, ['1', '2', '3', '4'])
  assert.deepEqual(
    asked.map(({ url }) => url),
    [7, 9, 10].map((at) => `/api/incidents?limit=2&offset=${at}&status=OPEN%2CSNOOZED&q=a%26b`),
  )
  const { client: another } = await stub(page(['1'], true), failing(404))
  const seen: string[] = []
  await assert.rejects(
    async () => {
      for await (const note of another().allNotes('inc_1')) {
        seen.push(note.id)
      }
    },
    { status: 404 },
  )
  assert.deepEqual(seen, ['1'])
})

test('events', async () => {
  const body =
    '{"status":"success","message":"Event processed","dedup_key":"k","data":{"action":"triggered","incident":null}}'
  const { client, asked, waited } = await stub({ status: 202, body }, lost, { status: 202, body })
  const events = client().events('0123')
  const timestamp = new Date(noon).toISOString()
  const answer = await events.trigger({
    summary: 'Down',
    severity: 'critical',
    timestamp,
    dedup_key: 'k',
    custom_details: { load: 9 },
    client: 'check',
  })
  assert.equal(answer.data.action, 'triggered')
  assert.equal(asked[0]?.headers.authorization, undefined)
  assert.deepEqual(JSON.parse(asked[0]?.body ?? ''), {
    routing_key: '0123',
    event_action: 'trigger',
    dedup_key: 'k',
    payload: { summary: 'Down', severity: 'critical', timestamp, custom_details: { load: 9 } },
    client: 'check',
  })
  await events.trigger({ summary: 'Down' })
  assert.equal(waited.length, 1)
  assert.equal(asked[1]?.body, asked[2]?.body)
  assert.ok(JSON.parse(asked[2]?.body ?? '').dedup_key)
  await client().sendEvent({ event_action: 'trigger', service_id: 'svc_1' })
  assert.ok(JSON.parse(asked[3]?.body ?? '').dedup_key)
  assert.equal(asked[3]?.headers.authorization, 'Bearer sk_test_1')
  await events.acknowledge('k')
  await events.resolve('k')
  assert.deepEqual(JSON.parse(asked[5]?.body ?? ''), {
    routing_key: '0123',
    event_action: 'resolve',
    dedup_key: 'k',
  })
  await events.change({ summary: 'Deployed', timestamp, links: [{ href: 'https://x', text: 'y' }] })
  assert.equal(asked[6]?.url, '/v2/change/enqueue')
  assert.deepEqual(JSON.parse(asked[6]?.body ?? ''), {
    routing_key: '0123',
    payload: { summary: 'Deployed', timestamp },
    links: [{ href: 'https://x', text: 'y' }],
  })
})
