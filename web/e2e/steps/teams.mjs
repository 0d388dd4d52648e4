import assert from 'node:assert/strict'
import { axeClean, check } from '../browser.mjs'
import { choose, dialog, heading, more, path } from './parts.mjs'

// teamSteps returns the pages that it has used, each with its heading.
export async function teamSteps(page, { origin, mark }) {
  const name = `Storage ${mark}`

  await check('a team is made, and who makes it owns it', async () => {
    await page.goto(`${origin}/teams`)
    await page.getByRole('link', { name: 'Platform' }).waitFor()
    await axeClean(page)
    await page.getByRole('button', { name: 'New team' }).click()
    const form = await dialog(page, 'New team')
    await form.getByLabel('Name').fill(name)
    await form.getByLabel('Description').fill('Disks and what is on them')
    await form.getByRole('button', { name: 'Make the team' }).click()
    await heading(page, name).waitFor()
    await heading(page, 'Members (1)', 2).waitFor()
    await page.getByText('It owns none.').waitFor()
    assert.equal(await page.getByRole('combobox', { name: /^Role of/ }).inputValue(), 'Owner')
    await axeClean(page)
  })

  await check('members come, get another role, and go', async () => {
    await page.getByRole('button', { name: 'Add a member' }).click()
    await dialog(page, 'Add a member')
    await choose(page, 'Who', 'Ben Okafor')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await heading(page, 'Members (2)', 2).waitFor()
    const role = page.getByRole('combobox', { name: 'Role of Ben Okafor' })
    await role.click()
    await page.getByRole('option', { name: 'Admin' }).click()
    await page.reload()
    await heading(page, 'Members (2)', 2).waitFor()
    assert.equal(await role.inputValue(), 'Admin')
    await page.getByRole('button', { name: 'Remove Ben Okafor' }).click()
    await dialog(page, 'Remove from the team')
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await heading(page, 'Members (1)', 2).waitFor()
  })

  await check('the last owner stays', async () => {
    await page.getByRole('button', { name: /^Remove / }).click()
    const question = await dialog(page, 'Remove from the team')
    await question.getByRole('button', { name: 'Remove', exact: true }).click()
    await question.getByText(/^The last owner of/).waitFor()
    await question.getByRole('button', { name: 'Cancel' }).click()
  })

  await check('a team is changed, and deleted', async () => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const form = await dialog(page, 'Edit the team')
    await form.getByLabel('Description').fill('Disks')
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText('Disks', { exact: true }).waitFor()
    await more(page, 'Delete the team')
    const question = await dialog(page, 'Delete the team')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'More actions', // the keyboard goes on where it was
    )
    await more(page, 'Delete the team')
    await dialog(page, 'Delete the team')
    await page.getByRole('button', { name: 'Delete it' }).click()
    await heading(page, 'Teams').waitFor()
    await page.getByRole('link', { name: 'Platform' }).click()
    await heading(page, 'Platform').waitFor()
    assert.notEqual(await page.getByRole('link', { name: 'Payment API' }).count(), 0)
  })
  return [
    { path: '/teams', heading: 'Teams' },
    { path: path(page), heading: 'Platform' },
  ]
}
