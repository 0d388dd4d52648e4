// Uses the persisted queries of @apollo/client and of @urql/exchange-persisted: a document
// goes over the wire once, and its hash from then on.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { Client, fetchExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key } = process.env
const headers = { Authorization: `Bearer ${key}` }

/** What a client sends: the method, and whether the document is in it. */
let sent = []
const watched = (input, init = {}) => {
  const text = init.body ? JSON.parse(init.body).query : new URL(input).searchParams.get('query')
  sent.push(`${init.method ?? 'GET'} ${text ? 'document' : 'hash'}`)
  return fetch(input, init)
}
const took = () => {
  const all = sent
  sent = []
  return all
}

const apollo = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256: (text) => createHash('sha256').update(text).digest('hex'), useGETForHashedQueries: true }),
    new HttpLink({ uri: `${url}/graphql`, headers, fetch: watched }),
  ]),
  cache: new InMemoryCache(),
})
const asked = { query: gql`query ByApollo($first: Int) { incidents(first: $first) { nodes { id title } } }`, fetchPolicy: 'network-only' }
const first = await apollo.query({ ...asked, variables: { first: 2 } })
assert.equal(first.data.incidents.nodes.length, 2)
assert.deepEqual(took(), ['GET hash', 'POST document'])
const second = await apollo.query({ ...asked, variables: { first: 1 } })
assert.equal(second.data.incidents.nodes.length, 1)
assert.deepEqual(took(), ['GET hash'])

const urql = new Client({
  url: `${url}/graphql`,
  exchanges: [persistedExchange({ preferGetForPersistedQueries: true, enableForMutation: true }), fetchExchange],
  fetch: watched,
  fetchOptions: { headers },
  requestPolicy: 'network-only',
})
const query = 'query ByUrql($id: ID!) { incident(id: $id) { id title } }'
const { id } = first.data.incidents.nodes[0]
assert.equal((await urql.query(query, { id })).data.incident.id, id)
assert.deepEqual(took().map((one) => one.split(' ')[1]), ['hash', 'document'])
assert.equal((await urql.query(query, { id })).data.incident.id, id)
assert.deepEqual(took(), ['GET hash'])

const note = 'mutation Note($id: ID!) { addIncidentNote(input: { id: $id, content: "By its hash" }) { note { content } } }'
for (const expected of [['POST hash', 'POST document'], ['POST hash']]) {
  assert.equal((await urql.mutation(note, { id })).data.addIncidentNote.note.content, 'By its hash')
  assert.deepEqual(took(), expected)
}
