/**
 * Every screen that pictures are taken of, in every state, is in nobody's way: axe finds nothing on a phone and on a desk,
 * in light and in dark, and nothing is wider than the glass. A short run looks at one screen in four, in one of these ways.
 */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startDemoSite } from '#tests/screens/demo-site.ts'
import { signEverybodyIn } from '#tests/screens/people.ts'
import type { Screen } from '#tests/screens/screen.ts'
import { schemes, screens } from '#tests/screens/screens.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { demoFolder } from '#tests/support/demo-folder.ts'
import { inColours, inTheWay } from '#tests/support/in-browser.ts'
import { allOrOneIn } from '#tests/support/long-run.ts'

/** Each screen is looked at in all four in a long run, else in one of them. */
const ways = [360, 1280].flatMap((width) => schemes.map((scheme) => ({ width, scheme })))
const [site, browser] = await Promise.all([startDemoSite('en', await demoFolder()), openBrowser()])
after(() => site.stop())
const people = await signEverybodyIn(browser, site, 'en')

const looked = allOrOneIn(4, screens, 0)

for (const who of new Set(looked.map((one) => one.who))) {
  test(`what ${who} sees`, async (t) => {
    const window = await people.window(who, { reducedMotion: 'reduce' })
    t.after(() => window.close())
    const page = await window.newPage()
    for (const screen of looked.filter((one) => one.who === who)) {
      await t.test(screen.name, async () => {
        await openScreen(page, screen)
        const found: string[] = []
        for (const { width, scheme } of allOrOneIn(ways.length, ways, looked.indexOf(screen)))
          found.push(...(await lookAt(page, width, scheme)))
        assert.deepEqual(found, [])
      })
    }
  })
}

async function openScreen(page: Page, screen: Screen): Promise<void> {
  const answer = await page.goto(await screen.at(people.guide))
  await screen.then?.(page)
  // Where no script may run, axe would wait for ever: frames go, and a mail is put into a page, which brings the landmarks.
  if (answer?.headers()['content-security-policy']?.includes('sandbox')) {
    const mail = await answer.text()
    await page.goto('about:blank')
    await page.setContent(mail)
    await page.evaluate(`(() => {
      const main = document.createElement('main')
      main.append(...document.body.childNodes)
      document.body.append(main)
    })()`)
  }
  await page.evaluate(`for (const one of document.querySelectorAll('iframe')) one.remove()`)
}

async function lookAt(page: Page, width: number, colorScheme: (typeof schemes)[number]): Promise<string[]> {
  await page.setViewportSize({ width, height: 740 })
  await inColours(page, colorScheme)
  const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number
  const says = [...(wide > width ? [`wider than the glass: ${wide}`] : []), ...(await inTheWay(page))]
  return says.map((one) => `${width} ${colorScheme}: ${one}`)
}
