/**
 * Pages of a site under test in a real browser, as somebody of the cast sees them.
 */
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { failOnFault, openBrowser, openWindow } from '#tests/support/browser.ts'
import type { CastName } from '#tests/support/cast.ts'
import type { Site } from '#tests/support/site.ts'

/** Opens a page in a window of its own: signed in by a token, or, for null, as a visitor. */
export type OpenPage = (who: CastName | null, path: string, options?: BrowserContextOptions) => Promise<Page>

/** Starts the browser and the site's server. A fault of a page's script fails the test; all windows are closed after the file. */
export async function inBrowser(site: Site): Promise<OpenPage> {
  await openBrowser()
  const baseURL = await site.listen()
  const pages: Page[] = []
  after(async () => {
    for (const page of pages) await page.context().close()
  })
  return async (who, path, options = {}) => {
    const headers = who && { authorization: `Bearer ${site.cast.people[who].token}` }
    const window = await openWindow({ baseURL, ...(headers && { extraHTTPHeaders: headers }), ...options })
    const page = await window.newPage()
    failOnFault(page)
    pages.push(page)
    await page.goto(path)
    return page
  }
}

/** Nothing is wider than the window, and axe finds nothing in anybody's way. */
export async function isSound(page: Page): Promise<void> {
  await page.locator('html:not([aria-busy])').waitFor()
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true, `${page.url()} is too wide`)
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`),
    [],
    page.url(),
  )
}
