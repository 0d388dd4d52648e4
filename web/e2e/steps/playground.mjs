// What the tests of the playground, and of the app, do in GraphiQL.
import { shoot } from '../browser.mjs'

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
