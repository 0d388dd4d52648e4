import assert from 'node:assert/strict'
import { axeClean, check } from '../browser.mjs'
import { choose, dialog, heading, more, path, pick } from './parts.mjs'

// policySteps returns the pages that it has used, each with its heading.
export async function policySteps(page, { origin, mark }) {
  const name = `Night ${mark}`

  await check('a policy is made of steps, which are put in another order', async () => {
    await page.goto(`${origin}/policies`)
    await page.getByRole('link', { name: 'Payment API' }).waitFor()
    await axeClean(page)
    await page.getByRole('link', { name: 'New policy' }).click()
    await heading(page, 'New escalation policy').waitFor()
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: 'Make the policy' }).click()
    await page.getByText('Whom does it tell?').waitFor()
    await axeClean(page)
    await choose(page, 'Tells', 'Ben Okafor')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add a step' }).click()
    const second = page.getByRole('combobox', { name: 'Tells' }).nth(1)
    await second.fill('Platform on')
    await page.getByRole('option', { name: 'Platform on call' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('Waits for an answer').nth(1).fill('5')
    await page.getByRole('button', { name: 'Move step 2 up' }).click()
    await axeClean(page)
    await page.getByRole('button', { name: 'Make the policy' }).click()
    await heading(page, name).waitFor()
    await page.getByText('then waits 5 min for an answer').waitFor()
    await page.getByText('None uses it.').waitFor()
  })
  const where = path(page)

  const moments = page.getByRole('list', { name: 'What would happen' }).locator('> li')
  await check('the simulation says who is told when', async () => {
    await moments.nth(1).getByText('Ben Okafor').waitFor()
    await moments.nth(0).getByText('at once').waitFor()
    await moments.nth(1).getByText('+ 5 min').waitFor()
    assert.equal(await moments.last().getAttribute('data-moment'), 'EXHAUSTED')
    await axeClean(page)
    await page.getByText('Low', { exact: true }).click()
    await moments.nth(1).getByText('Ben Okafor').waitFor()
    await page.getByLabel(/^Opened at/).fill('2030-01-01T03:00')
    await moments.nth(0).locator('time[datetime^="2030-01-01T"]').waitFor()
  })

  await check('the simulation says who is missed, and why', async () => {
    await onlyInbox(page, origin, 'Ben Okafor')
    await page.goto(origin + where)
    await moments.nth(1).getByText('Nobody is told').waitFor()
    await moments
      .nth(1)
      .getByText(/Ben Okafor/)
      .waitFor()
    await axeClean(page)
    await page.goBack()
    await page.getByRole('button', { name: 'Remove rule 1' }).click()
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByText('By e-mail, of every incident').waitFor()
    await page.goto(origin + where)
    await moments.nth(1).getByText('Ben Okafor').waitFor()
    assert.equal(await moments.nth(1).getByText('Nobody is told').count(), 0)
  })

  await check('the fallback is a person, a team, or nobody', async () => {
    await page.goto(`${origin}/policies`)
    for (const [label, chosen] of [
      ['Person', 'Chiara Russo'],
      ['Team', 'Platform'],
    ]) {
      await page.getByRole('button', { name: 'Change the fallback' }).click()
      const form = await dialog(page, 'Change the fallback')
      await choose(page, label, chosen)
      await form.getByRole('button', { name: 'Save' }).click()
      await form.waitFor({ state: 'detached' })
      await page.getByRole('main').getByRole('link', { name: chosen, exact: true }).waitFor()
    }
    await page.goto(origin + where)
    await moments.last().getByText('Chiara Russo').waitFor()
    await page.goto(`${origin}/policies`)
    await page.getByRole('button', { name: 'Change the fallback' }).click()
    const form = await dialog(page, 'Change the fallback')
    await form.getByRole('button', { name: 'Clear: Team' }).click()
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('nobody', { exact: true }).waitFor()
    await page.goto(origin + where)
    await moments.last().getByText('No fallback is named.').waitFor()
  })

  await check('a policy is changed', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await heading(page, `Edit ${name}`).waitFor()
    await page.getByRole('button', { name: 'Remove step 1' }).click()
    await page.getByRole('combobox', { name: 'Go through the steps' }).click()
    await page.getByRole('option', { name: '3 times' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Gone through 3 times').waitFor()
    assert.equal(await page.getByText(/^then waits/).count(), 1)
  })

  await check('a policy that a service uses stays, and another is deleted', async () => {
    await page.goto(`${origin}/policies`)
    await page.getByRole('link', { name: 'Payment API' }).click()
    await heading(page, 'Payment API').waitFor()
    await more(page, 'Delete the policy')
    const refused = await dialog(page, 'Delete the policy')
    await refused.getByRole('button', { name: 'Delete it' }).click()
    await refused.getByRole('alert').waitFor()
    await refused.getByRole('button', { name: 'Cancel' }).click()
    await page.goto(origin + where)
    await heading(page, name).waitFor()
    await more(page, 'Delete the policy')
    await dialog(page, 'Delete the policy')
    await page.getByRole('button', { name: 'Delete it' }).click()
    await heading(page, 'Escalation policies').waitFor()
    await page.getByRole('link', { name: 'Checkout' }).waitFor()
    assert.equal(await page.getByRole('link', { name }).count(), 0)
  })

  await check('what is not there says so', async () => {
    await page.goto(origin + where)
    await page.getByText('There is no such policy here').waitFor()
    await page.goto(`${origin}/policies`)
    await page.getByRole('link', { name: 'Payment API' }).click()
    await heading(page, 'Payment API').waitFor()
  })
  return [
    { path: '/policies', heading: 'Escalation policies' },
    { path: '/policies/new', heading: 'New escalation policy' },
    { path: path(page), heading: 'Payment API' },
  ]
}

// onlyInbox makes somebody be told by their inbox alone, and leaves their page open.
async function onlyInbox(page, origin, name) {
  await page.goto(`${origin}/users`)
  await page.getByRole('link', { name }).click()
  await heading(page, name).waitFor()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await pick(page, 'By', 'Inbox only')
  await page.getByRole('button', { name: 'Save the rules' }).click()
  await page.getByRole('button', { name: 'Save the rules', disabled: true }).waitFor()
}
