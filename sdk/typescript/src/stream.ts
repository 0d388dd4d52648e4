import { OpsKnightError, refusal } from './error.js'
import type { Transport } from './transport.js'

/**
 * The data of the server-sent events that answer a GraphQL request. It throws when the stream
 * ends, as one that ends was lost.
 */
export async function* serverSentEvents(
  transport: Transport,
  body: string,
  state: { connected: boolean },
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const silence = new AbortController()
  const silent = () => silence.abort(new DOMException('There was no sign of life.', 'TimeoutError'))
  let alive = setTimeout(silent, transport.idle)
  try {
    const response = await transport.send(
      { method: 'POST', path: '/graphql', accept: 'text/event-stream' },
      { signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal },
      body,
    )
    const type = response.headers.get('Content-Type') ?? ''
    if (!response.ok || !response.body || !type.startsWith('text/event-stream')) {
      throw refusal(transport.url, response, await response.text(), transport.now())
    }
    state.connected = true
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    try {
      let text = ''
      for (;;) {
        const { done, value } = await read(reader, transport)
        if (done) {
          throw lost('the server has ended the stream')
        }
        clearTimeout(alive)
        alive = setTimeout(silent, transport.idle)
        text += value
        // The last may not be whole.
        const events = text.split(/\r?\n\r?\n/)
        text = events.pop() ?? ''
        yield* events.map(dataOf).filter((data) => data !== '')
      }
    } finally {
      await reader.cancel().catch(() => undefined) // it is lost already
    }
  } finally {
    clearTimeout(alive)
    silence.abort()
  }
}

async function read(reader: ReadableStreamDefaultReader<string>, transport: Transport) {
  try {
    return await reader.read()
  } catch (cause) {
    throw transport.unreachable(cause)
  }
}

function lost(why: string) {
  return new OpsKnightError(why, { status: 0, code: 'UNREACHABLE' })
}

function dataOf(event: string): string {
  return event
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim())
    .join('\n')
}
