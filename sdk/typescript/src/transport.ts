import type { Call, CallOptions } from './call.js'
import { OpsKnightError, refusal } from './error.js'

export const version = '0.1.0'

/** When and how often a call is made again. Times are in milliseconds. */
export interface Retry {
  /** How often a call is made in all: 5 times. 1 is never again. */
  attempts: number
  /** The first pause: 500. Each is twice that before, give or take half of it. */
  first: number
  /** The longest pause: 30,000. */
  most: number
  /**
   * The longest Retry-After that is waited for: 120,000. If the server asks for more, the error
   * comes at once, with its `retryAfter`.
   */
  longestAsked: number
}

/** Which server a client asks, and how. What is left out has a default. */
export interface Config {
  /** The server's address, as https://opsknight.example.com; OPSKNIGHT_URL of the environment. */
  url?: string
  /**
   * An API key, sk_live_… or sk_test_…; OPSKNIGHT_API_KEY of the environment. Without one a client
   * can only send events, by `events`.
   */
  apiKey?: string
  /** What sends requests. */
  fetch?: typeof fetch
  /** How long one attempt may take: 30,000 ms. Subscriptions have no end. */
  timeout?: number
  /** After how long without a sign of life a subscription connects again: 60,000 ms. */
  idle?: number
  retry?: Partial<Retry>
  /** The clock, in milliseconds since 1970. */
  now?: () => number
  /** Waits so many milliseconds, or rejects with the signal's reason. */
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  /** A random number of at least 0 and less than 1. */
  random?: () => number
}

type Process = { env?: Record<string, string | undefined>; versions?: { node?: string } }
const { process } = globalThis as { process?: Process }

/** Sends requests, and tries again what may be repeated without a second effect. */
export class Transport {
  readonly url: string
  readonly apiKey: string
  readonly idle: number
  readonly retry: Retry
  readonly now: () => number
  readonly #timeout: number
  readonly #fetch: typeof fetch
  readonly #sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  readonly #random: () => number

  constructor(config: Config) {
    const url = config.url || process?.env?.OPSKNIGHT_URL
    if (!url) {
      throw new TypeError('Say where the server is, by url or OPSKNIGHT_URL.')
    }
    if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) {
      throw new TypeError(
        `"${url}" is no address of a server: give one as https://opsknight.example.com.`,
      )
    }
    this.url = url.replace(/\/+$/, '')
    this.apiKey = config.apiKey || process?.env?.OPSKNIGHT_API_KEY || ''
    this.idle = config.idle ?? 60_000
    this.retry = { attempts: 5, first: 500, most: 30_000, longestAsked: 120_000, ...config.retry }
    this.now = config.now ?? Date.now
    this.#timeout = config.timeout ?? 30_000
    // Browsers refuse a fetch that is called as a method of something else.
    this.#fetch = config.fetch ?? ((input, init) => fetch(input, init))
    this.#sleep = config.sleep ?? sleep
    this.#random = config.random ?? Math.random
  }

  /** Makes attempts until one is answered, or none can be, and returns the answer's text. */
  async exchange(call: Call, options: CallOptions = {}): Promise<string> {
    const key = call.keyed ? (options.idempotencyKey ?? randomKey()) : options.idempotencyKey
    const body = call.body === undefined ? undefined : JSON.stringify(keyedEvent(call))
    const repeatable =
      ['GET', 'DELETE'].includes(call.method) ||
      call.keyed ||
      call.event ||
      call.safe ||
      options.repeatable
    let perhapsDone = false
    for (let failures = 1; ; failures++) {
      try {
        return await this.#attempt(call, { ...options, idempotencyKey: key }, body)
      } catch (why) {
        if (!(why instanceof OpsKnightError) || options.signal?.aborted) {
          throw why
        }
        if (perhapsDone && call.method === 'DELETE' && why.status === 404) {
          return '' // an attempt whose answer was lost has deleted it
        }
        if (failures >= this.retry.attempts || !why.passing || !(repeatable || why.unseen)) {
          throw why
        }
        perhapsDone ||= !why.unseen
        await this.again(failures, why, options.signal)
      }
    }
  }

  /** Waits for the next attempt, or throws the error to end with. */
  async again(failures: number, why: OpsKnightError, signal?: AbortSignal): Promise<void> {
    if (why.retryAfter > this.retry.longestAsked) {
      throw why
    }
    const pause = Math.min(this.retry.first * 2 ** (failures - 1), this.retry.most)
    const spread = Math.min(pause / 2 + this.#random() * pause, this.retry.most)
    await this.#sleep(Math.max(spread, why.retryAfter), signal)
  }

  async #attempt(call: Call, options: CallOptions, body?: string): Promise<string> {
    const timeout = AbortSignal.timeout(this.#timeout)
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
    const response = await this.send(call, { ...options, signal }, body)
    let text: string
    try {
      text = await response.text()
    } catch (cause) {
      throw this.unreachable(cause)
    }
    const { headers, status } = response
    options.onResponse?.({
      status,
      headers,
      etag: headers.get('ETag'),
      requestId: headers.get('X-Request-ID'),
      replayed: headers.get('Idempotency-Replayed') === 'true',
    })
    if (!response.ok) {
      throw refusal(this.url, response, text, this.now())
    }
    return text
  }

  /** Sends one request. */
  async send(call: Call, options: CallOptions, body?: string): Promise<Response> {
    const headers: Record<string, string> = { Accept: call.accept ?? 'application/json' }
    const set = (name: string, value: string | undefined) => {
      if (value) {
        headers[name] = value
      }
    }
    set('If-Match', options.ifMatch)
    set('If-None-Match', options.ifNoneMatch)
    set('Idempotency-Key', options.idempotencyKey)
    set('Content-Type', body === undefined ? undefined : 'application/json')
    set('Authorization', this.apiKey && !call.anonymous ? `Bearer ${this.apiKey}` : undefined)
    // A browser has its own, and would ask a server of another origin whether it may be sent.
    set('User-Agent', process?.versions?.node && `opsknight-typescript/${version}`)
    try {
      return await this.#fetch(this.url + call.path + queryString(call.query), {
        method: call.method,
        headers,
        body,
        signal: options.signal,
        redirect: 'manual',
        cache: 'no-store',
        credentials: 'omit',
      })
    } catch (cause) {
      throw options.signal?.aborted && options.signal.reason?.name !== 'TimeoutError'
        ? options.signal.reason
        : this.unreachable(cause)
    }
  }

  /** Says why there is no answer. */
  unreachable(cause: unknown): OpsKnightError {
    const inner = (cause as { cause?: { code?: string; message?: string } }).cause
    const unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(inner?.code ?? '')
    const late = (cause as Error).name === 'TimeoutError'
    const why = late
      ? `no answer within ${this.#timeout / 1000} s`
      : inner?.message || inner?.code || (cause as Error).message
    return new OpsKnightError(
      `${this.url} cannot be reached: ${why}`,
      { status: 0, code: 'UNREACHABLE', unsent },
      { cause },
    )
  }
}

/** The body of a call; a trigger without a dedup key gets one, so that it can be repeated. */
function keyedEvent(call: Call): unknown {
  const event = call.body as { event_action?: string; dedup_key?: string | null }
  return call.event && event.event_action === 'trigger' && !event.dedup_key
    ? { ...event, dedup_key: randomKey() }
    : call.body
}

function queryString(query: object = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const text = String(value ?? '') // a list has commas
    if (text !== '') {
      parameters.set(name, text)
    }
  }
  return parameters.size > 0 ? `?${parameters}` : ''
}

export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    if (signal?.aborted) {
      end()
    }
    signal?.addEventListener('abort', end, { once: true })
  })
}
