// Uses the pages of schedules as an administrator who is signed in to a server with the
// demo's data, in Live. It can be run again: what it makes has names of its own.
import assert from 'node:assert/strict'
import { axeClean, check } from '../browser.mjs'
import { choose, dialog, heading, more, path, pick } from './parts.mjs'

const demo = 'Platform on call'
const taking = 'Take it for 2 h'

export async function onCallSteps(page, { origin }) {
  const name = `Nights ${Date.now().toString(36)}`
  const timeline = page.getByRole('region', { name: `Timeline of ${name}` })
  const row = (of, label) => of.getByRole('list', { name: label, exact: true })
  const bars = (label) => row(timeline, label).getByRole('listitem')
  const shifts = page.getByRole('region', { name: 'Who would be on call' })
  const now = page.locator('[data-now]')

  await check('the list tells who is on call by each schedule', async () => {
    await page.goto(`${origin}/on-call`)
    const card = page.getByRole('article', { name: demo })
    await card
      .locator('[data-now]')
      .getByText(/is on call until .*, then /)
      .waitFor()
    await card.getByRole('listitem').first().waitFor()
    await axeClean(page)
  })

  await check('a schedule is made, and its preview shows it before', async () => {
    await page.getByRole('link', { name: 'New schedule' }).click()
    await heading(page, 'New schedule').waitFor()
    await row(shifts, 'On call').getByText('Nobody').first().waitFor()
    await axeClean(page)
    await page.getByLabel('Name', { exact: false }).first().fill(name)
    await pick(page, /^Time zone( \*)?$/, 'UTC')
    await choose(page, 'Add a person', 'Ben Okafor')
    await choose(page, 'Add a person', 'Chiara Russo')
    await pick(page, 'Counted in', 'days')
    await row(shifts, 'Layer 1')
      .getByText(/Chiara Russo, /)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Move Chiara Russo up' }).click()
    await page.getByRole('button', { name: 'Only at certain hours' }).click()
    await page.getByLabel('Start of window 1').fill('20:00')
    await page.getByLabel('End of window 1').fill('08:00')
    await row(shifts, 'On call')
      .getByText(/^Nobody, /)
      .first()
      .waitFor()
    await axeClean(page)
    await page.getByRole('button', { name: 'Make the schedule' }).click()
    await heading(page, name).waitFor()
    await page
      .getByText(/Chiara Russo, then Ben Okafor; every day.*only daily 20:00 – 08:00/)
      .waitFor()
    await page.getByText('The hatched parts are the gaps.').waitFor()
    await axeClean(page)
  })
  const where = path(page)

  await check('the timeline shows a day of 25 hours as it is, in any zone', async () => {
    await page.goto(`${origin}${where}?span=day&day=2030-10-27&zone=Europe/London`)
    await page.getByText('Sunday, October 27, 2030').waitFor()
    // Seven hours lie between midnight and six, and the line of six is 7/25 to the right.
    const gap = timeline.locator('[data-gap]').first()
    await gap.waitFor()
    const { left, width } = await gap.evaluate(({ style }) => style)
    assert.equal(Math.round(Number.parseFloat(left) * 25) / 100, 9) // 08:00 UTC
    assert.equal(Math.round(Number.parseFloat(width) * 25) / 100, 12)
    await pick(page, 'Time zone of what is shown', 'UTC')
    await page.waitForURL(/zone=UTC/)
    await page.getByText('Month', { exact: true }).click()
    await page.getByText('October 2030').waitFor()
    await page.getByRole('button', { name: 'Later' }).click()
    await page.getByText('November 2030').waitFor()
    await page.getByRole('button', { name: 'Earlier' }).click()
    await page.getByText('October 2030').waitFor()
    await bars('Layer 1').nth(31).waitFor() // 31 nights, and the end of the one before
    await axeClean(page)
    await page.getByRole('button', { name: 'Today' }).click()
    await page.getByText('Week', { exact: true }).click()
    await bars('On call').first().waitFor()
  })

  await check('who takes it is on call at once', async () => {
    await page.getByRole('button', { name: taking }).click()
    await page.getByText(new RegExp(`You are on call for ${name} until`)).waitFor()
    await now.getByText(/^Alice Smith is on call until/).waitFor()
    await page.getByRole('button', { name: taking }).waitFor({ state: 'detached' })
    await bars('Overrides')
      .getByText(/^Alice Smith, /)
      .waitFor()
    await page.getByRole('cell', { name: 'Whoever is on call' }).waitFor()
    await axeClean(page)
  })

  await check('an override is added, changed and removed', async () => {
    await page.getByRole('button', { name: 'New override' }).click()
    const form = await dialog(page, 'New override')
    await choose(page, 'Who is on call', 'Ben Okafor')
    await form.getByLabel('From').fill('2030-10-27T10:00')
    await form.getByLabel('To').fill('2030-10-27T09:00')
    await choose(page, 'Instead of', 'Chiara Russo')
    await form.getByRole('button', { name: 'Add the override' }).click()
    await form.getByText('It has to end after its start.').waitFor()
    await form.getByLabel('To').fill('2030-10-27T22:00')
    await form.getByRole('button', { name: 'Add the override' }).click()
    const line = page.getByRole('row', { name: /Ben Okafor.*10:00 AM.*Chiara Russo/ })
    await line.waitFor()
    await line.getByRole('button', { name: /^Change/ }).click()
    const change = await dialog(page, 'Change the override')
    await change.getByLabel('To').fill('2030-10-27T23:00')
    await change.getByRole('button', { name: 'Save' }).click()
    await line.getByText('11:00 PM').waitFor()
    await line.getByRole('button', { name: /^Remove/ }).click()
    const sure = await dialog(page, 'Remove the override')
    await sure.getByRole('button', { name: 'Remove it' }).click()
    await line.waitFor({ state: 'detached' })
  })

  await check('an edit says whose shifts it moves, and is kept from now on', async () => {
    await page.getByRole('link', { name: 'Edit' }).click()
    await heading(page, `Edit ${name}`).waitFor()
    await page.getByText('Nobody’s shifts to come move').waitFor()
    assert.equal(await page.getByLabel('From now on').count(), 0)
    await page.getByRole('button', { name: 'Remove window 1' }).click()
    await page.getByLabel('From now on').waitFor()
    await page.getByText('Two weeks', { exact: true }).click()
    const moved = page.getByRole('status').getByRole('listitem')
    await moved.filter({ hasText: /^Ben Okafor is on call for / }).waitFor()
    await moved.filter({ hasText: /^Chiara Russo is on call for / }).waitFor()
    await axeClean(page)
    await page.getByRole('button', { name: 'Add a layer' }).click()
    await page.getByRole('button', { name: 'Remove the layer: Layer 2' }).click()
    await page.getByRole('button', { name: 'Save the schedule' }).click()
    await heading(page, name).waitFor()
    await page.getByText('has ended', { exact: false }).waitFor() // as it was until now
    await page.getByRole('button', { name: 'Later' }).click()
    await bars('On call').first().waitFor()
    await timeline.locator('[data-gap]').first().waitFor({ state: 'detached' })
  })

  await check('an edit of what somebody else has changed is refused', async () => {
    const other = await page.context().newPage()
    await other.goto(`${origin}${where}/edit`)
    await heading(other, `Edit ${name}`).waitFor()
    await page.goto(`${origin}${where}/edit`)
    await page.getByLabel('Description').fill('Out of hours')
    await page.getByRole('button', { name: 'Save the schedule' }).click()
    await page.getByText('Out of hours').waitFor()
    await other.getByLabel('Description').fill('Other hours')
    await other.getByRole('button', { name: 'Save the schedule' }).click()
    await other
      .getByRole('alert')
      .getByText(/Request/)
      .waitFor()
    await other.close()
  })

  await check('a calendar reads the link, until it is revoked', async () => {
    await page.getByRole('button', { name: 'Calendar link' }).click()
    const links = await dialog(page, 'Calendar link')
    await page.getByRole('button', { name: 'Make the link' }).click()
    const link = await page.locator('[data-copyable="Calendar link"]').textContent()
    const feed = await fetch(link)
    assert.match(await feed.text(), /^BEGIN:VCALENDAR/)
    await axeClean(page)
    await page.getByRole('button', { name: `Revoke the link to ${name}` }).click()
    const sure = await dialog(page, 'Revoke the link')
    await sure.getByRole('button', { name: 'Revoke it' }).click()
    await page
      .getByRole('button', { name: `Revoke the link to ${name}` })
      .waitFor({ state: 'detached' })
    assert.equal((await fetch(link)).status, 404)
    await links.getByRole('button', { name: 'Close' }).click()
    await page.locator('[data-copyable]').waitFor({ state: 'detached' })
  })

  await check('these pages are as readable in dark colours, and on a phone', async () => {
    const before = page.viewportSize()
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 360, height: 740 })
    const places = [
      ['/on-call', 'On call'],
      ['/on-call/new', 'New schedule'],
      [where, name],
      [`${where}?span=month`, name],
      [`${where}/edit`, `Edit ${name}`],
    ]
    for (const [place, title] of places) {
      await page.goto(origin + place)
      await heading(page, title).waitFor()
      await page.getByRole('region').getByRole('listitem').first().waitFor()
      await axeClean(page)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.ok(!wide, `${place} scrolls sideways on a phone`)
    }
    await page.emulateMedia({ colorScheme: null })
    await page.setViewportSize(before)
  })

  await check('a schedule that a policy tells stays, and another is deleted', async () => {
    await page.goto(`${origin}/on-call`)
    await page.getByRole('link', { name: demo }).click()
    await heading(page, demo).waitFor()
    await more(page, 'Delete the schedule')
    const refused = await dialog(page, 'Delete the schedule')
    await refused.getByRole('button', { name: 'Delete it' }).click()
    await refused.getByRole('alert').waitFor()
    await refused.getByRole('button', { name: 'Cancel' }).click()
    await page.goto(origin + where)
    await heading(page, name).waitFor()
    await more(page, 'Delete the schedule')
    await dialog(page, 'Delete the schedule')
    await page.getByRole('button', { name: 'Delete it' }).click()
    await page.getByRole('article', { name: demo }).waitFor()
    assert.equal(await page.getByRole('article', { name }).count(), 0)
    await page.goto(origin + where)
    await page.getByText('There is no such schedule here').waitFor()
  })
}
