// Uses the pages of what people set up, as the administrator of a server with the example
// of `opsknight demo`:
//
//   EMAIL=alice@example.com PASSWORD=… npm run e2e:pages -- --url http://127.0.0.1:8080
import { onPage, origin } from './browser.mjs'
import { onCallSteps } from './steps/oncall.mjs'
import { setupSteps } from './steps/setup.mjs'

const { EMAIL, PASSWORD } = process.env
if (!EMAIL || !PASSWORD) {
  console.error('EMAIL and PASSWORD are those that opsknight demo has printed.')
  process.exit(2)
}

await onPage('/', async (page) => {
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor()
  await setupSteps(page, { origin })
  await onCallSteps(page, { origin })
})
