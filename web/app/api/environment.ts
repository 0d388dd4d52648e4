import type { Environment } from '../gql/graphql'

// Which environment this browser looks at. It is kept for the next visit; the server
// takes it from a header with each request.
const kept = 'opsknight.environment'

export function keptEnvironment(): Environment {
  return localStorage.getItem(kept) === 'TEST' ? 'TEST' : 'LIVE'
}

export function keepEnvironment(environment: Environment) {
  localStorage.setItem(kept, environment)
}

export const environmentNames: Record<Environment, string> = { LIVE: 'Live', TEST: 'Sandbox' }
