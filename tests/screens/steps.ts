/** What readers do on a screen before its picture is taken. */
import type { Page } from 'playwright-core'

/** What somebody writes at length. */
export const words =
  'What we **tried** on Monday:\n\n- one card each\n- ten minutes of silence\n\n> Say it again, slower.'

/** Opens the first of these. */
export const open = (summary: string) => (page: Page) => page.locator(summary).first().click()

/** Sends a form as it is, past the browser's own checks: the server is to say what is wrong. */
export async function sendUnchecked(page: Page): Promise<void> {
  await page.locator('main form').evaluate((one) => one.setAttribute('novalidate', ''))
  // A draft of an earlier screen may stand there.
  for (const field of await page.locator('main form :is(input[type="text"], textarea):visible').all())
    await field.fill('')
  await send(page)
  await page.locator('[aria-invalid="true"], .problems').first().waitFor()
}

/** Presses the button of the page's form. */
export const send = (page: Page) => page.locator('main form button.primary').click()

/** Writes a field and saves it, as it is where somebody else has saved since. */
export const saveAfterAnother = (field: string, text: string) => async (page: Page) => {
  await page.locator(`textarea[name="${field}"]`).fill(text)
  const version = page.locator('main input[name="version"]')
  const made = (await version.inputValue()).replace(new RegExp(`${field}:.{8}`), `${field}:00000000`)
  await version.evaluate((one, value) => one.setAttribute('value', value), made)
  await send(page)
  await page.locator('.meanwhile').waitFor()
}

/** Writes in the composer and looks at what becomes of it. */
export async function preview(page: Page): Promise<void> {
  await page.locator('.composer textarea[name="source"]').fill(words)
  await page.locator('.composer .looks').click()
  await page.locator('.preview blockquote').waitFor()
}
