// What the tests of the pages share: a Chromium that uses a page of a running
// server as a developer would, and notes what must not happen.
//
//   npm run e2e:playground -- --url http://127.0.0.1:8080 --key sk_test_… [--shot FILE.png]
//                             [--width 1280] [--height 800] [--dark] [--also ORIGIN]
//
// --also names another host that a page may lead to.
// CHROMIUM names the browser if it is not where Debian puts it.
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import axe from 'axe-core'
import { chromium } from 'playwright-core'

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    key: { type: 'string' },
    shot: { type: 'string' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '800' },
    dark: { type: 'boolean', default: false },
    also: { type: 'string' },
  },
})
if (!options.url) {
  console.error('usage: npm run e2e:playground -- --url http://127.0.0.1:8080 --key sk_test_…')
  process.exit(2)
}
export const origin = new URL(options.url).origin
export const key = options.key // the app needs none: it makes its own

// What must stay empty: errors, refusals by the policy, requests to others.
const complaints = []

// onPage opens the page and runs the steps on it. On failure it says what was
// wrong, and the process will exit with 1.
export async function onPage(path, steps) {
  const browser = await launch()
  const page = await newPage(browser)
  try {
    await page.goto(origin + path)
    await steps(page)
    await check('nothing complained and nothing left this host', async () => {
      assert.deepEqual(complaints, [])
    })
  } catch (error) {
    console.error(`FAILED: ${error.message}`)
    for (const complaint of complaints) {
      console.error(`  ${complaint}`)
    }
    await shoot(page, '')
    process.exitCode = 1
  } finally {
    await browser.close()
  }
}

// check runs one step and says that it went well.
export async function check(what, work) {
  try {
    await work()
    console.log(`ok: ${what}`)
  } catch (error) {
    throw new Error(`${what}: ${error.message}`, { cause: error })
  }
}

// shoot takes a picture if pictures are wanted; the suffix goes before the
// extension of its name.
export async function shoot(page, suffix) {
  if (options.shot) {
    await page.screenshot({ path: options.shot.replace(/(\.\w+)?$/, `${suffix}$1`) })
  }
}

// axeClean looks for what keeps people out: WCAG 2.2 AA, and good practice. What fades in or
// out has to have done so first.
export async function axeClean(page) {
  await page.evaluate(untilNothingMoves)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document))
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join('\n    ')}`,
  )
  assert.equal(violations.length, 0, `axe at ${page.url()}:\n  ${told.join('\n  ')}`)
}

// untilNothingMoves waits for what moves on a page. What is about to begins some frames after
// the click that asks for it.
async function untilNothingMoves() {
  let framesAtRest = 0
  while (framesAtRest < 5) {
    const moving = document.getAnimations().filter(({ playState }) => playState === 'running')
    framesAtRest = moving.length > 0 ? 0 : framesAtRest + 1
    await Promise.all(moving.map(({ finished }) => finished.catch(() => {})))
    await new Promise(requestAnimationFrame)
  }
}

// checkKeyIsNotStored looks at what the browser keeps of the page.
export async function checkKeyIsNotStored(page) {
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  assert.ok(!kept.includes(key), 'the key is in the browser’s storage')
}

// another opens a page of its own for somebody else, who is watched as well.
export const another = (page) => newPage(page.context().browser())

function launch() {
  return chromium.launch({
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
}

async function newPage(browser) {
  const context = await browser.newContext({
    viewport: { width: Number(options.width), height: Number(options.height) },
    colorScheme: options.dark ? 'dark' : 'light',
  })
  context.setDefaultTimeout(20_000)
  context.on('request', (request) => {
    const url = new URL(request.url())
    const known = [origin, options.also].includes(url.origin)
    if (!known && !['data:', 'blob:'].includes(url.protocol)) {
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
  page.on('response', (response) => {
    if (response.status() >= 400) {
      complaints.push(
        `${response.status()} at ${page.url()}: ${response.request().postData() ?? response.url()}`,
      )
    }
  })
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) {
      complaints.push(`console: ${message.text()} (${message.location().url})`)
    }
  })
  return page
}
