// Uses the API reference of a running server; browser.mjs says how to start it.
import assert from 'node:assert/strict'
import { check, checkKeyIsNotStored, key, onPage, origin, shoot } from './browser.mjs'

const methods = ['get', 'put', 'post', 'patch', 'delete']

// Every operation of the specification as the reader lists it: "get /incidents".
async function documented() {
  const answer = await fetch(`${origin}/api/openapi.json`)
  assert.equal(answer.status, 200, '/api/openapi.json')
  const { paths } = await answer.json()
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      methods.filter((method) => item[method]).map((method) => `${method} ${path}`),
    )
    .sort()
}

async function checkOperations(page) {
  await page.getByRole('list', { name: 'Incidents endpoints' }).waitFor()
  const shown = await page
    .locator('.endpoints .endpoint')
    .evaluateAll((items) =>
      items.map((item) => [...item.children].map((part) => part.textContent.trim()).join(' ')),
    )
  assert.deepEqual(shown.sort(), await documented())
}

async function typeKey(page) {
  const field = page.getByPlaceholder('Token').first()
  await field.fill(key)
  await field.press('Tab')
}

async function tryListOfIncidents(page) {
  await page
    .getByRole('list', { name: 'Incidents endpoints' })
    .getByText('/incidents', { exact: true })
    .first()
    .click()
  await shoot(page, '-operation')
  await page.getByRole('button', { name: /^Test Request\s*\(get \/incidents\)$/ }).click()
  const dialog = page.getByRole('dialog')
  const answered = page.waitForResponse((r) => r.url().startsWith(`${origin}/api/incidents`))
  await dialog.getByRole('button', { name: /Send get request to/ }).click()
  const response = await answered
  assert.equal(response.status(), 200, await response.text())
  const { data } = await response.json()
  assert.ok(data.length > 0, 'the server has no incidents to show')
  await dialog.getByText('200 OK').waitFor()
  await dialog.getByText(data[0].id).first().waitFor()
  await shoot(page, '-answer')
}

async function checkKeyIsForgotten(page) {
  await checkKeyIsNotStored(page)
  await page.reload()
  assert.equal(await page.getByPlaceholder('Token').first().inputValue(), '', 'the key survived')
}

await onPage('/docs', async (page) => {
  await check('the page opens', () =>
    page.getByRole('heading', { name: 'OpsKnight API' }).waitFor(),
  )
  await shoot(page, '')
  await check('it lists every operation', () => checkOperations(page))
  await check('a key can be typed', () => typeKey(page))
  await check('a request that is tried is answered', () => tryListOfIncidents(page))
  await check('the key is not stored', () => checkKeyIsForgotten(page))
})
