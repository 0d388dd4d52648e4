// Does with @pagerduty/pdjs what its name says: node pdjs.mjs trigger|acknowledge|resolve|change|unknown
import assert from 'node:assert/strict'
import pd from '@pagerduty/pdjs'

const { OPSKNIGHT_HOST: server, OPSKNIGHT_ROUTING_KEY: routing_key } = process.env
const [what] = process.argv.slice(2)

const payload = { summary: 'Queue is growing', source: 'worker-01', severity: 'error', custom_details: { length: 9000 } }

if (what === 'change') {
  const sent = await pd.change({ server, data: { routing_key, payload: { summary: 'Deployed worker 1.2', source: 'ci', timestamp: new Date().toISOString() } } })
  assert.equal(sent.response.status, 202)
  assert.deepEqual(sent.data, { status: 'success', message: 'Change event processed' })
} else if (what === 'unknown') {
  const sent = await pd.trigger({ server, data: { routing_key: '0'.repeat(32), payload } })
  assert.equal(sent.response.status, 400)
  assert.deepEqual(sent.data, { status: 'invalid event', message: 'Invalid routing key', errors: ['Invalid routing key'] })
} else {
  const sent = await pd[what]({ server, data: { routing_key, dedup_key: 'pdjs', ...(what === 'trigger' && { payload }) } })
  assert.equal(sent.response.status, 202)
  assert.deepEqual(sent.data, { status: 'success', message: 'Event processed', dedup_key: 'pdjs' })
}
