import assert from 'node:assert/strict'
import { axeClean, check } from '../browser.mjs'
import { dialog, heading, more, path, pick } from './parts.mjs'

// userSteps returns the pages that it has used, each with its heading.
export async function userSteps(page, { origin, mark }) {
  const person = { name: `Eve ${mark}`, email: `eve.${mark}@example.com` }
  const link = () => page.locator('[data-copyable="Invitation link"]').textContent()

  let first
  await check('somebody is invited, by a link that is shown once', async () => {
    await page.goto(`${origin}/users`)
    await page.getByRole('link', { name: 'Ben Okafor' }).waitFor()
    await axeClean(page)
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const form = await dialog(page, 'Invite somebody')
    await form.getByLabel('Name').fill(person.name)
    await form.getByLabel('E-mail').fill(person.email)
    await form.getByRole('button', { name: 'Invite' }).click()
    await page.getByText(`Hand this link to ${person.name}`).waitFor()
    await axeClean(page)
    first = await link()
    assert.ok(first.startsWith(`${origin}/accept-invitation#token=`), first)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('link', { name: person.name }).click()
    await heading(page, person.name).waitFor()
    await page.getByText('Invited', { exact: true }).waitFor()
    await axeClean(page)
  })
  const where = path(page)

  await check('another link takes the place of the first', async () => {
    await more(page, 'New invitation link')
    await dialog(page, 'New invitation link')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByText(`Hand this link to ${person.name}`).waitFor()
    assert.notEqual(await link(), first)
    await page.getByRole('button', { name: 'Done' }).click()
  })

  await check('the link lets somebody choose a password, and sign in', async () => {
    await more(page, 'New invitation link')
    await dialog(page, 'New invitation link')
    await page.getByRole('button', { name: 'Make the link' }).click()
    await page.getByText(`Hand this link to ${person.name}`).waitFor()
    const address = await link()
    await page.getByRole('button', { name: 'Done' }).click()
    const theirs = await page.context().browser().newContext()
    try {
      const other = await theirs.newPage()
      await other.goto(address)
      await other.getByLabel('New password').fill('a long enough passphrase')
      await other.getByRole('button', { name: 'Save and sign in' }).click()
      await heading(other, 'Incidents').waitFor()
      // A responder changes no service, and sees no routing key; their own rules they may set.
      await other.goto(`${origin}/services`)
      await other.getByRole('link', { name: 'Payment API' }).first().click()
      await other.getByText('An administrator sees its routing key.').first().waitFor()
      assert.equal(await other.locator('[data-copyable]').count(), 0)
      assert.equal(await other.getByRole('button', { name: 'Edit', exact: true }).count(), 0)
      assert.equal(await other.getByRole('button', { name: 'New integration' }).count(), 0)
      await other.goto(origin + where)
      await heading(other, 'Notification rules', 2).waitFor()
      assert.equal(await other.getByRole('button', { name: 'Edit', exact: true }).count(), 0)
      await other.goto(`${origin}/users`)
      await other.getByRole('link', { name: 'Ben Okafor' }).click()
      await heading(other, 'Ben Okafor').waitFor()
      assert.equal(await heading(other, 'Notification rules', 2).count(), 0)
    } finally {
      await theirs.close()
    }
  })

  await check('role and time zone are changed', async () => {
    await page.reload()
    await page.getByText('Active', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const form = await dialog(page, `Edit ${person.name}`)
    await pick(page, 'Role', /^User:/)
    await form.getByRole('combobox', { name: 'Time zone' }).fill('Tokyo')
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
    await form.getByRole('button', { name: 'Save' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByText(/^Asia\/Tokyo, now/).waitFor()
    await page.getByText('User', { exact: true }).waitFor()
  })

  await check('notification rules are kept, and their URL is not shown again', async () => {
    await page.getByText('By e-mail, of every incident').waitFor()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByLabel('Low').uncheck()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByRole('combobox', { name: 'By' }).nth(1).click()
    await page.getByRole('option', { name: 'Slack' }).click()
    await page.getByLabel('URL').fill('https://93.184.216.34/services/T0/B0/secret')
    await axeClean(page)
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByPlaceholder('As it is, at 93.184.216.34').waitFor()
    await page.reload()
    await page.getByPlaceholder('As it is, at 93.184.216.34').waitFor()
    assert.equal(await page.getByLabel('URL').inputValue(), '')
    assert.ok(!(await page.getByLabel('Low').first().isChecked()))
    // Without the URL, the rule keeps it.
    await page.getByLabel('Medium').nth(1).uncheck()
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByRole('button', { name: 'Save the rules', disabled: true }).waitFor()
    await page.reload()
    await page.getByPlaceholder('As it is, at 93.184.216.34').waitFor()
    assert.ok(!(await page.getByLabel('Medium').nth(1).isChecked()))
    await page.getByRole('button', { name: 'Remove rule 2' }).click()
    await page.getByRole('button', { name: 'Remove rule 1' }).click()
    await page.getByRole('button', { name: 'Save the rules' }).click()
    await page.getByText('By e-mail, of every incident').waitFor()
  })

  await check('an account is disabled, enabled, and deleted', async () => {
    await more(page, 'Disable')
    await dialog(page, `Disable ${person.name}`)
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
    await page.getByText('Disabled', { exact: true }).waitFor()
    await more(page, 'Enable')
    await page.getByText('Invited', { exact: true }).waitFor()
    await more(page, 'Delete')
    await dialog(page, `Delete ${person.name}`)
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await heading(page, 'Users').waitFor()
    await page.getByRole('link', { name: 'Ben Okafor' }).waitFor()
    assert.equal(await page.getByRole('link', { name: person.name }).count(), 0)
  })

  await check('the last administrator cannot be disabled', async () => {
    await page
      .getByRole('row', { name: /Administrator/ })
      .getByRole('link')
      .click()
    await heading(page, 'Notification rules', 2).waitFor()
    await more(page, 'Disable')
    const question = await dialog(page, /^Disable/)
    await question.getByRole('button', { name: 'Disable' }).click()
    await question.getByText(/is the only administrator/).waitFor()
    await question.getByRole('button', { name: 'Cancel' }).click()
  })
  await check('the sandbox has people of its own, whom nobody invites', async () => {
    const admin = page.url()
    await page.goto(`${origin}/users`)
    await page.getByText('Sandbox', { exact: true }).click()
    await page.getByRole('button', { name: 'New sandbox user' }).click()
    const form = await dialog(page, 'New sandbox user')
    await form.getByLabel('Name').fill(person.name)
    await form.getByLabel('E-mail').fill(person.email)
    await form.getByRole('button', { name: 'Make the user' }).click()
    await page.getByRole('link', { name: person.name }).waitFor()
    await axeClean(page)
    await page.getByText('Live', { exact: true }).click()
    await page.getByRole('button', { name: 'Invite somebody' }).waitFor()
    await page.getByRole('link', { name: 'Ben Okafor' }).waitFor()
    assert.equal(await page.getByRole('link', { name: person.name }).count(), 0)
    await page.goto(admin)
    await heading(page, 'Notification rules', 2).waitFor()
  })
  return [
    { path: '/users', heading: 'Users' },
    { path: path(page), heading: await page.getByRole('heading', { level: 1 }).textContent() },
  ]
}
