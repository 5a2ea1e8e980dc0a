/** Screens of signing in and of people. */
import { firstOf, here, type Screen } from '#tests/screens/screen.ts'

export const screens: readonly Screen[] = [
  { name: 'sign-in', who: 'visitor', at: here('/sign-in') },
  { name: 'person', who: 'ben', at: firstOf('/members', /^\/people\/[\w-]+$/) },
  { name: 'account', who: 'ben', at: here('/account') },
  { name: 'account-blocked', who: 'ben', at: here('/account/blocked') },
  {
    name: 'person-blocking',
    who: 'ben',
    at: async (guide) => `${await firstOf('/members', /^\/people\/[\w-]+$/)(guide)}/blocking`,
  },
  { name: 'account-erasure', who: 'ben', at: here('/account/erasure') },
  {
    name: 'sign-in-code',
    who: 'visitor',
    at: here('/sign-in'),
    async then(page) {
      await page.getByRole('textbox').first().fill('nobody@example.org')
      await page.locator('main form button').first().click()
      await page.waitForURL(/\/sign-in\/code/)
    },
  },
]
