// Signs in with the OpenID Connect provider of e2e/node/oidc-provider.mjs, on a server with
// the example of `opsknight demo` that makes accounts of people who have none:
//
//   npm run e2e:oidc -- --url http://127.0.0.1:8080 --also http://localhost:9000
import assert from 'node:assert/strict'
import { axeClean, check, onPage, origin, shoot } from './browser.mjs'

// inBoth looks for what keeps people out, in both colour schemes.
async function inBoth(page) {
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme })
    await axeClean(page)
  }
}

await onPage('/services', async (page) => {
  const link = page.getByRole('link', { name: 'Sign in with Example ID', exact: true })

  // choose goes to the provider, which asks who it is, and says it there.
  const choose = async (who) => {
    await link.click()
    await page.getByRole('heading', { name: 'Example ID' }).waitFor()
    assert.notEqual(new URL(page.url()).hostname, new URL(origin).hostname)
    await page.getByRole('button', { name: who, exact: true }).click()
  }

  const signOut = async (name) => {
    await page.getByRole('button', { name: `Account of ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.context().clearCookies({ domain: 'localhost' }) // or the provider knows who it is
  }

  await check('the sign-in page offers the provider before the password', async () => {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByLabel('E-mail').waitFor()
    await page.keyboard.press('Tab')
    assert.ok(
      await link.evaluate((element) => element === document.activeElement),
      'the link is not the first stop',
    )
    await inBoth(page)
    await shoot(page, '-sign-in')
  })

  await check('who comes back without having signed in reads why, and can try again', async () => {
    await choose('Cancel')
    const told = page.getByRole('alert')
    await told.getByText('Example ID has not let you in.').waitFor()
    await told.getByText(/^Request [A-Za-z0-9]{8,}$/).waitFor()
    await inBoth(page)
    await shoot(page, '-denied')
  })

  await check('by keyboard, one ends signed in where one was going', async () => {
    await link.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'alice', exact: true }).press('Enter')
    await page.getByRole('heading', { name: 'Services', level: 1 }).waitFor()
    assert.equal(page.url(), `${origin}/services`)
    await page.goto(`${origin}/account`)
    await page.getByLabel('Present password').waitFor() // the example has given her one
    await signOut('Alice Smith')
  })

  await check('a new person gets an account, and is told how to have a password too', async () => {
    await choose('nina')
    await page.getByRole('button', { name: 'Account of Nina New' }).waitFor()
    await page.goto(`${origin}/account`)
    await page.getByText('You have no password, as you sign in with Example ID.').waitFor()
    await inBoth(page)
    await shoot(page, '-account')
    await page.getByRole('button', { name: 'Mail me a link' }).click()
    await page.getByRole('alert').getByText('This server sends no mail').waitFor()
    await signOut('Nina New')
  })

  await check('who is known but not by this address is refused, with a sentence', async () => {
    await choose('mallory')
    await page.getByRole('alert').getByText('is verified').waitFor()
    await page.setViewportSize({ width: 360, height: 740 })
    await inBoth(page)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    assert.ok(!wide, 'the page scrolls sideways on a phone')
    await shoot(page, '-phone')
  })

  await check('the words of a link are not shown', async () => {
    await page.goto(`${origin}/sign-in?problem=Call+555-0100&request=${'x'.repeat(99)}`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.equal(await page.getByRole('alert').count(), 0)
  })
})
