// Uses @apollo/client as a dashboard would: reads, writes, sees its cache follow, and meets an error.
import assert from 'node:assert/strict'
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key, OPSKNIGHT_DEDUP_KEY: dedupKey } = process.env

const client = new ApolloClient({
  link: new HttpLink({ uri: `${url}/graphql`, headers: { Authorization: `Bearer ${key}` } }),
  cache: new InMemoryCache({ possibleTypes: { Node: ['Incident', 'Service', 'User'] } }),
})

const INCIDENTS = gql`
  query Incidents($filter: IncidentFilter, $first: Int) {
    incidents(filter: $filter, first: $first) { totalCount nodes { id title status service { id name } } }
  }
`
const list = async (fetchPolicy) => {
  const { data } = await client.query({ query: INCIDENTS, variables: { filter: { dedupKey }, first: 10 }, fetchPolicy })
  return data.incidents
}

const sent = await client.mutate({
  mutation: gql`mutation Send($input: SendEventInput!) { sendEvent(input: $input) { action dedupKey incident { id status } } }`,
  variables: { input: { routingKey: 'payment-api', eventAction: 'TRIGGER', dedupKey, payload: { summary: 'By Apollo', severity: 'WARNING', customDetails: { from: 'apollo' } } } },
})
assert.equal(sent.data.sendEvent.action, 'TRIGGERED')
const { id } = sent.data.sendEvent.incident

const before = await list('network-only')
assert.equal(before.totalCount, 1)
assert.equal(before.nodes[0].status, 'OPEN')
assert.equal(before.nodes[0].service.name, 'Payment API')

for (const [mutation, status] of [['acknowledgeIncident', 'ACKNOWLEDGED'], ['resolveIncident', 'RESOLVED']]) {
  await client.mutate({ mutation: gql`mutation ($id: ID!) { ${mutation}(input: { id: $id }) { incident { id status } } }`, variables: { id } })
  const cached = await list('cache-only') // what the mutation answered has changed it
  assert.equal(cached.nodes[0].status, status)
}

const failed = await client
  .mutate({ mutation: gql`mutation ($id: ID!) { acknowledgeIncident(input: { id: $id }) { incident { id } } }`, variables: { id } })
  .then(() => null, (error) => error)
assert.ok(CombinedGraphQLErrors.is(failed), String(failed))
assert.equal(failed.errors[0].extensions.code, 'CONFLICT')

const missing = await client.query({ query: gql`query ($id: ID!) { node(id: $id) { __typename id } }`, variables: { id: `inc_${'0'.repeat(26)}` } })
assert.equal(missing.data.node, null)
