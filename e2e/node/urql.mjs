// Uses @urql/core: a query, a mutation, and an error.
import assert from 'node:assert/strict'
import { cacheExchange, Client, fetchExchange, gql } from '@urql/core'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key, OPSKNIGHT_DEDUP_KEY: dedupKey } = process.env

const client = new Client({
  url: `${url}/graphql`,
  exchanges: [cacheExchange, fetchExchange],
  fetchOptions: { headers: { Authorization: `Bearer ${key}` } },
  preferGetMethod: false,
})

const created = await client.mutation(
  gql`mutation ($input: CreateIncidentInput!) { createIncident(input: $input) { incident { id status } } }`,
  { input: { title: 'By urql', serviceId: process.env.OPSKNIGHT_SERVICE, dedupKey } },
)
assert.equal(created.error, undefined)
const { id } = created.data.createIncident.incident

const read = gql`query ($id: ID!) { incident(id: $id) { id title status } }`
assert.equal((await client.query(read, { id })).data.incident.status, 'OPEN')

for (const [mutation, status] of [['acknowledgeIncident', 'ACKNOWLEDGED'], ['resolveIncident', 'RESOLVED']]) {
  const changed = await client.mutation(gql`mutation ($id: ID!) { ${mutation}(input: { id: $id }) { incident { id status } } }`, { id })
  assert.equal(changed.error, undefined)
  assert.equal((await client.query(read, { id })).data.incident.status, status)
}

// Queries may also go by GET, which caches between like.
const byGet = new Client({ url: `${url}/graphql`, exchanges: [fetchExchange], fetchOptions: { headers: { Authorization: `Bearer ${key}` } }, preferGetMethod: 'force' })
assert.equal((await byGet.query(read, { id })).data.incident.status, 'RESOLVED')

const invalid = await client.query(gql`query { incident(id: "x") { nothing } }`, {})
assert.equal(invalid.error.graphQLErrors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED')
const refused = await client.mutation(gql`mutation ($id: ID!) { acknowledgeIncident(input: { id: $id }) { incident { id } } }`, { id })
assert.equal(refused.error.graphQLErrors[0].extensions.code, 'CONFLICT')
