/** The screens of search. */
import type { Page } from 'playwright-core'
import { here, inCommunity, type Screen } from '#tests/screens/screen.ts'

const searched = (path: string, who: Screen['who'] = 'ben') => ({ who, at: inCommunity(path) })
/** A word of the demo, in its language. */
const word =
  (en: string, de: string, more = ''): Screen['at'] =>
  ({ community, language }) =>
    `${community}/search?q=${encodeURIComponent(language === 'de' ? de : en)}${more}`

/** Words are counted some seconds after the demo opened; until then no typing error is known. */
async function untilCorrected(page: Page): Promise<void> {
  for (let tries = 0; tries < 30 && (await page.locator('.tally b').count()) === 0; tries += 1) {
    await page.waitForTimeout(1000)
    await page.reload()
  }
}

/** Types into the field in the header, and waits for what it suggests. */
const typed = (words: string) => async (page: Page) => {
  // On a phone an icon leads to the page of the search.
  const field = page.locator('.seek [name="q"]')
  if (!(await field.isVisible())) return
  await field.pressSequentially(words)
  await page.locator('.seek [role="option"]').first().waitFor()
  await page.keyboard.press('ArrowDown')
}

export const screens: readonly Screen[] = [
  { name: 'search', who: 'ben', at: word('feedback', 'Rückmeldung') },
  { name: 'search-empty', ...searched('/search', 'ada') },
  { name: 'search-everywhere', who: 'ben', at: here('/search?q=team') },
  { name: 'search-corrected', who: 'ben', at: word('feedbak', 'Rükmeldung'), then: untilCorrected },
  { name: 'search-narrowed', who: 'ben', at: word('feedback', 'Rückmeldung', '&kind=resource&from=2020-01-01') },
  { name: 'search-nothing', ...searched('/search?q=zeppelin') },
  { name: 'search-people', ...searched('/search?q=leader&kind=person') },
  { name: 'search-typing', ...searched(''), then: typed('fee') },
]
