// Uses a key that runs stored documents alone, with @apollo/client: "manifest" prints what is
// to be stored, "run" asks by its hash.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { print } from 'graphql'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key } = process.env
const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const wall = gql`query Wall($first: Int) { incidents(first: $first) { nodes { id title } } }`
const cache = new InMemoryCache()

if (process.argv[2] === 'manifest') {
  const body = print(cache.transformDocument(wall))
  const operations = [{ id: sha256(body), name: 'Wall', type: 'query', body }]
  console.log(JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }))
  process.exit()
}

const sent = []
const watched = (input, init = {}) => {
  sent.push(init.method ?? 'GET')
  return fetch(input, init)
}
const apollo = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    new HttpLink({ uri: `${url}/graphql`, headers: { Authorization: `Bearer ${key}` }, fetch: watched }),
  ]),
  cache,
})
const found = await apollo.query({ query: wall, variables: { first: 2 }, fetchPolicy: 'network-only' })
assert.equal(found.data.incidents.nodes.length, 2)
const other = gql`query Other { viewer { name } }`
await assert.rejects(apollo.query({ query: other, fetchPolicy: 'network-only' }), (error) => {
  assert.ok(CombinedGraphQLErrors.is(error), String(error))
  return error.errors[0].extensions.code === 'FORBIDDEN'
})
// A refusal is no reason to send the document.
assert.deepEqual(sent, ['GET', 'GET'])
