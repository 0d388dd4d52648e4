// Opens the playground of a running server in Chromium and uses it as a
// developer would. Exits 1 and says what was wrong on failure.
//
//   npm run e2e -- --url http://127.0.0.1:8080 --key sk_test_… [--shot FILE.png]
//                  [--width 1280] [--height 800] [--dark]
//
// CHROMIUM names the browser if it is not where Debian puts it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildSchema, parse, validate } from 'graphql'
import { chromium } from 'playwright-core'

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    key: { type: 'string' },
    shot: { type: 'string' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '800' },
    dark: { type: 'boolean', default: false },
  },
})
if (!options.url || !options.key) {
  console.error('usage: npm run e2e -- --url http://127.0.0.1:8080 --key sk_test_…')
  process.exit(2)
}
const origin = new URL(options.url).origin
const key = options.key
const placeholder = 'sk_test_…'

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

// What must stay empty: errors, refusals by the policy, requests to others.
const complaints = []

async function open() {
  const context = await browser.newContext({
    viewport: { width: Number(options.width), height: Number(options.height) },
    colorScheme: options.dark ? 'dark' : 'light',
  })
  context.setDefaultTimeout(20_000)
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) {
      complaints.push(`request to another host: ${url}`)
    }
  })
  await context.exposeFunction('policyComplaint', (text) => complaints.push(text))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      globalThis.policyComplaint(`policy: ${event.violatedDirective} refused ${event.blockedURI}`)
    })
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) {
      complaints.push(`console: ${message.text()} (${message.location().url})`)
    }
  })
  await page.goto(`${origin}/playground`)
  return page
}

// The text of a pane without white space: Monaco wraps lines and shows spaces
// as no-break spaces. Only the lines in view are there.
async function text(page, selector) {
  const shown = await page.locator(`${selector} .view-lines`).textContent()
  return shown.replace(/\s/g, '')
}

async function waitForText(page, selector, wanted) {
  await page.waitForFunction(
    ([selector, wanted]) => {
      const shown = document.querySelector(`${selector} .view-lines`)?.textContent ?? ''
      return shown.replace(/\s/g, '').includes(wanted)
    },
    [selector, wanted],
  )
}

const headersPane = '.graphiql-editor-tool .graphiql-editor:not(.hidden)'
const queryPane = '.graphiql-query-editor'
const answerPane = '.result-window'

// Selects the placeholder and types over it: a whole text would meet the
// editor's own closing of braces.
async function typeKey(page) {
  await waitForText(page, headersPane, placeholder)
  await page.locator(`${headersPane} .view-line`, { hasText: placeholder }).click()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft') // the closing quote stays
  for (let i = 0; i < placeholder.length; i++) {
    await page.keyboard.press('Shift+ArrowLeft')
  }
  await page.keyboard.insertText(key)
  await waitForText(page, headersPane, key.slice(0, 12))
}

async function runFirstQuery(page) {
  await waitForText(page, queryPane, 'OpenIncidents')
  const answered = page.waitForResponse(
    (r) => r.url() === `${origin}/graphql` && r.request().method() === 'POST',
  )
  await page.getByRole('button', { name: /^Execute query/ }).click()
  const response = await answered
  const answer = await response.json()
  assert.equal(response.status(), 200, `the first query: ${JSON.stringify(answer)}`)
  assert.equal(answer.errors, undefined, `the first query: ${JSON.stringify(answer.errors)}`)
  assert.ok(answer.data?.incidents, 'the first query answers no data.incidents')
  await waitForText(page, answerPane, '"incidents"')
}

async function readDocs(page) {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  const docs = page.locator('.graphiql-doc-explorer')
  await docs.getByRole('link', { name: 'Query', exact: true }).click()
  await docs.getByRole('link', { name: 'incidents', exact: true }).waitFor()
  if (options.shot) {
    await page.screenshot({ path: options.shot.replace(/(\.\w+)?$/, '-docs$1') })
  }
  await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click()
}

async function checkNextTabKnowsTheKey(page) {
  await page.getByRole('tab', { name: 'SendEvent' }).click()
  await waitForText(page, queryPane, 'sendEvent')
  await waitForText(page, headersPane, key.slice(0, 12))
  await page.getByRole('tab', { name: 'OpenIncidents' }).click()
  await waitForText(page, queryPane, 'OpenIncidents')
}

// GraphiQL stores its tabs half a second after a change, hence the wait.
async function checkKeyIsNotStored(page) {
  await page.waitForFunction(() => localStorage.getItem('graphiql:tabState'))
  await page.waitForFunction(() => localStorage.getItem('graphiql:queries'))
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  assert.ok(!kept.includes(key), 'the key is in the browser’s storage')
  await page.reload()
  await waitForText(page, headersPane, placeholder)
  assert.ok(!(await text(page, headersPane)).includes(key), 'the key survived a reload')
}

async function checkExamples() {
  const answer = await fetch(`${origin}/graphql/schema.graphqls`)
  assert.equal(answer.status, 200, '/graphql/schema.graphqls')
  const schema = buildSchema(await answer.text(), { assumeValidSDL: true })
  const folder = new URL('../playground/examples/', import.meta.url)
  for (const name of readdirSync(folder)) {
    const faults = validate(schema, parse(readFileSync(new URL(name, folder), 'utf8')))
    assert.deepEqual(
      faults.map((fault) => fault.message),
      [],
      `${name} does not fit the server's schema`,
    )
  }
}

async function check(what, work) {
  try {
    await work()
    console.log(`ok: ${what}`)
  } catch (error) {
    throw new Error(`${what}: ${error.message}`, { cause: error })
  }
}

let page
try {
  await check('the examples fit the schema', () => checkExamples())
  await check('the page opens', async () => {
    page = await open()
    await page.locator('.graphiql-container').waitFor()
  })
  await check('a key can be typed', () => typeKey(page))
  await check('the first query answers incidents', () => runFirstQuery(page))
  await check('the docs list Query', () => readDocs(page))
  await check('another tab has the key', () => checkNextTabKnowsTheKey(page))
  if (options.shot) {
    await page.screenshot({ path: options.shot })
  }
  await check('the key is not stored', () => checkKeyIsNotStored(page))
  await check('nothing complained and nothing left this host', async () => {
    assert.deepEqual(complaints, [])
  })
} catch (error) {
  console.error(`FAILED: ${error.message}`)
  for (const complaint of complaints) {
    console.error(`  ${complaint}`)
  }
  if (page && options.shot) {
    await page.screenshot({ path: options.shot })
  }
  process.exitCode = 1
} finally {
  await browser.close()
}
