import type { Call, CallOptions } from './call.js'
import { changes } from './document.js'
import { type GraphQLError, graphqlError, OpsKnightError, parse, unexpected } from './error.js'
import { EventSender } from './events.js'
import { Operations, type Pagination } from './generated/operations.js'
import { serverSentEvents } from './stream.js'
import { type Config, Transport } from './transport.js'

export type Variables = Record<string, unknown>

interface Connection<Node> {
  nodes?: Node[]
  pageInfo?: { hasNextPage?: boolean; endCursor?: string | null }
}

/** A client of one server. */
export class OpsKnight extends Operations {
  readonly #transport: Transport

  /** Throws a TypeError if it is not said where the server is, or if that is no URL. */
  constructor(config: Config = {}) {
    super()
    this.#transport = new Transport(config)
  }

  protected override async call<T>(call: Call, options?: CallOptions): Promise<T> {
    const text = await this.#transport.exchange(call, options)
    if (text === '') {
      return undefined as T
    }
    const answer = parse(text)
    if (!answer) {
      throw unexpected(this.#transport.url, 200, 'no JSON')
    }
    return (call.unwrap ? answer.data : answer) as T
  }

  protected override async *pages<T>(call: Call, options?: CallOptions) {
    let { offset = 0 } = { ...call.query } as { offset?: number }
    for (;;) {
      const page = await this.call<{ data: T[]; pagination: Pagination }>(
        { ...call, query: { ...call.query, offset } },
        options,
      )
      yield* page.data
      offset += page.data.length
      if (!page.pagination.has_more || page.data.length === 0) {
        return
      }
    }
  }

  /**
   * Sends the events of a monitoring tool to the service whose integration has the routing key,
   * which is the only credential: the API key is not sent. To send with an API key, and name a
   * service by its id or slug, use `sendEvent`.
   */
  events(routingKey: string): EventSender {
    return new EventSender((call, options) => this.call(call, options), routingKey)
  }

  /**
   * Runs a GraphQL query or mutation, and returns its data: `@opsknight/sdk/graphql` has types for
   * that. Where some fields have failed, the error has the others as `data`.
   *
   * Queries are tried again as reads are; mutations only if the server surely has not run them, or
   * with the option `repeatable`.
   */
  async query<T>(document: string, variables?: Variables, options?: CallOptions): Promise<T> {
    const text = await this.#transport.exchange(
      {
        method: 'POST',
        path: '/graphql',
        accept: 'application/graphql-response+json, application/json',
        body: { query: document, variables, operationName: options?.operationName },
        safe: !changes(document),
      },
      options,
    )
    return this.#decode(text)
  }

  #decode<T>(text: string): T {
    const answer = parse(text) as { data?: T; errors?: GraphQLError[] } | undefined
    if (answer?.errors?.length) {
      throw graphqlError(answer.errors, { status: 200, data: answer.data })
    }
    if (!answer || answer.data === undefined) {
      throw unexpected(this.#transport.url, 200, 'no GraphQL')
    }
    return answer.data
  }

  /**
   * Goes through the nodes of a connection, page by page as they are asked for. The document
   * declares $after, gives it to the connection, and selects its nodes and
   * pageInfo { hasNextPage endCursor }. `path` leads to the connection by names of fields; it may
   * be left out if the connection is the only root field.
   */
  async *nodes<Node>(
    document: string,
    variables: Variables = {},
    options: CallOptions & { path?: string[] } = {},
  ): AsyncGenerator<Node, void, undefined> {
    let after: string | null | undefined
    for (;;) {
      const data = await this.query<unknown>(
        document,
        after ? { ...variables, after } : variables,
        options,
      )
      const { nodes, pageInfo } = connection<Node>(data, options.path)
      yield* nodes
      if (!pageInfo.hasNextPage) {
        return
      }
      if (!pageInfo.endCursor || pageInfo.endCursor === after) {
        throw new TypeError(
          'The page does not lead on: the document has to give $after to the connection, and to select pageInfo { hasNextPage endCursor }.',
        )
      }
      after = pageInfo.endCursor
    }
  }

  /**
   * Runs a GraphQL subscription by server-sent events, and yields the data of each answer as it
   * comes, until the loop ends or the signal aborts.
   *
   * After a lost connection it connects again and goes on from the last cursor: the document
   * declares $after, gives it to its only root field and selects cursor there. What happens before
   * the first cursor and while the connection is away is not told. It connects again for ever if it
   * once was connected; what the server refuses ends it with an OpsKnightError.
   */
  async *subscribe<T>(
    document: string,
    variables: Variables = {},
    options: { signal?: AbortSignal } = {},
  ): AsyncGenerator<T, void, undefined> {
    const { signal } = options
    const filled = { ...variables }
    const state = { connected: false }
    let failures = 0
    for (;;) {
      try {
        const body = JSON.stringify({ query: document, variables: filled })
        for await (const text of serverSentEvents(this.#transport, body, state, signal)) {
          const data = this.#decode<T>(text)
          failures = 0
          const [root, another] = Object.values(data as Variables)
          const cursor = (root as { cursor?: unknown } | null | undefined)?.cursor
          if (another === undefined && typeof cursor === 'string') {
            filled.after = cursor
          }
          yield data
        }
      } catch (why) {
        if (signal?.aborted) {
          return
        }
        if (!(why instanceof OpsKnightError) || !(why.passing || why.code === 'RATE_LIMITED')) {
          throw why
        }
        failures++
        // Without $after, what happens meanwhile would be lost without a word.
        const givesUp = state.connected
          ? !document.includes('$after')
          : failures >= this.#transport.retry.attempts
        if (givesUp) {
          throw why
        }
        try {
          await this.#transport.again(failures, why, signal)
        } catch (ended) {
          if (signal?.aborted) {
            return
          }
          throw ended
        }
      }
    }
  }
}

/** The page that a path leads to. */
function connection<Node>(data: unknown, path = onlyField(data)) {
  let at = data
  for (const name of path) {
    at = (at as Record<string, unknown> | null | undefined)?.[name]
  }
  const { nodes, pageInfo } = (at ?? {}) as Connection<Node>
  if (!nodes || !pageInfo) {
    throw new TypeError(
      `There is no connection at ${path.join('.')}, or nodes and pageInfo { hasNextPage endCursor } are not selected.`,
    )
  }
  return { nodes, pageInfo }
}

function onlyField(data: unknown): string[] {
  const names = Object.keys(data as object)
  if (names.length !== 1) {
    throw new TypeError(
      'The document has several root fields: say by path which is the connection.',
    )
  }
  return names
}
