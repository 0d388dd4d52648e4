// Listens with graphql-ws: to changes, through the loss of the connection, and to a refusal.
import assert from 'node:assert/strict'
import { createInterface } from 'node:readline'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key } = process.env
const endpoint = `${url.replace(/^http/, 'ws')}/graphql`

const query = `subscription ($after: String) {
  incidentChanged(after: $after) { cursor event { type } incident { id dedupKey } }
}`

// Escalation goes on beside.
const byTheTest = new Set(['TRIGGERED', 'ACKNOWLEDGED', 'RESOLVED'])

const refused = createClient({ url: endpoint, webSocketImpl: WebSocket, connectionParams: { Authorization: 'Bearer sk_live_nonsense' }, retryAttempts: 0 })
const closed = await new Promise((resolve) => {
  refused.subscribe({ query }, { next: () => assert.fail('it was told'), error: resolve, complete: () => resolve(null) })
})
assert.equal(closed.code, 4403)

let socket
let last
const client = createClient({
  url: endpoint,
  webSocketImpl: WebSocket,
  connectionParams: { Authorization: `Bearer ${key}` },
  retryAttempts: 10,
  shouldRetry: () => true,
  on: { opened: (opened) => (socket = opened), connected: () => console.log('connected') },
})

const { data } = await new Promise((next, error) => client.subscribe({ query: '{ viewer { __typename } }' }, { next, error, complete() {} }))
assert.equal(data.viewer.__typename, 'Viewer')

// Each event is printed. What the library calls again after a lost connection is told its cursor.
const listen = () =>
  client.subscribe(
    { query, variables: { after: last } },
    {
      next({ data, errors }) {
        assert.equal(errors, undefined)
        last = data.incidentChanged.cursor
        const { event, incident } = data.incidentChanged
        if (byTheTest.has(event.type)) console.log(`${event.type} ${incident.dedupKey}`)
      },
      error: (error) => assert.fail(error),
      complete() {},
    },
  )
let leave = listen()
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'cut') {
    leave()
    socket.terminate?.()
    socket.close(4321, 'cut by the test')
  } else if (line === 'again') {
    leave = listen()
  } else if (line === 'end') {
    leave()
    break
  }
}
await client.dispose()
