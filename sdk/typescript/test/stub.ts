import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { type Config, OpsKnight } from '../src/index.js'

/** When the clock of the tests stands. */
export const noon = Date.UTC(2024, 0, 15, 12)

/** One answer; without a status the connection is lost instead. */
export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
  /** The connection is lost after the body, or stays open. */
  afterwards?: 'lost' | 'open'
}

export interface Asked {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

/** A server that answers as it is told, one answer after the other, the last for ever. */
export async function stub(...answers: Answer[]) {
  const asked: Asked[] = []
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) {
      body += chunk
    }
    const { method = '', url = '', headers } = request
    asked.push({ method, url, headers, body })
    const answer = answers[Math.min(asked.length, answers.length) - 1] ?? {}
    if (answer.status === undefined) {
      request.socket.destroy()
      return
    }
    response.writeHead(answer.status, answer.headers)
    if (answer.afterwards === undefined) {
      response.end(answer.body)
      return
    }
    response.write(answer.body ?? '', () => {
      if (answer.afterwards === 'lost') {
        setImmediate(() => request.socket.destroy())
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const waited: number[] = []
  /** Its pauses are those that the policy means, and take no time. */
  const client = (config: Config = {}) =>
    new OpsKnight({
      url: `${url}/`,
      apiKey: 'sk_test_1',
      now: () => noon,
      random: () => 0.5,
      sleep: async (milliseconds) => {
        waited.push(milliseconds)
      },
      ...config,
    })
  return { url, asked, waited, client }
}

export const incident: Answer = {
  status: 200,
  body: '{"data":{"id":"inc_1","title":"Down","status":"OPEN","urgency":"HIGH","description":null}}',
}
