// Uses the pages of what people set up, as the administrator of a server with the example
// of `opsknight demo`:
//
//   EMAIL=alice@example.com PASSWORD=… npm run e2e:pages -- --url http://127.0.0.1:8080
import { onPage, origin } from './browser.mjs'
import { onCallSteps } from './steps/oncall.mjs'
import { setupSteps } from './steps/setup.mjs'
import { exampleAdmin, signIn } from './steps/sign-in.mjs'

const admin = exampleAdmin()

await onPage('/', async (page) => {
  await signIn(page, admin)
  await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor()
  await setupSteps(page, { origin })
  await onCallSteps(page, { origin })
})
