import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { axeClean, check } from '../browser.mjs'
import { choose, dialog, heading, more, path, pick } from './parts.mjs'

// serviceSteps returns the pages that it has used, each with its heading.
export async function serviceSteps(page, { origin, mark }) {
  const name = `Search ${mark}`
  const copied = (label) => page.locator(`[data-copyable="${label}"]`).textContent()

  await check('a service is made, with the policy and the team that are chosen', async () => {
    await page.goto(`${origin}/services`)
    await page.getByRole('link', { name: 'Payment API' }).first().waitFor()
    await axeClean(page)
    await page.getByRole('button', { name: 'New service' }).click()
    await dialog(page, 'New service')
    await page.getByLabel('Name').fill(name)
    await choose(page, 'Escalation policy', 'Payment API')
    await choose(page, 'Team', 'Platform')
    await page.getByRole('button', { name: 'Make the service' }).click()
    await heading(page, name).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Platform' }).waitFor()
    await page.getByText('Operational').waitFor()
    await page.getByText('Nothing sends to this service yet').waitFor()
    await axeClean(page)
  })
  const where = path(page)

  let key
  await check('an integration has a routing key, and the curl shown for it works', async () => {
    await page.getByRole('button', { name: 'New integration' }).click()
    await dialog(page, 'New integration')
    await page.getByLabel('Name').fill('Own scripts')
    await page.getByRole('button', { name: 'Make the integration' }).click()
    await heading(page, 'Own scripts', 3).waitFor()
    key = await copied('Routing key')
    assert.match(key, /^[0-9a-f]{32}$/)
    assert.equal(await copied('Address'), `${origin}/v2/enqueue`)
    await page.getByRole('button', { name: 'curl', exact: true }).click()
    await page.getByRole('button', { name: 'Copy Command' }).waitFor()
    await axeClean(page)
    const answer = JSON.parse(shell(await copied('Command')))
    assert.equal(answer.status, 'success')
    // It appears without a reload.
    await page.getByRole('link', { name: 'First try with curl' }).waitFor()
  })

  await check('Alertmanager takes the snippet, and its address takes alerts', async () => {
    await page.getByRole('button', { name: 'alertmanager.yml' }).click()
    await page.getByRole('button', { name: 'Copy Alertmanager receiver' }).waitFor()
    const snippet = await copied('Alertmanager receiver')
    amtool(snippet)
    const url = /url: (\S+)/.exec(snippet)?.[1]
    assert.ok(url?.startsWith(`${origin}/`), `the receiver sends to ${url}`)
    const labels = { alertname: 'SlowQueries', instance: 'db-1', severity: 'warning' }
    const sent = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({
        version: '4',
        status: 'firing',
        alerts: [
          { status: 'firing', labels, annotations: { summary: 'Queries of db-1 are slow' } },
        ],
      }),
    })
    assert.ok(sent.ok, await sent.text())
    await page.getByRole('link', { name: 'Queries of db-1 are slow' }).waitFor()
  })

  await check('a test event opens an incident, and resolves it', async () => {
    await page.getByRole('button', { name: 'Send test event' }).first().click()
    const test = await dialog(page, /^Test event/)
    await test.getByLabel('Summary').fill('Only a test')
    await pick(page, 'Severity', /^Critical/)
    await test.getByRole('button', { name: 'Send it' }).click()
    await test.getByText('It opened an incident').waitFor()
    await axeClean(page)
    const incident = await test.getByRole('link', { name: 'Only a test' }).getAttribute('href')
    assert.match(incident, /^\/incidents\/inc_/)
    await page
      .getByRole('main')
      .getByRole('link', { name: 'Only a test' })
      .waitFor({ state: 'attached' })
    await test.getByRole('button', { name: 'Resolve it by an event' }).click()
    await test.getByText('It resolved the incident').waitFor()
    await test.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'Only a test' }).waitFor({ state: 'detached' })
  })

  await check('another routing key makes an end of the one before', async () => {
    const command = await copied('Command')
    await page.getByRole('button', { name: 'Actions of Own scripts' }).click()
    await page.getByRole('menuitem', { name: 'Give it another key' }).click()
    await dialog(page, 'Another routing key')
    await page.getByRole('button', { name: 'Change the key' }).click()
    await page.getByText(key).first().waitFor({ state: 'detached' })
    assert.match(await copied('Routing key'), /^[0-9a-f]{32}$/)
    assert.equal(JSON.parse(shell(await copied('Command'))).status, 'success')
    assert.equal(JSON.parse(shell(command)).status, 'invalid event')
  })

  await check('an integration is disabled, and another deleted', async () => {
    await page.getByRole('button', { name: 'Actions of Own scripts' }).click()
    await page.getByRole('menuitem', { name: 'Disable' }).click()
    await page.getByText('Disabled', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'New integration' }).click()
    await dialog(page, 'New integration')
    await page.getByLabel('Name').fill('Dashboards')
    await pick(page, 'Tool', 'Grafana')
    await page.getByRole('button', { name: 'Make the integration' }).click()
    await page.getByText(`${origin}/api/integrations/grafana/`).waitFor()
    await page.getByRole('button', { name: 'Actions of Dashboards' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await dialog(page, 'Delete the integration')
    await page.getByRole('button', { name: 'Delete it' }).click()
    await heading(page, 'Dashboards', 3).waitFor({ state: 'detached' })
  })

  await check('maintenance starts now, ends now, and is planned', async () => {
    await page.getByRole('button', { name: 'Start maintenance' }).click()
    await page.getByRole('menuitem', { name: 'Now, for 4 hours' }).click()
    await page.getByRole('button', { name: 'End it now' }).click()
    await page.getByText('None is planned.').waitFor()
    await page.getByRole('button', { name: 'Start maintenance' }).click()
    await page.getByRole('menuitem', { name: /^Plan one/ }).click()
    const plan = await dialog(page, 'Plan maintenance')
    await plan.getByLabel('Start').fill('2099-03-01T10:00')
    await plan.getByLabel('End').fill('2099-03-01T09:00')
    await plan.getByLabel('What is done').fill('New disks')
    await plan.getByRole('button', { name: 'Plan it' }).click()
    await plan.getByText('It has to end after its start.').waitFor()
    await plan.getByLabel('End').fill('2099-03-01T11:30')
    await plan.getByRole('button', { name: 'Plan it' }).click()
    await plan.waitFor({ state: 'detached' })
    await page.getByText('New disks').waitFor()
    await axeClean(page)
    await page.getByRole('button', { name: 'Cancel it' }).click()
    await page.getByText('None is planned.').waitFor()
  })

  await check('a service with open incidents is changed, and not deleted', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const form = await dialog(page, 'Edit the service')
    await form.getByLabel('Description').fill('<b>Finds things</b>')
    await form.getByLabel('Open again after').fill('30')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('<b>Finds things</b>').waitFor()
    await page.getByText('30 min').waitFor()
    await more(page, 'Delete the service')
    const question = await dialog(page, 'Delete the service')
    await question.getByRole('button', { name: 'Delete it' }).click()
    await question.getByRole('alert').waitFor()
    await question.getByRole('button', { name: 'Cancel' }).click()
    await heading(page, name).waitFor()
  })

  await check('services are found by their name, and the address keeps the search', async () => {
    await page.goto(`${origin}/services`)
    await page.getByLabel('Search').fill(mark)
    await page.getByRole('row', { name: /^Checkout/ }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name }).click()
    await heading(page, name).waitFor()
    await page.goBack()
    await page.getByRole('link', { name }).waitFor()
    assert.equal(await page.getByLabel('Search').inputValue(), mark)
    await page.getByLabel('Search').fill(`${mark} and nothing else`)
    await page.getByText('Nothing found').waitFor()
    await axeClean(page)
  })
  return [
    { path: '/services', heading: 'Services' },
    { path: where, heading: name },
  ]
}

// shell runs a command as somebody would who pastes it.
function shell(command) {
  return execFileSync('bash', ['-c', command], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

// amtool fails if Alertmanager would not read the configuration.
function amtool(text) {
  const dir = mkdtempSync(join(tmpdir(), 'alertmanager-'))
  try {
    const file = join(dir, 'alertmanager.yml')
    writeFileSync(file, text)
    execFileSync('amtool', ['check-config', file], { stdio: 'pipe' })
  } finally {
    rmSync(dir, { recursive: true })
  }
}
