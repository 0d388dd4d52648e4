// Uses the playground of a running server; browser.mjs says how to start it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { check, checkKeyIsNotStored, key, onPage, origin, shoot } from './browser.mjs'
import {
  headersPane,
  placeholder,
  queryPane,
  runFirstQuery,
  text,
  typeKey,
  waitForText,
  watchChanges,
} from './steps/playground.mjs'

async function readDocs(page) {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  const docs = page.locator('.graphiql-doc-explorer')
  await docs.getByRole('link', { name: 'Query', exact: true }).click()
  await docs.getByRole('link', { name: 'incidents', exact: true }).waitFor()
  await shoot(page, '-docs')
  await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click()
}

async function checkNextTabKnowsTheKey(page) {
  await page.getByRole('tab', { name: 'SendEvent' }).click()
  await waitForText(page, queryPane, 'sendEvent')
  await waitForText(page, headersPane, key.slice(0, 12))
  await page.getByRole('tab', { name: 'OpenIncidents' }).click()
  await waitForText(page, queryPane, 'OpenIncidents')
}

// send sends an event with the key.
async function send(n) {
  const answer = await fetch(`${origin}/api/events`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}` },
    body: JSON.stringify({
      routing_key: 'payment-api',
      event_action: 'trigger',
      dedup_key: `watched-${n}`,
      payload: { summary: 'Watched' },
    }),
  })
  assert.equal(answer.status, 202)
}

// GraphiQL stores its tabs half a second after a change, hence the wait.
async function checkKeyIsForgotten(page) {
  await page.waitForFunction(() => localStorage.getItem('graphiql:tabState'))
  await page.waitForFunction(() => localStorage.getItem('graphiql:queries'))
  await checkKeyIsNotStored(page)
  await page.reload()
  await waitForText(page, headersPane, placeholder)
  assert.ok(!(await text(page, headersPane)).includes(key), 'the key survived a reload')
}

async function checkExamples() {
  const answer = await fetch(`${origin}/graphql/schema.graphqls`)
  assert.equal(answer.status, 200, '/graphql/schema.graphqls')
  const schema = buildSchema(await answer.text(), { assumeValidSDL: true })
  const folder = new URL('../playground/examples/', import.meta.url)
  for (const name of readdirSync(folder)) {
    const faults = validate(schema, parse(readFileSync(new URL(name, folder), 'utf8')))
    assert.deepEqual(
      faults.map((fault) => fault.message),
      [],
      `${name} does not fit the server's schema`,
    )
  }
}

await onPage('/playground', async (page) => {
  await check('the examples fit the schema', () => checkExamples())
  await check('the page opens', () => page.locator('.graphiql-container').waitFor())
  await check('a key can be typed', () => typeKey(page))
  await check('the first query answers incidents', () => runFirstQuery(page))
  await check('the docs list Query', () => readDocs(page))
  await check('another tab has the key', () => checkNextTabKnowsTheKey(page))
  await check('a subscription shows changes', () => watchChanges(page, send))
  await shoot(page, '')
  await check('the key is not stored', () => checkKeyIsForgotten(page))
})
