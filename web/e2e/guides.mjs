// Reads the guides of a running server; browser.mjs says how to start it.
import assert from 'node:assert/strict'
import { axeClean, check, onPage, origin, shoot } from './browser.mjs'

// What is unlike each other: an index, tables and code, pictures, a page in a folder.
const guides = [
  '',
  '/concepts',
  '/on-call',
  '/graphql',
  '/web-app',
  '/scaling',
  '/integrations/zabbix',
  '/graphql-reference/incident',
]

async function checkAxe(page) {
  for (const path of guides) {
    await page.goto(`${origin}/guides${path}`)
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme })
      await axeClean(page)
    }
    await shoot(page, path.replaceAll('/', '-'))
  }
  await page.emulateMedia({ colorScheme: null })
}

// On a phone nothing but tables and code is wider than the screen.
async function checkPhone(page) {
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of guides) {
    await page.goto(`${origin}/guides${path}`)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 390, `/guides${path} is ${width} pixels wide`)
    await axeClean(page)
    await shoot(page, `${path.replaceAll('/', '-')}-phone`)
  }
  await page.getByRole('link', { name: 'All guides' }).click()
  await page.getByRole('navigation', { name: 'Guides' }).getByText('Escalation').click()
  await page.getByRole('heading', { level: 1, name: 'Escalation' }).waitFor()
  await page.setViewportSize(size)
}

async function readOn(page) {
  await page.goto(`${origin}/guides`)
  await page
    .getByRole('navigation', { name: 'Guides' })
    .getByRole('link', { name: 'On call' })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Who is on call' }).waitFor()
  await page
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('link', { name: 'Overrides' })
    .click()
  assert.equal(new URL(page.url()).hash, '#overrides')
  const top = await page
    .getByRole('heading', { level: 2, name: 'Overrides' })
    .evaluate((heading) => heading.getBoundingClientRect().top)
  assert.ok(top > 50 && top < 200, `the heading is ${top} pixels below the top`)
  await page.locator('nav.beside a[rel=next]').click()
  await page.getByRole('heading', { level: 1, name: 'Escalation' }).waitFor()
}

await onPage('/guides', async (page) => {
  await check('menu, contents and the next page lead on', () => readOn(page))
  await check('nothing keeps people out, in light and dark', () => checkAxe(page))
  await check('it fits a phone', () => checkPhone(page))
})
