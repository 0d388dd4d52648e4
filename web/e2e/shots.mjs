// Takes the pictures of docs/web-app.md, of a server with the example of `opsknight demo`:
//
//   EMAIL=alice@example.com PASSWORD=… npm run shots -- --url http://127.0.0.1:8080
import { mkdirSync } from 'node:fs'
import { onPage, origin } from './browser.mjs'
import { exampleAdmin, signIn } from './steps/sign-in.mjs'

const folder = '../docs/images'
const admin = exampleAdmin()
mkdirSync(folder, { recursive: true })

await onPage('/sign-in', async (page) => {
  const take = async (name) => {
    await page
      .getByLabel(/^Loading/)
      .first()
      .waitFor({ state: 'detached' })
    await page.evaluate(() => document.fonts.ready)
    await page.screenshot({ path: `${folder}/${name}.png` })
  }
  const open = async (path, heading) => {
    await page.goto(`${origin}${path}`)
    await page.getByRole('heading', { name: heading }).first().waitFor()
  }
  // first opens the first of a list.
  const first = async (path, heading) => {
    await open(path, heading)
    await page.locator(`main a[href^="${path}/"]:not([href$="/new"])`).first().click()
    await page.waitForURL(`${origin}${path}/*`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }

  await take('sign-in')
  await signIn(page, admin)
  await page.locator('li[data-incident]').first().waitFor()
  await take('incidents')
  await first('/incidents', 'Incidents')
  await page.getByRole('heading', { name: 'Timeline' }).waitFor()
  await take('incident')
  for (const [name, path, heading] of [
    ['dashboard', '/dashboard', 'On call now'],
    ['api-keys', '/settings/api-keys', 'API keys'],
    ['webhooks', '/settings/webhooks', 'Webhooks'],
    ['audit-log', '/settings/audit-log', 'Audit log'],
    ['developers', '/developers', 'Developers'],
    ['on-call', '/on-call', 'On call'],
    ['services', '/services', 'Services'],
    ['teams', '/teams', 'Teams'],
    ['users', '/users', 'Users'],
    ['policies', '/policies', 'Escalation policies'],
    ['new-policy', '/policies/new', 'New escalation policy'],
    ['new-schedule', '/on-call/new', 'New schedule'],
    ['account', '/account', 'You'],
  ]) {
    await open(path, heading)
    await page.locator('main table, main section, main p').first().waitFor()
    await take(name)
  }
  for (const [name, path, heading] of [
    ['schedule', '/on-call', 'On call'],
    ['service', '/services', 'Services'],
    ['team', '/teams', 'Teams'],
    ['user', '/users', 'Users'],
    ['policy', '/policies', 'Escalation policies'],
  ]) {
    await first(path, heading)
    await take(name)
  }
  await page.evaluate(addWebhook)
  await first('/settings/webhooks', 'Webhooks')
  await take('webhook')
  await page.goto(`${origin}/playground`)
  await page.getByText('OpenIncidents').first().waitFor()
  await take('playground')
})

// addWebhook runs on the page: the example has none.
async function addWebhook() {
  await fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      query:
        'mutation { createWebhook(input: { url: "https://hooks.example.com/opsknight", events: [INCIDENT_TRIGGERED, INCIDENT_RESOLVED] }) { secret } }',
    }),
  })
}
