// Sees in the playground what somebody has sent who has just begun; browser.mjs says how to start it.
import { check, onPage } from './browser.mjs'
import { answerPane, runFirstQuery, typeKey, waitForText } from './steps/playground.mjs'

await onPage('/playground', async (page) => {
  await check('a key can be typed', () => typeKey(page))
  await check('the first query answers', () => runFirstQuery(page))
  await check('the incident is there', () => waitForText(page, answerPane, 'HighCPUonweb-01'))
})
