import type { Incident, Reference } from './generated/operations.js'

/** What a webhook tells of. */
export type WebhookEvent =
  | 'incident.triggered'
  | 'incident.acknowledged'
  | 'incident.resolved'
  | 'incident.escalated'
  | 'incident.assigned'

/** An incident as a webhook tells it. */
export type WebhookIncident = Omit<
  Incident,
  'custom_details' | 'links' | 'merged_into_id' | 'escalation'
>

interface Told {
  /** The same at every attempt: every event arrives at least once, and may arrive again. */
  id: string
  /** When it happened. */
  timestamp: string
  /** Grows with each event of the incident; 0 for a ping. */
  sequence: number
}

/** The body of a webhook: of an incident as it was at that moment, or of a try. */
export type WebhookPayload =
  | (Told & { event: WebhookEvent; incident: WebhookIncident })
  | (Told & { event: 'webhook.ping'; incident: null; webhook: Reference })

/** Why a webhook is refused: answer it with 401. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  /** It is not signed with this secret, it was sent too long ago (or by a clock that is ahead), or it is no JSON. */
  readonly reason: 'signature' | 'time' | 'body'

  constructor(reason: WebhookError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>

export interface VerifyOptions {
  /** How many seconds old a webhook may be, 300 if it is left out; Infinity is any age. */
  tolerance?: number
  /** The clock, in milliseconds since 1970. */
  now?: () => number
}

/**
 * Checks a webhook by Standard Webhooks' signature, which is of its time as well, and reads it.
 * `secrets` are whsec_… as they were shown; one of them has to have signed, and there may be two
 * while one is changed for another. `body` is as it came: parsed and written again it has another
 * signature. Rejects with a WebhookError.
 */
export async function verify(
  secrets: string | string[],
  headers: WebhookHeaders,
  body: string | Uint8Array,
  options: VerifyOptions = {},
): Promise<WebhookPayload> {
  const bytes = bytesOf(body)
  const id = header(headers, 'webhook-id')
  const timestamp = header(headers, 'webhook-timestamp')
  const signed = concat(bytesOf(`${id}.${timestamp}.`), bytes)
  const given = header(headers, 'webhook-signature').split(/\s+/)
  const signatures = given.map((one) => (one.startsWith('v1,') ? base64(one.slice(3)) : undefined))
  const keys = list(secrets).map((secret) => base64(secret.replace(/^whsec_/, '')))
  if (!(await anySigned(keys, signatures, signed))) {
    throw new WebhookError('signature', 'The webhook is not signed with this secret.')
  }
  const age = (options.now ?? Date.now)() / 1000 - Number(timestamp)
  if (!/^\d+$/.test(timestamp) || Math.abs(age) > (options.tolerance ?? 300)) {
    throw new WebhookError(
      'time',
      'The webhook was sent too long ago, or by a clock that is ahead.',
    )
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new WebhookError('body', 'The webhook is no JSON.')
  }
}

/**
 * Checks the header X-OpsKnight-Signature, which is of the body alone: it does not tell when the
 * webhook was sent.
 */
export function verifyBody(
  secrets: string | string[],
  signature: string,
  body: string | Uint8Array,
): Promise<boolean> {
  const signatures = signature
    .split(',')
    .map((one) => /^\s*sha256=((?:[0-9a-f]{2})+)\s*$/.exec(one)?.[1])
    .map(
      (hex) => hex && Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    )
  return anySigned(list(secrets).map(bytesOf), signatures, bytesOf(body))
}

/** Whether one of the signatures is by one of the keys; WebCrypto compares in constant time. */
async function anySigned(
  keys: (Uint8Array | undefined)[],
  signatures: (Uint8Array | '' | undefined)[],
  signed: Uint8Array,
): Promise<boolean> {
  let found = false
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  for (const bytes of keys) {
    if (!bytes?.length) {
      continue // anybody can sign with an empty key
    }
    const key = await crypto.subtle.importKey('raw', owned(bytes), hmac, false, ['verify'])
    for (const signature of signatures) {
      if (signature && (await crypto.subtle.verify('HMAC', key, owned(signature), owned(signed)))) {
        found = true
      }
    }
  }
  return found
}

/** WebCrypto takes no memory that others may change. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

function list(secrets: string | string[]): string[] {
  return typeof secrets === 'string' ? [secrets] : secrets
}

function header(headers: WebhookHeaders, name: string): string {
  if (headers instanceof Headers) {
    return headers.get(name) ?? ''
  }
  const found = Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1]
  return (Array.isArray(found) ? found[0] : found) ?? ''
}

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? new TextEncoder().encode(text) : text
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function base64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}
