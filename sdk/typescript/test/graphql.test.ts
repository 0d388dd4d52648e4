import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Incident, IncidentChange, Viewer } from '../src/generated/graphql.js'
import { type OpsKnight, OpsKnightError } from '../src/index.js'
import { type Answer, stub } from './stub.js'

test('a query keeps what has not failed', async () => {
  const { client, asked } = await stub({
    status: 200,
    body: '{"data":{"viewer":{"name":"Alice"},"incident":null},"errors":[{"message":"No.","path":["incident"],"extensions":{"code":"NOT_FOUND"}}]}',
  })
  const document = 'query A { viewer { name } incident(id: 1) { id } } query B { viewer { name } }'
  const options = { operationName: 'A' }
  await assert.rejects(client().query(document, { x: 1 }, options), (why) => {
    assert.ok(why instanceof OpsKnightError)
    assert.deepEqual([why.code, why.status, why.errors[0]?.path], ['NOT_FOUND', 200, ['incident']])
    assert.equal((why.data as { viewer: Pick<Viewer, 'name'> }).viewer.name, 'Alice')
    return true
  })
  assert.deepEqual(JSON.parse(asked[0]?.body ?? ''), {
    query: document,
    variables: { x: 1 },
    operationName: 'A',
  })
  for (const body of ['<html>', '{}', '[]']) {
    const { client } = await stub({ status: 200, body })
    await assert.rejects(client().query('{ x }'), { code: 'UNEXPECTED_ANSWER' }, body)
  }
})

const documents: [string, boolean][] = [
  ['mutation { x }', true],
  ['fragment f on X { y } mutation M($a: A = {b: 1}) { x }', true],
  ['# query\nmutation M { x }', true],
  ['query($a: String = "{") { x } mutation { y }', true],
  ['{ mutation { x } }', false],
  ['# mutation { x }\n{ x }', false],
  ['query Q($a: String = "mutation \\" mutation") { x }', false],
  ['query Q($a: String = """mutation " x""") { x }', false],
  ['query mutations { mutation_ }', false],
  ['subscription { x }', false],
  ['{ x(a: "', false],
]
test('only mutations are changes', async () => {
  for (const [document, changes] of documents) {
    const { client } = await stub({ status: 503 }, { status: 200, body: '{"data":{}}' })
    const asking = client().query(document)
    await (changes ? assert.rejects(asking, document) : asking)
  }
})

test('nodes', async () => {
  const document =
    'query($after: String) { service(id: "svc_1") { incidents(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }'
  const page = (id: string, pageInfo: object): Answer => ({
    status: 200,
    body: JSON.stringify({ data: { service: { incidents: { nodes: [{ id }], pageInfo } } } }),
  })
  const first = page('inc_1', { hasNextPage: true, endCursor: 'c1' })
  const last = page('inc_2', { hasNextPage: false, endCursor: 'c2' })
  const ids = async (answers: Answer[], path?: string[]) => {
    const { client, asked } = await stub(...answers)
    const got: string[] = []
    const options = path ? { path } : {}
    for await (const one of client().nodes<Pick<Incident, 'id'>>(document, { x: 1 }, options)) {
      got.push(one.id)
    }
    return { got, variables: asked.map(({ body }) => JSON.parse(body).variables) }
  }
  const path = ['service', 'incidents']
  assert.deepEqual(await ids([first, last], path), {
    got: ['inc_1', 'inc_2'],
    variables: [{ x: 1 }, { x: 1, after: 'c1' }],
  })
  const root: Answer = {
    status: 200,
    body: '{"data":{"incidents":{"nodes":[{"id":"inc_3"}],"pageInfo":{"hasNextPage":false}}}}',
  }
  assert.deepEqual((await ids([root])).got, ['inc_3'])
  await assert.rejects(ids([first, first], path), /does not lead on/)
  await assert.rejects(ids([first], ['team']), /no connection at team/)
  await assert.rejects(
    ids([{ status: 200, body: '{"data":{"a":1,"b":2}}' }]),
    /several root fields/,
  )
  await assert.rejects(ids([{ status: 500 }], path), { status: 500 })
})

const watched =
  'subscription($after: String) { incidentChanged(after: $after) { cursor incident { title } } }'
const events = (body: string, afterwards: Answer['afterwards'] = 'lost'): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'text/event-stream; charset=utf-8' },
  body,
  afterwards,
})
const change = (cursor: string, title: string) =>
  `event: next\r\ndata: {"data":{"incidentChanged":{"cursor":"${cursor}",\r\ndata: "incident":{"title":"${title}"}}}}\r\n\r\n`
const refusal = (code: string) =>
  `event: next\ndata: {"errors":[{"message":"No.","extensions":{"code":"${code}"}}]}\n\n`

interface Changed {
  incidentChanged: Pick<IncidentChange, 'cursor'> & { incident: Pick<Incident, 'title'> }
}

test('a subscription goes on', async () => {
  const { client, asked, waited } = await stub(
    events(
      `:\n\n${change('c1', 'one')}${change('c2', 'zw\u00f6lf \u{1f525}')}event: next\ndata: {"data":{"inci`,
    ),
    { status: 503, headers: { 'Retry-After': '7' } },
    events('event: complete\ndata: \n\n'),
    events(change('c3', 'three'), 'open'),
  )
  const titles: string[] = []
  for await (const { incidentChanged } of client().subscribe<Changed>(watched, { filter: null })) {
    titles.push(incidentChanged.incident.title)
    if (titles.length === 3) {
      break
    }
  }
  assert.deepEqual(titles, ['one', 'zw\u00f6lf \u{1f525}', 'three'])
  assert.deepEqual(waited, [500, 7000, 2000])
  assert.deepEqual(
    asked.map(({ body }) => JSON.parse(body).variables.after),
    [undefined, 'c2', 'c2', 'c2'],
  )
  assert.equal(asked[0]?.headers.accept, 'text/event-stream')
})

test('a subscription ends', async () => {
  const all = async (answers: Answer[], document = watched, config = {}) => {
    const { client, asked } = await stub(...answers)
    const consume = async (c: OpsKnight) => {
      for await (const _ of c.subscribe(document)) {
        // only its end matters
      }
    }
    let why: unknown
    await consume(client(config)).catch((error) => (why = error))
    assert.ok(why instanceof OpsKnightError, String(why))
    return [why.code, asked.length]
  }
  const unauthorized: Answer = {
    status: 401,
    body: '{"errors":[{"message":"No.","extensions":{"code":"UNAUTHORIZED"}}]}',
  }
  assert.deepEqual(await all([unauthorized]), ['UNAUTHORIZED', 1])
  assert.deepEqual(await all([events(change('c1', 'one') + refusal('FORBIDDEN'))]), [
    'FORBIDDEN',
    1,
  ])
  const config = { retry: { attempts: 3 } }
  assert.deepEqual(await all([{ status: 503 }], watched, config), ['UNEXPECTED_ANSWER', 3])
  const blind = 'subscription { incidentChanged { cursor } }'
  assert.deepEqual(await all([events(change('c1', 'one'))], blind), ['UNREACHABLE', 1])
  const slow = events(change('c1', 'one') + refusal('RATE_LIMITED'))
  assert.deepEqual(await all([slow, events(refusal('FORBIDDEN'))]), ['FORBIDDEN', 2])
  const silent = events(change('c1', 'one'), 'open')
  assert.deepEqual(await all([silent, events(refusal('FORBIDDEN'))], watched, { idle: 500 }), [
    'FORBIDDEN',
    2,
  ])
})

test('a subscription ends with its signal, without an error', async () => {
  const { client } = await stub(events(change('c1', 'one'), 'open'))
  const ending = new AbortController()
  let heard = 0
  for await (const _ of client().subscribe(watched, {}, { signal: ending.signal })) {
    heard++
    ending.abort()
  }
  assert.equal(heard, 1)
})
