/**
 * What a screen is like once somebody has done something there: a menu open, a form refused, a preview, an answer given.
 * Each comes from a screen by what its reader does next; nothing here is the address of a page alone.
 */
import type { Page } from 'playwright-core'
import { firstOf, inCommunity, page as pageLink, type Screen, thread } from '#tests/screens/screens.ts'

export interface State extends Screen {
  /** What its reader does there. */
  readonly then: (page: Page) => Promise<unknown>
}

/** Opens the first of these. */
const open = (summary: string) => (page: Page) => page.locator(summary).first().click()
/** Sends a form as it is, past the browser's own checks: the server is to say what is wrong. */
const sendUnchecked = (form: string) => async (page: Page) => {
  await page.locator(form).evaluate((one) => one.setAttribute('novalidate', ''))
  // A draft of an earlier state may stand there.
  for (const field of await page.locator(`${form} :is(input[type="text"], textarea):visible`).all())
    await field.fill('')
  await page.locator(`${form} button.primary`).click()
  await page.locator('[aria-invalid="true"], .problems').first().waitFor()
}

const words = 'What we **tried** on Monday:\n\n- one card each\n- ten minutes of silence\n\n> Say it again, slower.'

export const states: readonly State[] = [
  { name: 'site-menu', who: 'ben', at: () => '/', then: open('.site-head .menu.me summary') },
  { name: 'thread-menu', who: 'ada', at: firstOf('/discussions', thread), then: open('.post .menu summary') },
  {
    name: 'thread-following',
    who: 'ben',
    at: firstOf('/discussions', thread),
    then: open('.page-title .menu summary'),
  },
  {
    name: 'thread-unfolded',
    who: 'ben',
    at: firstOf('/discussions', thread),
    then: async (page) => {
      await page.locator('.unfold').first().click()
      await page.locator('.fold .post:focus').waitFor()
    },
  },
  { name: 'thread-reacting', who: 'ben', at: firstOf('/discussions', thread), then: open('a.react') },
  {
    name: 'thread-replying',
    who: 'ben',
    at: firstOf('/discussions', thread),
    then: async (page) => {
      await page.locator('.reply-to').first().click()
      await page.locator('.reply textarea[name="source"]').fill('Walking helps me too.')
    },
  },
  {
    name: 'composer-preview',
    who: 'ben',
    at: inCommunity('/discussions/new'),
    then: async (page) => {
      await page.getByRole('textbox').first().fill('A card each, and ten minutes of silence')
      await page.locator('.composer textarea[name="source"]').fill(words)
      await page.locator('.composer .looks').click()
      await page.locator('.preview blockquote').waitFor()
    },
  },
  {
    name: 'article-beside',
    who: 'ada',
    at: inCommunity('/toolkit/new?way=text'),
    then: async (page) => {
      await page.locator('input[name="title"]').fill('A walk instead of a meeting')
      await page.locator('.composer.article textarea[name="source"]').fill(words)
      await page.locator('.composer.article .looks').click()
      await page.locator('.preview blockquote').waitFor()
    },
  },
  {
    name: 'charter-saved-meanwhile',
    who: 'ada',
    at: inCommunity('/charter/edit'),
    then: async (page) => {
      // As it is where somebody else has saved since.
      await page.locator('textarea[name="domain"]').fill('Leading a team in its first year.')
      const version = page.locator('main input[name="version"]')
      const made = (await version.inputValue()).replace(/domain:.{8}/, 'domain:00000000')
      await version.evaluate((one, value) => one.setAttribute('value', value), made)
      await page.locator('main form button.primary').click()
      await page.locator('.meanwhile').waitFor()
    },
  },
  {
    name: 'page-saved-meanwhile',
    who: 'ada',
    at: async (guide) => `${await firstOf('/pages', pageLink)(guide)}/edit`,
    then: async (page) => {
      await page
        .locator('textarea[name="source"]')
        .fill('## Step by step\n\n1. Listen.\n2. Ask what gets in their way.')
      const version = page.locator('main input[name="version"]')
      const made = (await version.inputValue()).replace(/source:.{8}/, 'source:00000000')
      await version.evaluate((one, value) => one.setAttribute('value', value), made)
      await page.locator('main form button.primary').click()
      await page.locator('.meanwhile').waitFor()
    },
  },
  {
    name: 'made-for-another',
    who: 'ben',
    at: inCommunity('/discussions/new'),
    then: async (page) => {
      await page.locator('main input[name="for"]').evaluate((one) => one.setAttribute('value', 'somebody-else'))
      await page.locator('input[name="title"]').fill('A card each')
      await page.locator('textarea[name="source"]').fill(words)
      await page.locator('main form button.primary').click()
      await page.locator('h1', { hasText: 'here now' }).waitFor()
    },
  },
  { name: 'thread-refused', who: 'ben', at: inCommunity('/discussions/new'), then: sendUnchecked('main form') },
  { name: 'ping-refused', who: 'ada', at: inCommunity('/pings/new'), then: sendUnchecked('main form') },
  { name: 'resource-refused', who: 'ada', at: inCommunity('/toolkit/new'), then: sendUnchecked('main form') },
  {
    name: 'ping-mail',
    who: 'ada',
    at: inCommunity('/pings/new'),
    then: async (page) => {
      const fields = page.locator('main form :is(input[type="text"], input:not([type]), textarea)')
      for (const [n, text] of ['What would you keep?', 'The card', 'The silence'].entries()) {
        await fields.nth(n).fill(text)
      }
      await page.locator('main form button.primary').click()
      await page.locator('.letter iframe').waitFor()
    },
  },
  {
    name: 'members-found',
    who: 'ada',
    at: inCommunity('/members/add'),
    then: async (page) => {
      await page.locator('main textarea').fill('Nina Holm <nina@example.org>, ben@example.org\nnobody at all')
      await page.locator('main form button.primary').click()
      await page.waitForLoadState()
    },
  },
  { name: 'ping-tools', who: 'ada', at: ({ pingWith }) => pingWith('few'), then: open('.ping-tools summary') },
  {
    name: 'ballot-done',
    who: 'visitor',
    at: ({ ballot }) => ballot(),
    then: async (page) => {
      await page.locator('form button').first().click()
      await page.waitForURL(/\/b\/done/)
    },
  },
  {
    name: 'sign-in-code',
    who: 'visitor',
    at: () => '/sign-in',
    then: async (page) => {
      await page.getByRole('textbox').first().fill('nobody@example.org')
      await page.locator('main form button').first().click()
      await page.waitForURL(/\/sign-in\/code/)
    },
  },
]
