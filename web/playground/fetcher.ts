import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit'
import { buildSchema, introspectionFromSchema } from 'graphql'
import { withoutPlaceholder } from './key'

const url = '/graphql'

// With a URL and not a client of ours: the toolkit then sends what is in the
// headers pane with connection_init.
const subscriptionUrl = new URL(url, location.href.replace(/^http/, 'ws')).href

const send = createGraphiQLFetcher({ url, subscriptionUrl })

// fetcher sends operations to this server. The schema comes from its SDL, which
// needs no key: the docs and completion work before one has been typed.
export const fetcher: Fetcher = async (params, options) => {
  if (params.operationName === 'IntrospectionQuery') {
    const schema = await schemaFromSDL()
    if (schema) {
      return schema
    }
  }
  return send(params, options && { ...options, headers: withoutPlaceholder(options.headers ?? {}) })
}

async function schemaFromSDL() {
  const answer = await fetch('/graphql/schema.graphqls')
  if (!answer.ok) {
    return null
  }
  // The server's own schema is valid, though it may use directives that only
  // the server knows.
  const schema = buildSchema(await answer.text(), { assumeValidSDL: true })
  return { data: { ...introspectionFromSchema(schema) } }
}
