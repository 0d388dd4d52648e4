import type { CombinedError } from '@urql/core'

// Problem is what went wrong with a request, for people.
export interface Problem {
  message: string
  code: string
  field?: string
  requestId?: string
}

// problemOf reads an error: the server's own sentence, which says what to do, and the id by
// which its log knows the request.
export function problemOf(error: CombinedError): Problem {
  const requestId = requestIdOf(error)
  const first = error.graphQLErrors[0]
  const problem: Problem = {
    message: first?.message ?? 'The server cannot be reached. Is it running, and are you online?',
    code: codeOf(error),
    ...(requestId && { requestId }),
  }
  const field = first?.extensions.field
  return typeof field === 'string' ? { ...problem, field } : problem
}

// codeOf is the code of an error's first part; NETWORK if no answer came.
export function codeOf(error: CombinedError): string {
  const code = error.graphQLErrors[0]?.extensions.code
  return typeof code === 'string' ? code : 'NETWORK'
}

function requestIdOf(error: CombinedError): string | undefined {
  const response: unknown = error.response
  return response instanceof Response
    ? (response.headers.get('X-Request-Id') ?? undefined)
    : undefined
}
