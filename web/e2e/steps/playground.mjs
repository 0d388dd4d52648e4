// What the tests of the playground, and of the app, do in GraphiQL.
import assert from 'node:assert/strict'
import { key, origin, shoot } from '../browser.mjs'

export const queryPane = '.graphiql-query-editor'
export const answerPane = '.result-window'

// The text of a pane without white space: Monaco wraps lines and shows spaces
// as no-break spaces. Only the lines in view are there.
export async function text(page, selector) {
  const shown = await page.locator(`${selector} .view-lines`).textContent()
  return shown.replace(/\s/g, '')
}

export async function waitForText(page, selector, wanted) {
  await page.waitForFunction(
    ([selector, wanted]) => {
      const shown = document.querySelector(`${selector} .view-lines`)?.textContent ?? ''
      return shown.replace(/\s/g, '').includes(wanted)
    },
    [selector, wanted],
  )
}

export const placeholder = 'sk_test_…'

export const headersPane = '.graphiql-editor-tool .graphiql-editor:not(.hidden)'

// Selects the placeholder and types over it: a whole text would meet the
// editor's own closing of braces.
export async function typeKey(page) {
  await waitForText(page, headersPane, placeholder)
  await page.locator(`${headersPane} .view-line`, { hasText: placeholder }).click()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft') // the closing quote stays
  for (let i = 0; i < placeholder.length; i++) {
    await page.keyboard.press('Shift+ArrowLeft')
  }
  await page.keyboard.insertText(key)
  await waitForText(page, headersPane, key.slice(0, 12))
}

export async function runFirstQuery(page) {
  await waitForText(page, queryPane, 'OpenIncidents')
  const answered = page.waitForResponse(
    (r) => r.url() === `${origin}/graphql` && r.request().method() === 'POST',
  )
  await page.getByRole('button', { name: /^Execute query/ }).click()
  const response = await answered
  const answer = await response.json()
  assert.equal(response.status(), 200, `the first query: ${JSON.stringify(answer)}`)
  assert.equal(answer.errors, undefined, `the first query: ${JSON.stringify(answer.errors)}`)
  assert.ok(answer.data?.incidents, 'the first query answers no data.incidents')
  await waitForText(page, answerPane, '"incidents"')
}

// watchChanges listens by WebSocket while send(n) sends something, until it has heard of a
// change, and goes back to the first tab.
export async function watchChanges(page, send) {
  await page.getByRole('tab', { name: 'WatchIncidents' }).click()
  await waitForText(page, queryPane, 'WatchIncidents')
  const execute = page.getByRole('button', { name: /^Execute query/ })
  for (let n = 0; n < 60 && !(await text(page, answerPane)).includes('"incidentChanged"'); n++) {
    // For a moment after the tabs change, GraphiQL still names the operation of the one before,
    // which is refused: then it is run again.
    if (await execute.isVisible()) await execute.click()
    // When the server has begun to tell, the page cannot say: what it missed is sent again.
    await send(n)
    await page.waitForTimeout(500)
  }
  await waitForText(page, answerPane, '"incidentChanged"')
  await shoot(page, '-subscription')
  await page.getByRole('button', { name: /^Stop query/ }).click()
  await page.getByRole('tab', { name: 'OpenIncidents' }).click()
  await waitForText(page, queryPane, 'OpenIncidents')
}
