import type { Call, CallOptions } from './call.js'
import type { Event, EventAnswer } from './generated/operations.js'
import { randomKey } from './transport.js'

/** What a monitoring tool has found. */
export type Problem = NonNullable<Event['payload']> & {
  /** Which problem this is; made here if it is left out, and in the answer. */
  dedup_key?: string
} & Pick<Event, 'links' | 'images' | 'client' | 'client_url'>

/** Something that was done to a service, as a deployment. */
export interface Change {
  summary: string
  /** What reports it. */
  source?: string
  /** When it was done, RFC 3339; now if it is left out. */
  timestamp?: string
  custom_details?: unknown
  links?: { href: string; text?: string }[]
}

type Send = <T>(call: Call, options?: CallOptions) => Promise<T>

/** Sends the events of a monitoring tool to one service. */
export class EventSender {
  readonly #send: Send
  readonly #routingKey: string

  constructor(send: Send, routingKey: string) {
    this.#send = send
    this.#routingKey = routingKey
  }

  /**
   * Opens an incident, or adds an alert to the one that has the dedup key and is not resolved. The
   * answer comes after the event is stored.
   */
  trigger(problem: Problem, options?: CallOptions): Promise<EventAnswer> {
    const { dedup_key = randomKey(), links, images, client, client_url, ...payload } = problem
    const event_action = 'trigger'
    return this.#event(
      { event_action, dedup_key, payload, links, images, client, client_url },
      options,
    )
  }

  /** Acknowledges the incident that has the dedup key. */
  acknowledge(dedupKey: string, options?: CallOptions): Promise<EventAnswer> {
    return this.#event({ event_action: 'acknowledge', dedup_key: dedupKey }, options)
  }

  /** Resolves the incident that has the dedup key. */
  resolve(dedupKey: string, options?: CallOptions): Promise<EventAnswer> {
    return this.#event({ event_action: 'resolve', dedup_key: dedupKey }, options)
  }

  /**
   * Tells of a change. It opens no incident, and is shown with those that it lies near. It is not
   * repeated if nobody knows whether it was stored, as it would then be there twice.
   */
  async change(change: Change, options?: CallOptions): Promise<void> {
    const { links, ...payload } = change
    const body = { routing_key: this.#routingKey, payload, links }
    const call = { method: 'POST', path: '/v2/change/enqueue', body, anonymous: true }
    await this.#send(call, options)
  }

  #event(event: Event, options?: CallOptions): Promise<EventAnswer> {
    const body = { routing_key: this.#routingKey, ...event }
    return this.#send(
      { method: 'POST', path: '/api/events', body, event: true, anonymous: true },
      options,
    )
  }
}
