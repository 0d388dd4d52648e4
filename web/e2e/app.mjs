// Uses the web app of a server on which nobody has an account yet, from the first
// administrator on; browser.mjs says how to start it. The events are sent by curl, as the
// API reference shows it, and webhooks are received here.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import { axeClean, check, onPage, origin, shoot } from './browser.mjs'
import { queryPane, waitForText, watchChanges } from './steps/playground.mjs'
import { signIn } from './steps/sign-in.mjs'
import { viewSteps } from './steps/views.mjs'

const admin = {
  name: 'Ada Admin',
  email: 'ada@example.com',
  password: 'correct horse battery staple',
}

await onPage('/sign-in?problem=set-up-first', async (page) => {
  await check('the first page makes the first administrator', async () => {
    await page.getByRole('heading', { name: 'Set up OpsKnight' }).waitFor()
    await page.getByRole('alert').getByText('first make the administrator').waitFor()
    await axeClean(page)
    await page.getByLabel('Name').fill(admin.name)
    await page.getByLabel('E-mail').fill(admin.email)
    await page.getByLabel('Password', { exact: false }).first().fill('short')
    await page.getByRole('button', { name: 'Create the administrator' }).click()
    await page.getByText('At least 12 characters.').waitFor()
    await page.locator('input[type=password]').fill(admin.password)
    await page.getByRole('button', { name: 'Create the administrator' }).click()
    await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor()
    await page
      .getByRole('link', { name: 'How to send an event' })
      .or(page.getByText('Nothing here'))
      .first()
      .waitFor()
    await axeClean(page)
    await shoot(page, '-empty')
  })

  let key
  await check('a key is made on the page, and shown once', async () => {
    await page.getByRole('link', { name: 'API keys' }).click()
    await page.getByRole('button', { name: 'Make the first' }).click()
    await page.getByLabel('Name').fill('curl')
    await page.getByLabel('services:write').check()
    await page.getByLabel('services:read').check()
    await page.getByLabel('schedules:write').check()
    await axeClean(page)
    await page.getByRole('button', { name: 'Make the key' }).click()
    key = await page.locator('[data-copyable="API key"]').textContent()
    assert.match(key, /^sk_live_/)
    await axeClean(page)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('cell', { name: 'curl' }).waitFor()
    await page.locator('[data-copyable]').waitFor({ state: 'detached' })
    await axeClean(page)
    await shoot(page, '-keys')
  })

  await check('a key is revoked, after a question', async () => {
    await page.getByRole('button', { name: 'New live key' }).click()
    await page.getByLabel('Name').fill('wall')
    await page.getByLabel('Only stored documents').check()
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByRole('button', { name: 'Done' }).click()
    const row = page.getByRole('row', { name: /wall/ })
    await row.getByText('stored documents only').waitFor()
    await row.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByText('cannot be brought back').waitFor()
    await axeClean(page)
    await page.getByRole('button', { name: 'Revoke the key' }).click()
    await row.getByText(/^Revoked/).waitFor()
  })

  const received = await receive()
  await check('the first service and a webhook are there', async () => {
    curl(key, '/api/services', { name: 'Payment API' })
    curl(key, '/api/webhooks', {
      url: received.url,
      events: ['incident.triggered', 'incident.acknowledged'],
    })
  })

  await check('an event sent by curl opens an incident on the page, without reload', async () => {
    await page.getByRole('link', { name: 'Incidents', exact: true }).click()
    await page.getByText('Nothing here').or(page.getByText('No incident yet')).first().waitFor()
    trigger(key, 'checkout-cpu', 'High CPU on web-01')
    await page.getByRole('link', { name: 'High CPU on web-01' }).waitFor()
    await axeClean(page)
  })

  await check('it is acknowledged by keyboard, and the webhook tells of it', async () => {
    await page.getByRole('heading', { name: 'Incidents', exact: true }).click()
    await page.keyboard.press('j')
    await page.locator('li[data-current]').waitFor()
    await page.keyboard.press('a')
    await page.locator('li[data-incident]').getByText('Acknowledged').waitFor()
    await received.event('incident.triggered')
    const told = await received.event('incident.acknowledged')
    assert.equal(told.incident.title, 'High CPU on web-01')
    assert.equal(told.incident.status, 'ACKNOWLEDGED')
  })

  await check('what is not there yet arrives, and the place in the list is kept', async () => {
    for (let n = 1; n <= 40; n++) {
      trigger(key, `disk-${n}`, `Disk ${n} is full`)
    }
    await page.getByRole('link', { name: 'Disk 40 is full' }).waitFor()
    const list = page.getByLabel('List of incidents')
    await list.evaluate((element) => element.scrollTo({ top: 600 }))
    await page.getByRole('link', { name: 'Disk 25 is full' }).waitFor()
    trigger(key, 'late', 'The late one')
    await page.getByRole('button', { name: '1 new incident' }).waitFor()
    const { scrollTop } = await list.evaluate(({ scrollTop }) => ({ scrollTop }))
    assert.equal(scrollTop, 600)
    await page.getByRole('button', { name: '1 new incident' }).click()
    await page.getByRole('link', { name: 'The late one' }).waitFor()
  })

  await check('several are resolved at once', async () => {
    await page.getByLabel('Choose Disk 40 is full').check()
    await page.getByLabel('Choose Disk 39 is full').check()
    await axeClean(page)
    await shoot(page, '-bulk')
    await page.getByRole('button', { name: 'Resolve' }).click()
    await page.getByText('2 resolved').waitFor()
  })

  await viewSteps(page, { origin })

  await check('an incident has its timeline, its alerts, and takes notes', async () => {
    await page
      .getByRole('link', { name: 'High CPU on web-01' })
      .or(page.getByLabel('Search'))
      .first()
      .waitFor()
    await page.getByLabel('Search').fill('High CPU')
    await page.getByRole('link', { name: 'High CPU on web-01' }).click()
    await page.getByRole('heading', { name: 'Timeline' }).waitFor()
    await page
      .getByLabel('Note')
      .fill('**Rolled back** <img src=x onerror=alert(1)> [run](javascript:alert(2))')
    await page.getByRole('button', { name: 'Add the note' }).click()
    await page.locator('[data-line=NOTE_ADDED] strong').getByText('Rolled back').waitFor()
    assert.equal(
      await page.locator('[data-line=NOTE_ADDED] img').count(),
      0,
      'HTML of a note is shown as HTML',
    )
    assert.equal(
      await page.locator('[data-line=NOTE_ADDED] a').count(),
      0,
      'a note leads to javascript:',
    )
    await page.getByRole('button', { name: /High CPU on web-01/ }).click()
    await page.getByText('"custom_details"').waitFor()
    await axeClean(page)
    await shoot(page, '-incident')
    await page.getByRole('button', { name: 'Resolve' }).click()
    await page.getByRole('button', { name: 'Open again' }).waitFor()
  })

  await check('texts of others are never HTML', async () => {
    const nasty =
      '<img src=x onerror="document.title=`broken`"><script>document.title=`broken`</script>'
    trigger(key, 'nasty', nasty, { link: 'javascript:document.title=`broken`', html: nasty })
    await page.goto(`${origin}/incidents`)
    await page.getByRole('link', { name: nasty }).click()
    await page.getByRole('heading', { name: nasty }).waitFor()
    await page
      .getByRole('button', { name: /onerror/ })
      .first()
      .click()
    assert.equal(await page.locator('main img, main script, a[href^="javascript:"]').count(), 0)
    assert.equal(await page.title(), `${nasty} · OpsKnight`)
  })

  await check('the webhook has its deliveries, with what was sent and answered', async () => {
    await page.getByRole('link', { name: 'Webhooks' }).click()
    await page
      .getByRole('cell', { name: /127\.0\.0\.1/ })
      .getByRole('link')
      .click()
    await page.getByRole('button', { name: 'Ping' }).click()
    await received.event('webhook.ping')
    await page.getByRole('button', { name: 'Read again' }).click()
    await page.getByRole('button', { name: /webhook\.ping: Delivered/ }).click()
    await page.getByText('"event": "webhook.ping"').waitFor()
    await axeClean(page)
    await shoot(page, '-webhook')
    await page.getByRole('button', { name: 'New secret' }).click()
    await page.getByRole('button', { name: 'Make a new secret' }).click()
    assert.match(await page.locator('[data-copyable="Secret"]').textContent(), /^whsec_/)
    await page.getByRole('button', { name: 'Done' }).click()
  })

  await check('an override puts whoever is signed in on call', async () => {
    curl(key, '/api/schedules', { name: 'Nights', time_zone: 'Europe/Berlin' })
    await page.getByRole('link', { name: 'On call', exact: true }).click()
    const card = page.getByRole('article', { name: 'Nights' })
    await card.getByText('Nobody is on call').first().waitFor()
    await card.getByRole('button', { name: 'Take it for 2 h' }).click()
    await card.locator('[data-now]').getByText(admin.name).waitFor()
    await axeClean(page)
  })

  await check('every other page is there, and readable in both schemes', async () => {
    for (const [link, heading] of [
      ['Dashboard', 'On call now'],
      ['Audit log', 'Audit log'],
      ['Developers', 'Developers'],
    ]) {
      await page.getByRole('link', { name: link, exact: true }).click()
      await page.getByRole('heading', { name: heading }).first().waitFor()
      await page.getByLabel(/^Loading/).waitFor({ state: 'detached' })
      for (const colorScheme of ['dark', 'light']) {
        await page.emulateMedia({ colorScheme })
        await axeClean(page)
      }
      await shoot(page, `-${link.replace(' ', '-').toLowerCase()}`)
    }
    await page.getByText('webhook.secret_rotated').or(page.getByText('High CPU')).first().waitFor()
  })

  await check(
    'a name, a time zone and a password are changed, and the session goes on',
    async () => {
      await page.goto(`${origin}/account`)
      admin.name = 'Ada Lovelace'
      await page.getByLabel('Name').fill(admin.name)
      const zone = page.getByRole('combobox', { name: 'Time zone' })
      await zone.click()
      await zone.fill('Tokyo')
      await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('heading', { name: admin.name, level: 1 }).waitFor()
      await shoot(page, '-account')
      await page.getByLabel('Present password').fill(admin.password)
      admin.password += ' 2'
      await page.getByLabel('New password').fill(admin.password)
      await axeClean(page)
      await page.getByRole('button', { name: 'Change the password' }).click()
      await page.getByText('The password is changed').waitFor()
    },
  )

  await check('the playground asks as who is signed in', async () => {
    await page.goto(`${origin}/playground`)
    await waitForText(page, queryPane, 'OpenIncidents')
    const answered = page.waitForResponse(
      (r) => r.url() === `${origin}/graphql` && r.request().method() === 'POST',
    )
    await page.getByRole('button', { name: /^Execute query/ }).click()
    const response = await answered
    assert.equal(response.status(), 200)
    const { data } = await response.json()
    assert.ok(data.incidents.nodes.length > 0)
    await watchChanges(page, (n) => trigger(key, `watched-${n}`, 'Heard in the playground'))
  })

  await check('the sandbox is another world', async () => {
    await page.goto(`${origin}/incidents?status=all`)
    await page.getByText('Sandbox').click()
    await page.getByText('No incident yet').waitFor()
    await page.getByText('Live', { exact: true }).click()
    await page
      .getByRole('link', { name: 'Disk 1 is full' })
      .or(page.locator('li[data-incident]'))
      .first()
      .waitFor()
  })

  await check('signing out ends it, and signing in begins again where one was', async () => {
    await page.goto(`${origin}/settings/api-keys`)
    await page.getByRole('cell', { name: 'curl' }).waitFor() // a request on its way would be refused
    await page.getByRole('button', { name: `Account of ${admin.name}` }).click()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await axeClean(page)
    await signIn(page, admin)
    await page.getByRole('heading', { name: 'API keys' }).waitFor()
    await page.goto(`${origin}/sign-in`) // who is signed in already has no business there
    await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor()
  })

  await check('in dark colours, and on a phone, it is as readable', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(`${origin}/incidents`)
    await page.locator('li[data-incident]').first().waitFor()
    await axeClean(page)
    await page.setViewportSize({ width: 360, height: 740 })
    await axeClean(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    assert.ok(!wide, 'the page scrolls sideways on a phone')
    await shoot(page, '-phone')
  })
})

// trigger sends the API reference's sample, with another key and summary.
function trigger(key, dedup_key, summary, custom_details = { cpu: '95%', threshold: '80%' }) {
  curl(key, '/api/events', {
    routing_key: 'payment-api',
    event_action: 'trigger',
    dedup_key,
    payload: { summary, severity: 'critical', source: 'datadog', custom_details },
  })
}

function curl(key, path, body) {
  const out = execFileSync('curl', [
    '-sS', '--fail-with-body', '-X', 'POST', `${origin}${path}`,
    '-H', `Authorization: Bearer ${key}`, '-H', 'Content-Type: application/json', '-d', JSON.stringify(body),
  ]) // biome-ignore format: as one reads a command
  return JSON.parse(out)
}

// receive listens for webhooks; event waits for the first of a kind.
async function receive() {
  const events = []
  let heard = () => {}
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      events.push(JSON.parse(body))
      response.end()
      heard()
    })
  })
  server.unref() // so that a failure ends the program
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    async event(kind) {
      for (;;) {
        const found = events.find(({ event }) => event === kind)
        if (found) {
          return found
        }
        await new Promise((resolve, reject) => {
          heard = resolve
          setTimeout(() => reject(new Error(`no webhook ${kind} came in a minute`)), 60_000).unref()
        })
      }
    },
  }
}
