/** The screens of search. */
import type { Page } from 'playwright-core'
import { here, inCommunity, type Screen } from '#tests/screens/screen.ts'

const searched = (path: string, who: Screen['who'] = 'ben') => ({ who, at: inCommunity(path) })

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
  { name: 'search', ...searched('/search?q=feedback') },
  { name: 'search-empty', ...searched('/search', 'ada') },
  { name: 'search-everywhere', who: 'ben', at: here('/search?q=team') },
  { name: 'search-corrected', ...searched('/search?q=feedbak') },
  { name: 'search-narrowed', ...searched('/search?q=feedback&kind=thread&from=2020-01-01') },
  { name: 'search-nothing', ...searched('/search?q=zeppelin') },
  { name: 'search-people', ...searched('/search?q=leader&kind=person') },
  { name: 'search-typing', ...searched(''), then: typed('fee') },
]
