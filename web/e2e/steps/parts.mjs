// What the steps of these pages do alike.
import { axeClean } from '../browser.mjs'

// choose opens a field that searches, types a name, and takes the option of that name.
export async function choose(page, label, name) {
  await page.getByRole('combobox', { name: label }).fill(name)
  await page.getByRole('option', { name, exact: true }).click()
}

// pick opens a field of a few choices, and takes one.
export async function pick(page, label, name) {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name }).click()
}

// dialog waits for a dialogue, and looks at what keeps people out of it.
export async function dialog(page, name) {
  const opened = page.getByRole('dialog', { name })
  await opened.waitFor()
  await axeClean(page)
  return opened
}

// more chooses from the menu of a page's further actions.
export async function more(page, item) {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item }).waitFor()
  await axeClean(page)
  await page.getByRole('menuitem', { name: item }).click()
}

export const heading = (page, name, level = 1) => page.getByRole('heading', { name, level })

// path is the address of the page without its host.
export const path = (page) => new URL(page.url()).pathname
