/** Screens of discussions. */
import { firstIn, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'
import { open, preview, send, sendUnchecked, words } from '#tests/screens/steps.ts'

const thread = firstIn('/discussions')
const newThread = inCommunity('/discussions/new')

export const screens: readonly Screen[] = [
  { name: 'discussions', who: 'ben', at: inCommunity('/discussions') },
  { name: 'discussions-empty', who: 'ada', at: inDraft('/discussions') },
  { name: 'discussions-settings', who: 'ada', at: inCommunity('/discussions/settings') },
  { name: 'discussions-topics', who: 'ada', at: inCommunity('/discussions/topics') },
  { name: 'thread', who: 'ben', at: thread },
  { name: 'thread-new', who: 'ben', at: newThread },
  { name: 'thread-menu', who: 'ada', at: thread, then: open('.post .menu summary') },
  { name: 'thread-following', who: 'ben', at: thread, then: open('.page-title .menu summary') },
  {
    name: 'thread-unfolded',
    who: 'ben',
    at: thread,
    async then(page) {
      await page.locator('.unfold').first().click()
      await page.locator('.fold .post:focus').waitFor()
    },
  },
  { name: 'thread-reacting', who: 'ben', at: thread, then: open('a.react') },
  {
    name: 'thread-replying',
    who: 'ben',
    at: thread,
    async then(page) {
      await page.locator('.reply-to').first().click()
      await page.locator('.reply textarea[name="source"]').fill('Walking helps me too.')
    },
  },
  {
    name: 'composer-preview',
    who: 'ben',
    at: newThread,
    async then(page) {
      await page.getByRole('textbox').first().fill('A card each, and ten minutes of silence')
      await preview(page)
    },
  },
  {
    name: 'made-for-another',
    who: 'ben',
    at: newThread,
    async then(page) {
      await page.locator('main input[name="for"]').evaluate((one) => one.setAttribute('value', 'somebody-else'))
      await page.locator('input[name="title"]').fill('A card each')
      await page.locator('textarea[name="source"]').fill(words)
      await send(page)
      await page.locator('h1', { hasText: 'here now' }).waitFor()
    },
  },
  { name: 'thread-order', who: 'ada', at: firstIn('/discussions', '/order') },
  { name: 'thread-lock', who: 'ada', at: firstIn('/discussions', '/lock') },
  { name: 'thread-merging', who: 'ada', at: firstIn('/discussions', '/merging') },
  { name: 'thread-splitting', who: 'ada', at: firstIn('/discussions', '/splitting') },
  { name: 'thread-moving', who: 'ada', at: firstIn('/discussions', '/moving') },
  { name: 'thread-refused', who: 'ben', at: newThread, then: sendUnchecked },
]
