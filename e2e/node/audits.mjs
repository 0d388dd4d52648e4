// Runs graphql-http's audits of GraphQL over HTTP: all of MUST, SHOULD and MAY have to pass.
import assert from 'node:assert/strict'
import { auditServer } from 'graphql-http'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key } = process.env

const results = await auditServer({
  url: `${url}/graphql`,
  fetchFn: (input, init = {}) => fetch(input, { ...init, headers: { Authorization: `Bearer ${key}`, ...init.headers } }),
})
const failed = results.filter(({ status }) => status !== 'ok').map(({ status, name, reason }) => `${status}: ${name}: ${reason}`)
assert.deepEqual(failed, [])
assert.equal(results.length, 61)
