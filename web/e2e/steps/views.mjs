// Saves, chooses, changes, shares and deletes views in the list of incidents, as an
// administrator who is signed in, with incidents called "Disk …" in the list.
import assert from 'node:assert/strict'
import { another, axeClean, check, shoot } from '../browser.mjs'
import { dialog } from './parts.mjs'

const html = '<b>Disks</b>' // a name is text, whatever it looks like

export async function viewSteps(page, { origin }) {
  await page.goto(`${origin}/incidents`)

  await check('without views the menu says what one is', async () => {
    await openViews(page, 'Views')
    await page.getByText('A view keeps filters and an order under a name').waitFor()
    await inBothSchemes(page)
    await page.keyboard.press('Escape')
    await focused(page, 'Views')
  })

  await check('what the list shows is saved under a name, which stays after a reload', async () => {
    await page.getByLabel('Search').fill('Disk 1')
    await order(page, 'Oldest first')
    await rows(page, 'Disk 1 is full')
    await page.waitForURL(/q=Disk\+1&sort=oldest$/)
    await openViews(page, 'Views')
    await page.getByRole('menuitem', { name: 'Save view…' }).click()
    const form = await dialog(page, 'Save view')
    await form.getByLabel('Name').fill(html)
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await focused(page, `View: ${html}`)
    assert.match(page.url(), /q=Disk\+1&sort=oldest&view=view_[0-9a-z]{26}$/)
    await page.reload()
    await viewsButton(page, `View: ${html}`).waitFor()
    assert.equal(await page.getByLabel('Search').inputValue(), 'Disk 1')
    await rows(page, 'Disk 1 is full')
    await axeClean(page)
  })
  const saved = page.url()

  await check(
    'views are chosen by keyboard, and the way back leads to the one before',
    async () => {
      await viewsButton(page, `View: ${html}`).focus()
      await page.keyboard.press('Enter')
      const mine = page.getByRole('menuitemradio', { name: html })
      await mine.waitFor()
      assert.equal(await mine.getAttribute('aria-checked'), 'true')
      await inBothSchemes(page)
      await shoot(page, '-views')
      const usual = page.getByRole('menuitemradio', { name: 'Open and acknowledged' })
      await usual.and(page.locator(':focus')).waitFor()
      await page.keyboard.press('ArrowDown')
      await mine.and(page.locator(':focus')).waitFor()
      await page.keyboard.press('ArrowUp')
      await usual.and(page.locator(':focus')).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(`${origin}/incidents`)
      await focused(page, 'Views')
      assert.equal(await page.getByLabel('Search').inputValue(), '')
      await page.goBack()
      await page.waitForURL(saved)
      await viewsButton(page, `View: ${html}`).waitFor()
      await openViews(page, `View: ${html}`)
      await page.getByRole('menuitemradio', { name: 'Open and acknowledged' }).click()
      await openViews(page, 'Views')
      await page.getByRole('menuitemradio', { name: html }).click()
      await page.waitForURL(saved)
      await rows(page, 'Disk 1 is full')
    },
  )

  await check('a view that shows something else by now is updated, or chosen anew', async () => {
    await page.getByLabel('Search').fill('Disk 2')
    await viewsButton(page, `View: ${html}, changed`).waitFor()
    await page.getByRole('button', { name: 'Update view' }).waitFor()
    await axeClean(page)
    await openViews(page, `View: ${html}, changed`)
    await page.getByRole('menuitemradio', { name: html }).click()
    await page.waitForURL(saved)
    await page.getByRole('button', { name: 'Update view' }).waitFor({ state: 'detached' })
    await page.getByLabel('Search').fill('Disk 2')
    await page.getByRole('button', { name: 'Update view' }).click()
    await page.getByText(`“${html}” now shows this.`).waitFor()
    await viewsButton(page, `View: ${html}`).waitFor()
    await page.getByRole('button', { name: 'Update view' }).waitFor({ state: 'detached' })
    await page.goto(`${origin}/incidents`)
    await openViews(page, 'Views')
    await page.getByRole('menuitemradio', { name: html }).click()
    await page.waitForURL(/q=Disk\+2&sort=oldest&view=/)
    await rows(page, 'Disk 2 is full')
  })

  await check('a name is used once, and a view gets another', async () => {
    await openViews(page, `View: ${html}`)
    await page.getByRole('menuitem', { name: 'Save view…' }).click()
    const form = await dialog(page, 'Save view')
    await form.getByLabel('Name').fill(html.toUpperCase())
    await form.getByRole('button', { name: 'Save', exact: true }).click()
    await form.getByText('Another of your views has the name').waitFor()
    await axeClean(page)
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
    await openViews(page, `View: ${html}`)
    await page.getByRole('menuitem', { name: 'Rename…' }).click()
    const rename = await dialog(page, 'Rename the view')
    await rename.getByLabel('Name').fill('Full disks')
    await rename.getByRole('button', { name: 'Rename' }).click()
    await focused(page, 'View: Full disks')
  })

  const other = await somebodyElse(page, origin)
  await check('nobody else sees a view until it is shared', async () => {
    await openViews(other, 'Views')
    await other.getByText('A view keeps filters').waitFor()
    await other.keyboard.press('Escape')
    await other.goto(page.url()) // the filters are in the address, the name is not theirs
    await rows(other, 'Disk 2 is full')
    await viewsButton(other, 'Views').waitFor()
    await openViews(page, 'View: Full disks')
    await page.getByRole('menuitem', { name: 'Share with everybody' }).click()
    await page.getByText('Everybody sees “Full disks”.').waitFor()
    await other.goto(`${origin}/incidents`)
    await openViews(other, 'Views')
    await other.getByRole('menuitemradio', { name: 'Full disks Shared by Ada Admin' }).click()
    await rows(other, 'Disk 2 is full')
    await other.getByLabel('Search').fill('Disk 1')
    await viewsButton(other, 'View: Full disks, changed').waitFor()
    assert.equal(await other.getByRole('button', { name: 'Update view' }).count(), 0)
    await openViews(other, 'View: Full disks, changed')
    await other.getByRole('menuitem', { name: 'Save view…' }).waitFor()
    assert.equal(await other.getByRole('menuitem').count(), 1) // they can save one of their own
    await inBothSchemes(other)
  })

  await check('a view of a program shows all that it has been saved with', async () => {
    const { id } = await graphql(
      page,
      `mutation { createSavedView(input: {name: "Since 2020", orderBy: {field: STATUS, direction: ASC},
        filter: {q: "Disk 3", createdAfter: "2020-01-01T00:00:00Z", dedupKey: "disk-3"}}) { savedView { id } } }`,
    ).then(({ createSavedView }) => createSavedView.savedView)
    await openViews(page, 'View: Full disks')
    await page.getByRole('menuitemradio', { name: 'Since 2020' }).click()
    await page.waitForURL(
      `${origin}/incidents?status=all&q=Disk+3&after=2020-01-01T00:00:00Z&key=disk-3&sort=status&view=${id}`,
    )
    await rows(page, 'Disk 3 is full')
    assert.equal(await page.locator('li[data-incident]').count(), 1)
    await axeClean(page)
    await page.getByRole('button', { name: 'Remove: Dedup key disk-3' }).click()
    await page.getByRole('button', { name: /^Remove: Opened since/ }).click()
    await rows(page, 'Disk 30 is full')
    await page.getByRole('button', { name: 'Update view' }).waitFor()
  })

  await check('on a phone the menu is all there', async () => {
    const before = page.viewportSize()
    await page.setViewportSize({ width: 360, height: 740 })
    await openViews(page, 'View: Since 2020, changed')
    await page.getByRole('menuitem', { name: 'Delete…' }).waitFor()
    await inBothSchemes(page)
    const { x, width } = await page.getByRole('menu').boundingBox()
    assert.ok(x >= 0 && x + width <= 360, `the menu is at ${x}, ${width} wide`)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    assert.ok(!wide, 'the page scrolls sideways on a phone')
    await shoot(page, '-views-phone')
    await page.keyboard.press('Escape')
    await page.setViewportSize(before)
  })

  await check('a view is deleted, after a question, for everybody', async () => {
    await openViews(page, 'View: Since 2020, changed')
    await page.getByRole('menuitemradio', { name: /^Full disks/ }).click()
    await viewsButton(page, 'View: Full disks').waitFor()
    await openViews(page, 'View: Full disks')
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    const question = await dialog(page, 'Delete the view')
    await question.getByText('for everybody').waitFor()
    await question.getByRole('button', { name: 'Delete it' }).click()
    await page.getByText('“Full disks” is deleted.').waitFor()
    await focused(page, 'Views')
    assert.match(page.url(), /q=Disk\+2&sort=oldest$/) // what is shown stays
    await other.goto(`${origin}/incidents`)
    await openViews(other, 'Views')
    await other.getByText('A view keeps filters').waitFor()
  })
  await other.context().close()
}

const viewsButton = (page, name) => page.getByRole('button', { name, exact: true })

async function openViews(page, name) {
  await viewsButton(page, name).click()
  await page.getByRole('menuitem', { name: 'Save view…' }).waitFor()
  await page.getByText('Loading the views…').waitFor({ state: 'detached' })
}

// focused waits until the keyboard is back at the button of the menu.
const focused = (page, name) => viewsButton(page, name).and(page.locator(':focus')).waitFor()

const rows = (page, title) => page.getByRole('link', { name: title, exact: true }).waitFor()

async function order(page, name) {
  await page.getByRole('combobox', { name: 'Order' }).click()
  await page.getByRole('option', { name }).click()
}

async function inBothSchemes(page) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme })
    await axeClean(page)
  }
}

// somebodyElse is a page of a responder, who has just taken an invitation.
async function somebodyElse(page, origin) {
  const { inviteUser } = await graphql(
    page,
    'mutation { inviteUser(input: {name: "Rita", email: "rita@example.com", role: RESPONDER}) { token } }',
  )
  const other = await another(page)
  await other.goto(`${origin}/accept-invitation#token=${inviteUser.token}`)
  await other.getByLabel('New password').fill('a long enough passphrase')
  await other.getByRole('button', { name: 'Save and sign in' }).click()
  await other.getByRole('heading', { name: 'Incidents', exact: true }).waitFor()
  return other
}

// graphql runs a document as who is signed in on the page.
function graphql(page, query) {
  return page.evaluate(async (document) => {
    const answer = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: document }),
    })
    const { data, errors } = await answer.json()
    if (errors) {
      throw new Error(JSON.stringify(errors))
    }
    return data
  }, query)
}
