import { Client, cacheExchange, fetchExchange, mapExchange, subscriptionExchange } from '@urql/core'
import { createClient as createSocket } from 'graphql-ws'
import type { Environment } from '../gql/graphql'
import { connected } from './live'
import { codeOf } from './problem'

// createApi connects to the server that this page came from. The session's cookie goes
// with every request; signedOut is called when the server no longer knows it.
export function createApi(environment: Environment, signedOut: () => void): Client {
  // It is open as long as a page listens.
  const socket = createSocket({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { 'X-OpsKnight-Environment': environment },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    on: { connected },
  })
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: {
      credentials: 'same-origin',
      headers: {
        Accept: 'application/graphql-response+json, application/json',
        'X-OpsKnight-Environment': environment,
      },
    },
    exchanges: [
      mapExchange({
        onError(error) {
          if (codeOf(error) === 'UNAUTHORIZED') {
            signedOut()
          }
        },
      }),
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription({ query, variables }) {
          return {
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe({ query: query ?? '', variables }, sink),
            }),
          }
        },
      }),
    ],
  })
}
