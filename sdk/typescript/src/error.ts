import type { Failure, FailureDetails } from './generated/operations.js'

/** What a program can test: the API's codes, those of this package, and, by GraphQL, others. */
export type ErrorCode =
  | Failure['code']
  /** There was no answer, or not all of it. */
  | 'UNREACHABLE'
  /** Something else than OpsKnight has answered. */
  | 'UNEXPECTED_ANSWER'
  /** The object still has the ETag of `ifNoneMatch`. */
  | 'NOT_MODIFIED'
  | (string & {})

/** One error of a GraphQL answer. */
export interface GraphQLError {
  message: string
  /** The field of the answer: names, and places in lists. */
  path?: (string | number)[]
  extensions?: Record<string, unknown>
}

export interface ErrorFields {
  status: number
  code: ErrorCode
  field?: string
  reason?: string
  faults?: NonNullable<FailureDetails['errors']>
  existingId?: string
  usedBy?: NonNullable<FailureDetails['used_by']>
  requestId?: string
  retryAfter?: number
  errors?: GraphQLError[]
  data?: unknown
  unsent?: boolean
}

/** Why a call has not done what was asked. */
export class OpsKnightError extends Error {
  override readonly name = 'OpsKnightError'
  /** The HTTP status; 0 if there was no answer. By GraphQL it may be 200. */
  readonly status: number
  readonly code: ErrorCode
  /** The field at fault, and what is wrong with it in one word. */
  readonly field: string | undefined
  readonly reason: string | undefined
  /** All faults, where there are several. */
  readonly faults: NonNullable<FailureDetails['errors']>
  /** With CONFLICT, the object in the way. */
  readonly existingId: string | undefined
  /** With CONFLICT, what needs the object that was to be deleted. */
  readonly usedBy: NonNullable<FailureDetails['used_by']>
  /** By what the server's log names the request. */
  readonly requestId: string | undefined
  /** How many milliseconds the server asks to wait; 0 if it does not. */
  readonly retryAfter: number
  /** All errors of a GraphQL answer. */
  readonly errors: GraphQLError[]
  /** Of a GraphQL answer, what has not failed. */
  readonly data: unknown
  /** @internal The server has not seen the request. */
  readonly unsent: boolean

  constructor(message: string, fields: ErrorFields, options?: ErrorOptions) {
    super(message, options)
    this.status = fields.status
    this.code = fields.code
    this.field = fields.field
    this.reason = fields.reason
    this.faults = fields.faults ?? []
    this.existingId = fields.existingId
    this.usedBy = fields.usedBy ?? []
    this.requestId = fields.requestId
    this.retryAfter = fields.retryAfter ?? 0
    this.errors = fields.errors ?? []
    this.data = fields.data
    this.unsent = fields.unsent ?? false
  }

  /** Another attempt may do better. */
  get passing(): boolean {
    return [429, 502, 503, 504].includes(this.status) || this.code === 'UNREACHABLE'
  }

  /** The server surely has done nothing. */
  get unseen(): boolean {
    return this.status === 429 || this.unsent
  }
}

/** How long a Retry-After asks to wait, in milliseconds: it is seconds, or a date. */
export function parseRetryAfter(header: string | null, now: number): number {
  if (header === null || header.trim() === '') {
    return 0
  }
  if (/^\d{1,9}$/.test(header)) {
    return Number(header) * 1000
  }
  const at = /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(at) ? 0 : Math.max(at - now, 0)
}

/** Reads why the server has not done what was asked. */
export function refusal(url: string, response: Response, text: string, now: number) {
  const { status, headers } = response
  const fields = {
    status,
    requestId: headers.get('X-Request-ID') ?? undefined,
    retryAfter: parseRetryAfter(headers.get('Retry-After'), now),
  }
  if (status === 304) {
    return new OpsKnightError('Nothing has changed.', { ...fields, code: 'NOT_MODIFIED' })
  }
  const body = parse(text)
  const failure = record(body?.error) as Failure | undefined
  if (failure?.code) {
    const details: FailureDetails = failure.details ?? {}
    return new OpsKnightError(failure.message, {
      ...fields,
      code: failure.code,
      field: details.field,
      reason: details.reason,
      faults: details.errors,
      existingId: details.incident_id,
      usedBy: details.used_by,
      retryAfter: fields.retryAfter || (failure.retry_after ?? 0) * 1000,
    })
  }
  const errors = Array.isArray(body?.errors) ? body.errors : []
  if (record(errors[0])?.message) {
    return graphqlError(errors, { ...fields, data: body?.data })
  }
  if (typeof body?.message === 'string') {
    // As PagerDuty's events API has it.
    const code =
      status === 429 ? 'RATE_LIMITED' : status < 500 ? 'VALIDATION_ERROR' : 'INTERNAL_ERROR'
    return new OpsKnightError(String(errors[0] ?? body.message), { ...fields, code })
  }
  return unexpected(url, status, `${status} ${response.statusText}`.trim(), fields)
}

/** The error of a GraphQL answer; the first is what it says. */
export function graphqlError(
  errors: GraphQLError[],
  fields: { status: number; requestId?: string; retryAfter?: number; data?: unknown },
) {
  const first = errors[0]?.extensions ?? {}
  const text = (name: string) => (typeof first[name] === 'string' ? first[name] : undefined)
  const seconds = typeof first.retryAfter === 'number' ? first.retryAfter : 0
  return new OpsKnightError(errors[0]?.message ?? '', {
    ...fields,
    code: text('code') ?? 'INTERNAL_ERROR',
    field: text('field'),
    reason: text('reason'),
    existingId: text('existingId'),
    requestId: text('requestId') ?? fields.requestId,
    retryAfter: fields.retryAfter || seconds * 1000,
    errors,
  })
}

export function unexpected(
  url: string,
  status: number,
  what: string,
  fields: { requestId?: string; retryAfter?: number } = {},
) {
  return new OpsKnightError(
    `${url} has answered ${what}, and not as OpsKnight does: look at the URL, and at what stands in front of the server.`,
    { ...fields, status, code: 'UNEXPECTED_ANSWER' },
  )
}

/** What a text is, if it is a JSON object. */
export function parse(text: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(text))
  } catch {
    return undefined
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
