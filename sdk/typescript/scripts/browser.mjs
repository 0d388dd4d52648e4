// Uses what is built in Chromium, beside a real server: run it by scripts/with-server. The page
// and the API have one origin, as the server lets no other page use it.
// CHROMIUM names the browser if it is not where Debian puts it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const { OPSKNIGHT_URL, OPSKNIGHT_API_KEY, OPSKNIGHT_ROUTING_KEY } = process.env
assert.ok(OPSKNIGHT_URL, 'There is no server to test with: run this by scripts/with-server.')
const root = join(import.meta.dirname, '..')

const server = createServer((asked, answer) => {
  if (asked.url === '/') {
    answer.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Page</title>')
  } else if (asked.url.startsWith('/dist/')) {
    const file = readFileSync(join(root, new URL(asked.url, OPSKNIGHT_URL).pathname))
    answer.setHeader('Content-Type', 'text/javascript').end(file)
  } else {
    const { method, headers } = asked
    // The page is of this origin, and the server's own is another.
    delete headers.origin
    delete headers.referer
    const onward = request(new URL(asked.url, OPSKNIGHT_URL), { method, headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers)
      response.pipe(answer)
    })
    answer.on('close', () => onward.destroy())
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}`

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox'], // it runs as root in CI
})
try {
  const page = await browser.newPage()
  await page.goto(url)
  const seen = await page.evaluate(
    async ({ url, apiKey, routingKey }) => {
      const { OpsKnight, OpsKnightError } = await import('/dist/index.js')
      const { verify, verifyBody } = await import('/dist/webhooks.js')
      const client = new OpsKnight({ url, apiKey })
      const { data } = await client.listServices({ limit: 1 })
      const incident = await client.createIncident({ title: 'Page', service_id: data[0].id })
      const titles = []
      for await (const one of client.allIncidents({ status: ['OPEN'], limit: 1 })) {
        titles.push(one.title)
      }
      const { incident: asked } = await client.query(
        'query($id: ID!) { incident(id: $id) { title } }',
        {
          id: incident.id,
        },
      )
      const opening = setInterval(
        () => client.createIncident({ title: 'Heard', service_id: data[0].id }),
        100,
      )
      let heard
      const document =
        'subscription($after: String) { incidentChanged(after: $after) { cursor incident { title } } }'
      for await (const change of client.subscribe(document)) {
        heard = change.incidentChanged.incident.title
        if (heard === 'Heard') {
          break
        }
      }
      clearInterval(opening)
      const code = await client.getIncident('inc_none').catch((why) => {
        return why instanceof OpsKnightError && why.requestId && why.code
      })
      const away = new OpsKnight({ url: 'http://127.0.0.1:9', apiKey, retry: { attempts: 1 } })
      const unreachable = await away.listTeams().catch((why) => why.code)
      const event = await client.events(routingKey).trigger({ summary: 'Page' })
      const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
      const headers = {
        'webhook-id': 'dlv_1',
        'webhook-timestamp': '1705314600',
        'webhook-signature': 'v1,+4x6jTfRt2VbJeypEzVTu5WSn/3oOpA9e3tZV1NPC8U=',
      }
      const now = () => 1_705_314_600_000
      return {
        first: titles[0],
        all: titles.length > 1,
        asked: asked.title,
        heard,
        code,
        unreachable,
        action: event.data.action,
        verified: await verify(secret, headers, '{"a":1}', { now }),
        body: await verifyBody(
          secret,
          'sha256=0644de49523cf2c6c385a72deab74a857df1aa5a4539f5b8fceeab5813730bc7',
          '{"a":1}',
        ),
      }
    },
    { url, apiKey: OPSKNIGHT_API_KEY, routingKey: OPSKNIGHT_ROUTING_KEY },
  )
  assert.deepEqual(seen, {
    first: 'Page',
    all: true,
    asked: 'Page',
    heard: 'Heard',
    code: 'NOT_FOUND',
    unreachable: 'UNREACHABLE',
    action: 'triggered',
    verified: { a: 1 },
    body: true,
  })
  console.log(`It works in Chromium ${browser.version()}.`)
} finally {
  await browser.close()
  server.closeAllConnections()
  server.close()
}
