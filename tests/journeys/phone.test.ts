/**
 * Each screen on a phone: nothing wider than the glass, no field too narrow to type in, in light and dark, in English, German
 * and a wordier language; and the whole way to a vote by keyboard alone. Whether anything is in anybody's way (axe) is asked
 * here of some; every-screen.test.ts asks it of all.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '#tests/support/browser.ts'
import { startDemo } from '#tests/support/demo-folder.ts'
import { inTheWay } from '#tests/support/in-browser.ts'
import { allOrOneIn } from '#tests/support/long-run.ts'
import { waitFor } from '#tests/support/wait-for.ts'
import { isLive, leave, openAsCast, openAsVisitor, openLike } from '#tests/support/windows.ts'

const [server] = await Promise.all([startDemo(), openBrowser()])
const root = '/c/first-line-leaders'

/** Screens everybody in the community has; those of a thing are found through its list. */
const everybodys = ['/', root, `${root}/charter`, `${root}/toolkit`, `${root}/pings`, `${root}/discussions`]
  .concat([`${root}/discussions/new`, `${root}/members`, '/inbox', '/inbox/settings', '/account'])
  .concat(['/voices', '/no/such/address'])
const leaders = [
  'toolkit/new',
  'toolkit/new?way=file',
  'toolkit/new?way=text',
  'toolkit/topics',
  'toolkit/featured',
  'toolkit/import',
]
  .concat([
    'pings/new',
    'members/add',
    'members/add?people=Nia+Holm+nia@example.net',
    'settings',
    'settings/people',
    'settings/page',
    'charter/edit',
  ])
  .map((path) => `${root}/${path}`)
  .concat(['/c/new', '/c/case-clinic', '/outbox', '/demo/own-site'])
const visitors = ['/sign-in', '/sign-in/code', '/b/done', '/b/forged/link']

const missing = ['/no/such/address', '/b/forged/link']

interface Finding {
  readonly path: string
  readonly says: string
}

async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path)
  assert.equal(answer?.status(), missing.includes(path) ? 404 : 200, path)
}

/** What is wider than the window, or nothing. */
function tooWide(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return ''
    const out = [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().right > innerWidth + 1)
    return document.documentElement.scrollWidth + ' ' + (out ? out.outerHTML.slice(0, 160) : '')
  })()`)
}

/** A field for words that shows hardly one of them, or nothing. */
function tooNarrow(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const all = [...document.querySelectorAll('main :is(textarea, input:is([type="text"], [type="email"], [type="url"], [type="search"]))')]
    const out = all.find((one) => one.checkVisibility() && one.offsetWidth > 1 && one.offsetWidth < 120)
    return out ? out.offsetWidth + ' ' + out.outerHTML.slice(0, 160) : ''
  })()`)
}

/** Makes every text on the page half as long again, as a wordier language would. */
async function lengthen(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts = []
    while (walk.nextNode()) if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest('script, style, svg')) texts.push(walk.currentNode)
    for (const text of texts) text.data += ' ' + text.data.slice(0, Math.ceil(text.data.length / 2)).trim()
  })()`)
}

/** What its widths say of the screen that is open. */
async function isItFit(page: Page, path: string, widths: readonly number[]): Promise<Finding[]> {
  const found: Finding[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 720 })
    const wide = await tooWide(page)
    if (wide) found.push({ path, says: `wider than ${width} px: ${wide}` })
    const narrow = await tooNarrow(page)
    if (narrow) found.push({ path, says: `a field of ${narrow}` })
  }
  return found
}

/** The same, and what axe says of it. */
async function measure(page: Page, path: string, widths: readonly number[]): Promise<Finding[]> {
  const found = await isItFit(page, path, widths)
  // In a frame where no script runs, axe would wait for ever.
  await page.evaluate(`for (const one of document.querySelectorAll('iframe')) one.remove()`)
  return [...found, ...(await inTheWay(page)).map((says) => ({ path, says }))]
}

async function lookAtAll(page: Page, paths: readonly string[], widths: readonly number[]): Promise<void> {
  const found: Finding[] = []
  for (const path of paths) {
    await open(page, path)
    found.push(...(await measure(page, path, widths)))
  }
  assert.deepEqual(found, [])
}

/** How the address of a thing ends. */
const endsInId = /[/-]([\w-]{22}|[0-9a-f-]{36})$/

/** The first thing of each list, by its address. */
async function things(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const [list, link] of [
    [`${root}/toolkit?kind=video`, '/toolkit/'],
    [`${root}/toolkit?kind=document`, '/toolkit/'],
    [`${root}/toolkit?kind=article`, '/toolkit/'],
    [`${root}/pings`, '/pings/'],
    [`${root}/discussions`, '/discussions/'],
    [`${root}/members`, '/people/'],
  ] as const) {
    await page.goto(list)
    const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
    const thing = links.map((one) => one.replace(/[?#].*/, '')).find((one) => one.includes(link) && endsInId.test(one))
    found.push(thing ?? assert.fail(`${list} leads to no ${link}`))
  }
  return found
}

/** The same browser from here on in another language, as its footer offers. */
async function speak(page: Page, locale: string): Promise<void> {
  await page.goto('/inbox/settings')
  await page.locator(`.site-foot button[value="${locale}"]`).click()
  await page.locator(`html[lang="${locale}"]`).waitFor({ state: 'attached' })
}

const phone = { viewport: { width: 360, height: 720 }, isMobile: false, hasTouch: true } as const
const widths = [360, 320]

test('every screen on a phone', async (t) => {
  const ada = await openAsCast(server, 'Ada Lindqvist', phone)
  const ben = await openAsCast(server, 'Ben Reyes', phone)
  const ways = await things(ada)
  const asLeader = [...everybodys, ...leaders, ...ways]

  await t.test('the leader, light, also in a wordier language', async () => {
    const found: Finding[] = []
    for (const path of allOrOneIn(2, asLeader, 0)) {
      await open(ada, path)
      found.push(...(await isItFit(ada, path, widths)))
      await lengthen(ada)
      const wide = await tooWide(ada)
      if (wide) found.push({ path, says: `in a wordier language: ${wide}` })
    }
    assert.deepEqual(found, [])
  })
  await t.test('a member, dark', async () => {
    const dark = await openLike(ben, { ...phone, colorScheme: 'dark' })
    await lookAtAll(dark, allOrOneIn(6, [...everybodys, ...ways], 0), widths)
    await leave(dark)
  })
  await t.test('a visitor', async () => {
    const visitor = await openAsVisitor(server, phone)
    await lookAtAll(visitor, visitors, widths)
    await leave(visitor)
  })
  await t.test('the leader, dark, in German', async () => {
    await speak(ada, 'de')
    const dark = await openLike(ada, { ...phone, colorScheme: 'dark' })
    await lookAtAll(dark, allOrOneIn(6, asLeader, 1), widths)
    await leave(dark)
  })
})

test('the checks of these tests find mistakes that are put in', async () => {
  const page = await openAsVisitor(server, phone)
  await page.goto('/sign-in')
  await page.evaluate(
    `document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/x"><p class="broad">Broad</p>')`,
  )
  await page.evaluate(`document.querySelector('.broad').style.width = '500px'`)
  const says = (await measure(page, '/sign-in', [320])).map((one) => one.says).join()
  assert.match(says, /wider than 320 px/)
  assert.match(says, /image-alt/)
})

test('by keyboard alone', async (t) => {
  const page = await openAsCast(server, 'Dov')
  const focused = () =>
    page.evaluate(`document.activeElement.textContent.trim().replace(/\\s+/g, ' ')`) as Promise<string>

  await t.test('the first key leads past the header', async () => {
    await page.goto(root)
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'Skip to content')
    const outline = (await page.evaluate(`(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement)
      const { top } = document.activeElement.getBoundingClientRect()
      return { drawn: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none', top }
    })()`)) as { drawn: boolean; top: number }
    assert.ok(outline.drawn && outline.top >= 0, 'it is seen, and that it has the focus')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#main$/)
    await waitFor(async () => (await page.locator('main:focus').count()) === 1, 'main has the focus')
  })

  await t.test('a menu opens, and Escape closes it and gives the focus back', async () => {
    const menu = page.locator('.site-head details.me, .site-head .menu.me').first()
    await menu.locator('summary').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: /Your profile/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /Your profile/ }).waitFor({ state: 'hidden' })
    assert.match(await focused(), /You, Dov/)
  })

  await t.test('an answer is chosen and changed, and the focus stays with it', async () => {
    await page.goto(root)
    await isLive(page)
    const answers = page.locator('.ping').first().getByRole('button')
    for (const n of [0, 1]) {
      await answers.nth(n).focus()
      await page.keyboard.press(n === 0 ? 'Enter' : 'Space')
      await waitFor(async () => (await answers.nth(n).getAttribute('aria-pressed')) === 'true', 'it is marked')
      await page.getByText('you can change yours until it closes').first().waitFor()
      assert.ok(await answers.nth(n).evaluate((one) => one.matches(':focus')), 'the focus stays')
    }
  })
})
