// Loads the schema as graphql-js introspects it, and holds it against the SDL that the server gives.
import assert from 'node:assert/strict'
import { buildClientSchema, buildSchema, findBreakingChanges, findDangerousChanges, getIntrospectionQuery, parse, validate, validateSchema } from 'graphql'

const { OPSKNIGHT_URL: url, OPSKNIGHT_KEY: key } = process.env

const answer = await fetch(`${url}/graphql`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', Authorization: `Bearer ${key}` },
  body: JSON.stringify({
    query: getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true }),
  }),
})
assert.equal(answer.status, 200)
const { data, errors } = await answer.json()
assert.equal(errors, undefined)

const introspected = buildClientSchema(data)
assert.deepEqual(validateSchema(introspected), [])

const sdl = await fetch(`${url}/graphql/schema.graphqls`)
assert.equal(sdl.status, 200)
const written = buildSchema(await sdl.text())
for (const changes of [findBreakingChanges, findDangerousChanges]) {
  assert.deepEqual(changes(written, introspected), [])
  assert.deepEqual(changes(introspected, written), [])
}

const document = parse('query ($id: ID!) { incident(id: $id) { ...Shown } } fragment Shown on Incident { id title service { name } changeEvents { nodes { summary } } }')
assert.deepEqual(validate(introspected, document), [])
