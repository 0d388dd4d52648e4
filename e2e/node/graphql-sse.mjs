// Listens with graphql-sse.
import assert from 'node:assert/strict'
import { createInterface } from 'node:readline'
import { createClient } from 'graphql-sse'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key } = process.env

const client = createClient({ url: `${url}/graphql`, headers: { Authorization: `Bearer ${key}` }, retryAttempts: 0, on: { connected: () => console.log('connected') } })

const one = client.iterate({ query: '{ viewer { __typename } }' })
assert.equal((await one.next()).value.data.viewer.__typename, 'Viewer')
assert.equal((await one.next()).done, true)

const refused = createClient({ url: `${url}/graphql`, headers: { Authorization: 'Bearer sk_live_nonsense' }, retryAttempts: 0 })
await assert.rejects(refused.iterate({ query: 'subscription { incidentChanged { cursor } }' }).next())

// Escalation goes on beside.
const byTheTest = new Set(['TRIGGERED', 'ACKNOWLEDGED', 'RESOLVED'])

const leave = client.subscribe(
  { query: 'subscription { incidentChanged { event { type } incident { dedupKey } } }' },
  {
    next({ data }) {
      const { event, incident } = data.incidentChanged
      if (byTheTest.has(event.type)) console.log(`${event.type} ${incident.dedupKey}`)
    },
    error: (error) => assert.fail(error),
    complete() {},
  },
)
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') break
}
leave()
client.dispose()
