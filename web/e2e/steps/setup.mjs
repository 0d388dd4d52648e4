// Uses the pages of services, policies, users and teams as an administrator who is signed
// in to a server with the demo's data, in Live. It can be run again: what it makes has
// names of its own.
import assert from 'node:assert/strict'
import { axeClean, check } from '../browser.mjs'
import { policySteps } from './policies.mjs'
import { serviceSteps } from './services.mjs'
import { teamSteps } from './teams.mjs'
import { userSteps } from './users.mjs'

export async function setupSteps(page, { origin }) {
  const mark = Date.now().toString(36)
  const to = { origin, mark }
  const places = [
    ...(await serviceSteps(page, to)),
    ...(await policySteps(page, to)),
    ...(await userSteps(page, to)),
    ...(await teamSteps(page, to)),
  ]
  await check('these pages are as readable in dark colours, and on a phone', async () => {
    const before = page.viewportSize()
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 360, height: 740 })
    for (const { path, heading } of places) {
      await page.goto(origin + path)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.getByLabel(/^Loading/).waitFor({ state: 'hidden' })
      await axeClean(page)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      assert.ok(!wide, `${path} scrolls sideways on a phone`)
    }
    await page.emulateMedia({ colorScheme: null })
    await page.setViewportSize(before)
  })
}
