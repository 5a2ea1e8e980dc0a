/** A Ping in a real browser: bars that move for everybody, one click from the mail, an answer that survives a lost connection. */
import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { shortId } from '#server/platform/ids.ts'
import type { CastName } from '#tests/support/cast.ts'
import { inBrowser, isSound, isSoundDayAndNight } from '#tests/support/in-browser.ts'
import { allOrOneIn } from '#tests/support/long-run.ts'
import { addMembers, ballotOf, draftOne, type MadePing, sendOne, vote, voteAs, votesIn } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const open = await inBrowser(site)
const { cast } = site
const ben = cast.people.ben.id
let ping: MadePing
let links: string[]

beforeEach(async () => {
  await site.platform.database.writePool.query('delete from ping')
  await site.platform.database.writePool.query("delete from person where email like 'm%-%@example.org'")
  ping = await sendOne(site)
  await voteAs(site, await addMembers(site, 6), ping, 0)
  ;({ links } = await ballotOf(site, ben, ping))
})

/** Somebody's page, once the live connection stands. */
async function openLive(who: CastName, path: string): Promise<Page> {
  const page = await open(who, path)
  await page.locator('html[data-stream="on"]').waitFor({ state: 'attached' })
  return page
}

const card = (one: MadePing) => `#ping-${shortId(one.id)}`
const answer = (page: Page, i: number) => page.locator(`${card(ping)} button.face-of`).nth(i)
/** How far down the heading stands, in pixels. */
const headAt = (page: Page) => page.evaluate("document.querySelector('h1').getBoundingClientRect().top")
describe('on the site', () => {
  test('an answer is given in place, its bars appear, the focus stays, and everybody’s bars move', async () => {
    const ada = await openLive('ada', ping.address)
    const bens = await openLive('ben', `/c/${cast.community.slug}`)
    assert.equal(
      await bens
        .locator(`${card(ping)} .share`)
        .first()
        .innerText(),
      '',
    )
    await answer(bens, 1).focus()
    await bens.keyboard.press('Enter')
    await bens.locator(`${card(ping)} footer`, { hasText: '7 of 10 answered' }).waitFor()
    assert.equal(await answer(bens, 1).getAttribute('aria-pressed'), 'true')
    assert.equal(await bens.evaluate('document.activeElement?.value'), ping.options[1])
    assert.equal(new URL(bens.url()).pathname, `/c/${cast.community.slug}`)
    await ada.locator(`${card(ping)} footer`, { hasText: '7 of 10 answered' }).waitFor()
    await vote(site, 'cleo', ping, 2)
    await bens.locator(`${card(ping)} footer`, { hasText: '8 of 10 answered' }).waitFor()
    assert.equal(await answer(bens, 1).getAttribute('aria-pressed'), 'true', 'a push leaves what is mine')
  })

  test('a moved end is said on open pages at once, in each reader’s zone', async () => {
    await site.platform.database.writePool.query("update person set time_zone = 'Asia/Tokyo' where id = $1", [ben])
    const [adas, bens] = [await openLive('ada', ping.address), await openLive('ben', ping.address)]
    const until = (page: Page) => page.locator('.ping-until').innerText()
    const before = [await until(adas), await until(bens)]
    assert.match(before[0] ?? '', /Open until .*(WET|GMT)/)
    assert.match(before[1] ?? '', /Open until .*GMT\+9/)
    await site.as('ada').send(`${ping.address}/extension`, { why: 'More time', hours: '24' })
    for (const [i, page] of [adas, bens].entries()) {
      await page.locator('.when', { hasText: '3 days' }).waitFor()
      // A push has no zone; the browser puts times in each reader's own.
      const zone = before[i]?.split(' ').at(-1) ?? ''
      await page.locator('.ping-until', { hasText: zone }).waitFor()
      const after = await until(page)
      assert.notEqual(after, before[i])
      assert.equal(after.split(' ').at(-1), zone, 'the same zone')
    }
    await site.platform.database.writePool.query("update person set time_zone = 'Europe/Lisbon' where id = $1", [ben])
  })

  test('as it closes, an open page shows the result and takes no answer any more', async () => {
    const page = await openLive('ben', ping.address)
    await site.as('ada').send(`${ping.address}/closing`, { why: 'Done' })
    await page.locator(`${card(ping)} .when .over`).waitFor()
    assert.match(await page.locator(`${card(ping)} footer`).innerText(), /6 of 10 answered/)
    assert.equal(
      await page.evaluate(`getComputedStyle(document.querySelector('${card(ping)} button.face-of')).pointerEvents`),
      'none',
    )
  })

  test('works without script', async () => {
    const page = await open('ben', ping.address, { javaScriptEnabled: false })
    await answer(page, 2).click()
    assert.match(await page.locator(`${card(ping)} .bar.mine`).innerText(), /There is never a good moment/)
    const ada = await open('ada', `/c/${cast.community.slug}/pings/new`, { javaScriptEnabled: false })
    await ada.fill('[name="question"]', 'Without script?')
    for (const [i, text] of ['One', 'Two', 'Three', 'Four', 'Five'].entries()) {
      await ada.locator('[name="options"]').nth(i).fill(text)
    }
    await ada.click('button:text("See the mail")')
    await ada.click('text=/^Send; it waits on the site/')
    assert.match(await ada.locator('.ping').innerText(), /Without script\?[\s\S]*Five/)
  })

  test('a form that came back keeps what was typed, and the focus is on the first field that needs another look', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open('ada', `/c/${cast.community.slug}/pings/new`, { javaScriptEnabled })
      await page.fill('[name="question"]', 'Which one?')
      for (const i of [0, 1]) await page.locator('[name="options"]').nth(i).fill('The same')
      await page.check('[name="hours"][value="until"]')
      await page.fill('[name="closesAt"]', '2020-01-01T10:00')
      await page.click('button:text("See the mail")')
      await page.locator('.problems li').nth(1).waitFor()
      assert.equal(await page.locator('.field.bad').count(), 2)
      await page.locator('[name="options"]:focus').waitFor()
      assert.match((await page.locator(':focus').getAttribute('id')) ?? '', /options\.2$/)
      assert.deepEqual(
        [await page.inputValue('[name="question"]'), await page.inputValue('[name="closesAt"]')],
        ['Which one?', '2020-01-01T10:00'],
      )
    }
  })

  test('what is pressed in the preview of the mail does nothing, and the mail stays in sight', async () => {
    const draft = await draftOne(site)
    const page = await open('ada', draft.address)
    const mail = page.frameLocator('iframe')
    await mail.getByText('There is never a good moment').click()
    await page.waitForTimeout(300)
    assert.ok(await mail.getByText('There is never a good moment').isVisible())
    assert.equal(new URL(page.url()).pathname, draft.address)
    assert.equal(page.context().pages().length, 1)
  })

  test('axe finds nothing, by day and by night, on a phone', async () => {
    const draft = await draftOne(site)
    await vote(site, 'ben', ping, 0)
    const root = `/c/${cast.community.slug}/pings`
    const views = [
      ['ben', ping.address],
      ['ben', root],
      ['ada', ping.address],
      ['ada', `${root}/new`],
      ['ada', draft.address],
      ['ada', '/voices'],
    ] as const
    for (const [who, path] of allOrOneIn(3, views, 1)) {
      const page = await open(who, path, { reducedMotion: 'reduce', viewport: { width: 320, height: 700 } })
      // The mail's frame runs no script, so axe would wait in it for ever; its title is checked by name.
      if (path === draft.address) {
        assert.equal(await page.locator('iframe').getAttribute('title'), 'The mail as it will look')
        await page.evaluate("document.querySelector('iframe').remove()")
      }
      await isSoundDayAndNight(page)
      await page.context().close()
    }
  })
})

describe('from the mail', () => {
  test('a link shows the question, casts nothing by itself, and its button leads to a page without the token', async () => {
    const page = await open(null, links[1] as string, { viewport: { width: 320, height: 700 } })
    await isSound(page)
    const head = await headAt(page)
    assert.equal((await votesIn(site, ping)).size, 6)
    await page.click('button')
    await page.waitForURL('**/b/done')
    assert.match(
      await page.locator('main').innerText(),
      /You answered I’m afraid of the reaction · undo[\s\S]*7 of 10 answered/,
    )
    await isSound(page)
    assert.equal(await headAt(page), head, 'the question stays where it was')
    await page.click('text=undo')
    await page.locator('text=Undone. What was sent from here is not counted.').waitFor()
    assert.equal(await headAt(page), head)
    assert.equal((await votesIn(site, ping)).size, 6)
  })

  test('in the person’s own browser one click is enough, and going back or reloading sends nothing again', async () => {
    const page = await open('ben', links[1] as string, {})
    await page.waitForURL('**/b/done')
    assert.equal((await votesIn(site, ping)).get(ben), 1)
    await page.click('text=undo')
    await page.locator('text=Undone. What was sent from here is not counted.').waitFor()
    await page.goto(links[1] as string)
    await page.waitForURL('**/b/done')
    await vote(site, 'ben', ping, 0)
    const reloaded = await page.context().newPage()
    await reloaded.route('**/b/*/*', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await reloaded.goto(links[1] as string)
    await reloaded.locator('#says', { hasText: 'Not sent yet' }).waitFor()
    await reloaded.unroute('**/b/*/*')
    await reloaded.reload()
    await reloaded.waitForTimeout(600)
    assert.equal((await votesIn(site, ping)).get(ben), 0)
  })

  test('an answer that could not be sent is kept, says so, and is sent when the connection is back', async () => {
    const page = await open(null, links[2] as string)
    await page.context().setOffline(true)
    await page.click('button')
    await page.locator('#says', { hasText: 'Your answer is kept here' }).waitFor()
    assert.equal((await votesIn(site, ping)).has(ben), false)
    await page.context().setOffline(false)
    await page.waitForURL('**/b/done')
    assert.equal((await votesIn(site, ping)).get(ben), 2)
  })

  test('works without script', async () => {
    const page = await open(null, links[0] as string, { javaScriptEnabled: false })
    await page.click('text=There is never a good moment')
    await page.click('button')
    assert.match(await page.locator('main').innerText(), /You answered There is never a good moment/)
  })

  test('nothing is fetched after the page', async () => {
    const page = await open(null, 'about:blank')
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    await page.goto(links[0] as string)
    await page.waitForTimeout(500)
    assert.deepEqual(
      asked.filter((url) => !url.startsWith('data:')),
      [page.url()],
    )
  })
})
