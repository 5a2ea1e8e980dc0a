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
  const isWithin = await page.evaluate('document.documentElement.scrollWidth <= innerWidth')
  assert.equal(isWithin, true, `${page.url()} is too wide`)
  assert.deepEqual(await inTheWay(page), [], page.url())
}

/** The same by day and by night, on a page that was opened without motion, in which colours change at once. */
export async function isSoundDayAndNight(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await inColours(page, colorScheme)
    await isSound(page)
  }
}

/** Shows the page in the colours of the day or of the night. */
export async function inColours(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // The other colours are drawn with the next picture.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
}

/**
 * What axe finds in anybody's way on the page that is open, a sentence each. Frames in which no script may run are to be
 * removed before: axe would wait in them for ever.
 */
export async function inTheWay(page: Page): Promise<string[]> {
  // Legacy mode looks at the page where it is; the other one opens a second page for its results, which takes longer than
  // looking. It misses frames of other sites, and no page of ours has any.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], elementRef: false })
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, nodes: [first] }) => `${id}: ${first?.html.slice(0, 160)} ${first?.failureSummary?.slice(0, 200)}`,
  )
}
