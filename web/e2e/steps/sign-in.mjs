// Signing in, for the tests that need somebody who is.

// exampleAdmin is the administrator of the example of `opsknight demo`, which printed both.
export function exampleAdmin() {
  const { EMAIL: email, PASSWORD: password } = process.env
  if (!email || !password) {
    console.error('EMAIL and PASSWORD are those that opsknight demo has printed.')
    process.exit(2)
  }
  return { email, password }
}

// signIn fills in the page that asks who it is.
export async function signIn(page, { email, password }) {
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
