// Looks at the list of ten thousand incidents, on a server on which nobody has an account
// yet: how much is loaded for it, how soon it can be used, and that scrolling through it
// loses none and shows none twice.
import assert from 'node:assert/strict'
import { get } from 'node:http'
import { check, onPage, origin } from './browser.mjs'

const most = 10_000
const atOnce = 40
const budget = 250_000 // bytes of JavaScript, with gzip
const loads = 5 // of the list, of which the median counts

await onPage('/', async (page) => {
  let key = '' // that sends events
  const scripts = new Set()
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) {
      scripts.add(response.url())
    }
  })

  await check(`${most} incidents are there`, async () => {
    await page.getByLabel('Name').fill('Ada Admin')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.locator('input[type=password]').fill('correct horse battery staple')
    await page.getByRole('button', { name: 'Create the administrator' }).click()
    await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor()
    key = await page.evaluate(setUp)
    for (let from = 0; from < most; from += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, (_, i) => trigger(key, from + i)))
    }
  })

  await check('a list of 100 can be used at once, and needs little', async () => {
    scripts.clear()
    const took = []
    for (let load = 0; load < loads; load++) {
      await page.goto('about:blank') // so that leaving the page before is not counted
      const began = Date.now()
      await page.goto(`${origin}/incidents`)
      await page.getByRole('checkbox').first().check()
      took.push(Date.now() - began)
    }
    await page.keyboard.press('Escape')
    const sizes = await Promise.all([...scripts].map(zipped))
    const size = sizes.reduce((sum, one) => sum + one, 0)
    const median = took.toSorted((a, b) => a - b)[Math.floor(loads / 2)]
    console.log(`    ${median} ms until a row is chosen (${took.join(', ')})`)
    console.log(`    ${Math.round(size / 1000)} kB of JavaScript in ${sizes.length} files`)
    assert.ok(size <= budget, `${size} bytes of JavaScript, more than ${budget}`)
    assert.ok(median < 10_000, `${median} ms`) // ten times what is wanted, for busy machines
  })

  await check('what changes far below does not come to the top', async () => {
    const first = page.locator('li[data-incident]').first()
    await send(key, { event_action: 'acknowledge', dedup_key: 'load-5' })
    await trigger(key, most)
    await first.getByText(`Load ${most}`, { exact: true }).waitFor()
    assert.equal(await page.getByText('Load 5', { exact: true }).count(), 0)
  })

  await check('scrolling shows each of them, once', async () => {
    const seen = await page.getByLabel('List of incidents').evaluate(scrollThrough)
    assert.equal(seen.length, most + 1)
    assert.equal(new Set(seen.map(([id]) => id)).size, most + 1)
    const places = seen.map(([, place]) => place)
    assert.deepEqual(
      places,
      Array.from({ length: most + 1 }, (_, i) => i + 1),
    )
  })
})

// setUp runs on the page, as who is signed in.
async function setUp() {
  const run = async (query) => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return (await answer.json()).data
  }
  await run('mutation { createService(input: { name: "Load" }) { service { id } } }')
  const made = await run(
    'mutation { createApiKey(input: { name: "load", scopes: ["events:write"] }) { secret } }',
  )
  return made.createApiKey.secret
}

function trigger(key, n) {
  return send(key, {
    event_action: 'trigger',
    dedup_key: `load-${n}`,
    payload: { summary: `Load ${n}`, severity: 'critical', source: 'list.mjs' },
  })
}

async function send(key, event) {
  const answer = await fetch(`${origin}/api/events`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
    body: JSON.stringify({ routing_key: 'load', ...event }),
  })
  assert.equal(answer.status, 202, await answer.text())
}

// zipped is the size of a file as a client without brotli gets it.
function zipped(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      assert.equal(response.headers['content-encoding'], 'gzip')
      response.resume().on('end', () => resolve(Number(response.headers['content-length'])))
    }).on('error', reject)
  })
}

// scrollThrough runs on the page: it goes down by half a screen, waits for what is to come,
// and returns the id and the place of each row, in the order of the places.
async function scrollThrough(list) {
  const seen = new Map()
  const look = () => {
    for (const row of list.querySelectorAll('li[data-incident]')) {
      seen.set(Number(row.getAttribute('aria-posinset')), row.dataset.incident)
    }
  }
  const frame = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const patience = 20_000 // ms without any new row
  let last = Date.now()
  while (Date.now() - last < patience) {
    const before = seen.size
    look()
    if (seen.size > before) {
      last = Date.now()
    }
    const done = list.querySelector('li[aria-setsize]')?.getAttribute('aria-setsize')
    if (Number(done) === seen.size) {
      break
    }
    list.scrollBy({ top: list.clientHeight / 2 })
    await frame()
  }
  return [...seen].sort(([a], [b]) => a - b).map(([place, id]) => [id, place])
}
