// These tests ask a real server: `make sdk` runs them beside one, by scripts/with-server.
import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { after, test } from 'node:test'
import type {
  CreateIncidentInput,
  CreateIncidentPayload,
  Incident,
  IncidentChange,
} from '../src/generated/graphql.js'
import { type ApiResponse, type Config, OpsKnight } from '../src/index.js'
import { verify, verifyBody } from '../src/webhooks.js'

const { OPSKNIGHT_URL, OPSKNIGHT_LIVE_API_KEY, OPSKNIGHT_ROUTING_KEY = '' } = process.env
assert.ok(
  OPSKNIGHT_URL && OPSKNIGHT_LIVE_API_KEY && OPSKNIGHT_ROUTING_KEY,
  'There is no server to test with: run `make sdk`, or this by scripts/with-server.',
)
const client = (config?: Config) => new OpsKnight(config)

/** Makes a service of its own for a test. */
const service = (c: OpsKnight) => c.createService({ name: `Test ${crypto.randomUUID()}` })

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('REST', async () => {
  const c = client()
  const s = await service(c)
  const create = { title: 'Down', service_id: s.id, custom_details: { load: 9.5 } }
  const replayed: boolean[] = []
  const once = {
    idempotencyKey: s.id,
    onResponse: (one: ApiResponse) => void replayed.push(one.replayed),
  }
  const made = await c.createIncident({ ...create, urgency: 'LOW' }, once)
  const again = await c.createIncident({ ...create, urgency: 'LOW' }, once)
  assert.deepEqual([again.id, replayed], [made.id, [false, true]])
  assert.deepEqual([made.service.name, made.status, made.urgency], [s.name, 'OPEN', 'LOW'])

  const change = { status: 'ACKNOWLEDGED', description: 'It is.', priority: 'P1' } as const
  const changed = await c.updateIncident(made.id, change)
  assert.deepEqual([changed.description, changed.priority], ['It is.', 'P1'])
  const emptied = await c.updateIncident(made.id, { description: null })
  assert.deepEqual([emptied.description, emptied.priority], [null, 'P1'])

  for (const content of ['one', 'two', 'three']) {
    await c.addNote(made.id, { content })
  }
  const notes: string[] = []
  for await (const note of c.allNotes(made.id, { limit: 2 })) {
    notes.push(note.content)
  }
  assert.deepEqual(notes, ['one', 'two', 'three'])
  const page = await c.listIncidents({ service_id: [s.id], status: ['OPEN', 'ACKNOWLEDGED'] })
  assert.deepEqual([page.pagination.total, page.data[0]?.id], [1, made.id])

  await assert.rejects(c.createIncident({ title: '', service_id: s.id }), (why) => {
    const { code, field, status, requestId } = why as import('../src/index.js').OpsKnightError
    assert.deepEqual([code, field, status], ['VALIDATION_ERROR', 'title', 400])
    return requestId !== undefined
  })
  assert.equal(await c.deleteIncident(made.id), undefined)
  await assert.rejects(c.getIncident(made.id), { code: 'NOT_FOUND', status: 404 })
  const stranger = client({ apiKey: 'sk_test_nobody' })
  await assert.rejects(stranger.listTeams(), { code: 'UNAUTHORIZED' })
})

// The server changes incidents by itself, and services never.
test('ETags', async () => {
  const c = client()
  const { id } = await service(c)
  let etag = ''
  await c.getService(id, { onResponse: (one) => (etag = one.etag ?? '') })
  await assert.rejects(c.getService(id, { ifNoneMatch: etag }), { code: 'NOT_MODIFIED' })
  const change = { description: 'Takes payments.' }
  const changed = await c.updateService(id, change, { ifMatch: etag })
  assert.equal(changed.description, 'Takes payments.')
  await assert.rejects(c.updateService(id, change, { ifMatch: etag }), {
    code: 'CONFLICT',
    status: 409,
  })
})

test('GraphQL', async () => {
  const c = client()
  const s = await service(c)
  const ids = new Set<string>()
  const mutation =
    'mutation($input: CreateIncidentInput!) { createIncident(input: $input) { incident { id } } }'
  for (let i = 0; i < 3; i++) {
    const input: CreateIncidentInput = { title: 'Down', serviceId: s.id, urgency: 'HIGH' }
    const made = await c.query<{ createIncident: CreateIncidentPayload }>(mutation, { input })
    ids.add(made.createIncident.incident?.id ?? '')
  }
  const document =
    'query($id: ID!, $after: String) { service(id: $id) { incidents(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }'
  const got = new Set<string>()
  const path = ['service', 'incidents']
  for await (const { id } of c.nodes<Pick<Incident, 'id'>>(document, { id: s.id }, { path })) {
    got.add(id)
  }
  assert.deepEqual([...got].sort(), [...ids].sort())
  await assert.rejects(c.query('{ viewer { nothing } }'), { code: 'GRAPHQL_VALIDATION_FAILED' })
})

test('a subscription goes on after the connection was lost', async () => {
  const direct = client()
  const s = await service(direct)
  const open = (title: string) => direct.createIncident({ title, service_id: s.id })
  // A proxy whose connections can be cut.
  const sockets = new Set<Socket>()
  const proxy = createServer((asked, answer) => {
    const { method, url, headers } = asked
    const onward = request(new URL(url ?? '', OPSKNIGHT_URL), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.on('error', () => answer.destroy()).pipe(answer)
    })
    asked.socket.on('close', () => onward.destroy())
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  proxy.on('connection', (socket) => sockets.add(socket))
  const url = await listen(proxy)
  let pauses = 0
  const sleep = async () => {
    pauses++
    await open('while it was away')
  }
  const signal = AbortSignal.timeout(60_000)
  // Nothing tells when a subscription has begun: incidents are opened until one is heard of.
  let heard = false
  const opening = (async () => {
    while (!heard && !signal.aborted) {
      await open('before')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const document =
    'subscription($service: ID!, $after: String) { incidentChanged(filter: {serviceId: [$service]}, after: $after) { cursor incident { title } } }'
  type Changed = { incidentChanged: Pick<IncidentChange, 'cursor' | 'incident'> }
  const titles: string[] = []
  const changes = client({ url, sleep }).subscribe<Changed>(document, { service: s.id }, { signal })
  for await (const { incidentChanged } of changes) {
    titles.push(incidentChanged.incident.title)
    if (titles.length === 1) {
      heard = true
      await opening
      for (const socket of sockets) {
        socket.destroy()
      }
    }
    if (titles.at(-1) === 'while it was away') {
      break
    }
  }
  assert.ok(!signal.aborted && pauses > 0, `${titles} after ${pauses} pauses`)
  assert.equal(titles[0], 'before')
})

test('events', async () => {
  const events = client().events(OPSKNIGHT_ROUTING_KEY)
  const live = client({ apiKey: OPSKNIGHT_LIVE_API_KEY ?? '' })
  const dedup_key = crypto.randomUUID()
  const problem = { summary: 'Disk full', severity: 'warning', dedup_key } as const
  const first = await events.trigger(problem)
  assert.deepEqual([first.data.action, first.data.incident?.urgency], ['triggered', 'MEDIUM'])
  assert.equal((await events.trigger(problem)).data.action, 'deduplicated')
  assert.equal((await events.acknowledge(dedup_key)).data.action, 'acknowledged')
  assert.equal((await events.resolve(dedup_key)).data.action, 'resolved')
  const alerts = await live.listAlerts(first.data.incident?.id ?? '')
  assert.equal(alerts.pagination.total, 2)
  const summary = `Deployed ${dedup_key}`
  await events.change({ summary, source: 'ci', custom_details: { build: 7 } })
  assert.equal((await live.listChangeEvents({ limit: 1 })).data[0]?.summary, summary)
  const wrong = client().events('0123')
  await assert.rejects(wrong.change({ summary }), { code: 'VALIDATION_ERROR' })
  await assert.rejects(events.trigger({ summary: '' }), { code: 'VALIDATION_ERROR', status: 400 })
})

test('webhooks', async () => {
  const c = client()
  const s = await service(c)
  const got: { headers: IncomingHttpHeaders; body: string }[] = []
  let told = () => {}
  const url = await listen(
    createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) {
        body += chunk
      }
      got.push({ headers: request.headers, body })
      response.writeHead(204).end()
      told()
    }),
  )
  const hook = await c.createWebhook({ url, events: ['incident.triggered'], service_ids: [s.id] })
  const secret = hook.secret ?? ''
  await c.pingWebhook(hook.id)
  const made = await c.createIncident({ title: 'Down', service_id: s.id })
  const signal = AbortSignal.timeout(30_000)
  while (got.length < 2) {
    await new Promise<void>((resolve, reject) => {
      told = resolve
      signal.onabort = () => reject(new Error(`only ${got.length} have come`))
    })
  }
  const seen: string[] = []
  for (const { headers, body } of got) {
    const payload = await verify(['whsec_AAAA', secret], headers, body)
    assert.ok(await verifyBody(secret, String(headers['x-opsknight-signature']), body))
    await assert.rejects(verify('whsec_AAAA', headers, body), { reason: 'signature' })
    seen.push(payload.event)
    if (payload.event === 'webhook.ping') {
      assert.equal(payload.webhook.id, hook.id)
    } else {
      assert.deepEqual([payload.incident.id, payload.incident.service.id], [made.id, s.id])
    }
  }
  assert.deepEqual(seen.sort(), ['incident.triggered', 'webhook.ping'])
})
