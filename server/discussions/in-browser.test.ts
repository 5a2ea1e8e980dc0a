/** A discussion in a real browser: what others say arrives, what one types stays, and all of it works without script. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { shortId } from '#server/platform/ids.ts'
import type { CastName } from '#tests/support/cast.ts'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { allOrOneIn } from '#tests/support/long-run.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const open = await inBrowser(site)
const root = `/c/${site.cast.community.slug}/discussions`
const ben = site.as('ben')
const cleo = site.as('cleo')

/** With script, once the live connection stands. */
async function openAs(who: CastName, path: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const page = await open(who, path, options)
  if (options.javaScriptEnabled !== false) await page.locator('html[data-stream="on"]').waitFor({ state: 'attached' })
  return page
}

async function begin(): Promise<{ address: string; post: string; reply: string }> {
  const { address } = (await ben.send(root, { kind: 'question', title: 'In a browser', source: 'It begins.' })).json
  const post = (await ben.send(`${address}/posts`, { source: 'First post' })).json.id
  const reply = (await cleo.send(`${address}/posts/${post}/replies`, { source: 'First reply' })).json.id
  return { address, post, reply }
}

const at = (id: string) => `#post-${shortId(id)}`

test('what others say arrives; what one is typing stays', async () => {
  const { address, post, reply } = await begin()
  const dov = await openAs('dov', address)
  await dov.click(`${at(post)} > .post-acts .reply-to`)
  const typing = dov.locator(`${at(post)} > .post-acts textarea[name="source"]`)
  await typing.waitFor()
  await dov.locator('turbo-frame textarea:focus').waitFor()
  await typing.fill('Half a thou')
  await dov.locator('#compose textarea').fill('And another')
  const newer = (await cleo.send(`${address}/posts`, { source: 'Out of the blue' })).json.id
  await ben.send(`${address}/posts/${post}`, { source: 'First post, *edited*' })
  await cleo.send(`${address}/posts/${post}/reactions/agree`)
  await ben.send(`${address}/posts/${reply}/replies`, { source: 'Deeper' })
  await dov.locator(at(newer)).waitFor()
  await dov.locator(`${at(post)} em`, { hasText: 'edited' }).waitFor()
  await dov.locator(`${at(post)} > .post-acts .reaction`, { hasText: 'I agree 1' }).waitFor()
  await dov.locator(`${at(post)} .answers`, { hasText: 'First reply' }).waitFor()
  assert.equal(await typing.inputValue(), 'Half a thou')
  assert.equal(await dov.locator('#compose textarea').inputValue(), 'And another')
  await dov.locator('h2', { hasText: '4 replies' }).waitFor()
  await ben.send(`${address}/posts/${post}/removal`)
  await dov.locator(`${at(post)} > .post-said .removed`).waitFor()
  await cleo.send(`${address}/posts/${newer}/removal`)
  await dov.locator(at(newer)).waitFor({ state: 'detached' })
  await ben.send(`${address}/posts/${post}/return`)
  await cleo.send(`${address}/posts/${newer}/return`)
  await dov.locator(at(newer)).waitFor()
  const fresh = await openAs('dov', address)
  const words = (page: Page) =>
    page.evaluate(`(() => {
      const list = document.querySelector('ol.posts[data-live]').cloneNode(true)
      for (const own of list.querySelectorAll('turbo-frame, .new-word, time')) own.remove()
      return list.textContent.replace(/\\s+/g, ' ').trim()
    })()`)
  assert.equal(await words(dov), await words(fresh), 'the page that was open says what a fresh one says')
})

test('a reaction is given without leaving the page, and is seen by the others', async () => {
  const { address, post } = await begin()
  const dov = await openAs('dov', address)
  const watching = await openAs('cleo', address)
  const acts = `${at(post)} > .post-acts`
  await dov.click(`${acts} .react`)
  await dov.click(`${acts} .choice .reaction:has-text("I tried this")`)
  const given = dov.locator(`${acts} .reactions > .reaction[aria-pressed="true"]`, { hasText: 'I tried this 1' })
  await given.waitFor()
  await watching
    .locator(`${acts} .reactions > .reaction[aria-pressed="false"]`, { hasText: 'I tried this 1' })
    .waitFor()
  await cleo.send(`${address}/posts/${post}/reactions/tried`)
  await dov.locator(`${acts} .reaction[aria-pressed="true"]`, { hasText: 'I tried this 2' }).waitFor()
  const taken = dov.waitForResponse((answer) => answer.url().endsWith('/reactions/tried'))
  await dov.locator(`${acts} .reactions > .reaction`, { hasText: 'I tried this' }).click()
  await dov.locator(`${acts} .reaction[aria-pressed="false"]`, { hasText: 'I tried this 1' }).waitFor()
  assert.equal((await taken).status(), 200)
  await dov.reload()
  await dov.locator(`${acts} .reaction[aria-pressed="false"]`, { hasText: 'I tried this 1' }).waitFor()
})

test('each reader sees the buttons of what they may do', async () => {
  const { address, post } = await begin()
  const seen = async (who: CastName) => {
    const page = await openAs(who, address)
    await page.click(`${at(post)} > .post-said .menu > summary`)
    const acts = page.locator(`${at(post)} :is(.post-said .menu .item, .post-acts .mark-answer):visible`)
    return (await acts.allInnerTexts()).map((words) => words.trim())
  }
  const mark = 'Mark as the answer'
  assert.deepEqual((await seen('ben')).slice(0, 4), ['Link to this post', 'Edit', 'Remove', mark])
  assert.deepEqual(await seen('dov'), ['Link to this post', 'Block Ben Reyes', 'Report'])
  const moderates = await seen('ada')
  for (const one of ['Link to this post', 'Hide', 'Remove', 'Report', mark]) assert.ok(moderates.includes(one), one)
  const later = await openAs('dov', address)
  const own = (await site.as('dov').send(`${address}/posts`, { source: 'Mine, from my phone' })).json.id
  await later.locator(at(own)).waitFor()
  await later.click(`${at(own)} .menu > summary`)
  assert.ok(await later.locator(`${at(own)} .menu .item`, { hasText: 'Edit' }).isVisible(), 'also on what arrived')
})

test('a reply is written in place, previewed, and sent', async () => {
  const { address, reply } = await begin()
  const dov = await openAs('dov', address)
  await dov.click(`${at(reply)} .reply-to`)
  await dov.fill(`${at(reply)} textarea`, 'With **weight**')
  await dov.click(`${at(reply)} .looks`)
  await dov.locator(`${at(reply)} .preview strong`, { hasText: 'weight' }).waitFor()
  await dov.click(`${at(reply)} form button.primary`)
  // The post below which one writes says it too, in its preview, as long as that is open.
  const said = dov.locator('.replies .post', { has: dov.locator('.post-said', { hasText: 'With weight' }) })
  await said.waitFor()
  assert.match((await said.locator('.answers').textContent()) ?? '', /Cleo Marsh\s+First reply/)
  await dov.click(`${at(reply)} .reply-to`)
  await dov.locator(`${at(reply)} textarea[name="source"]`).waitFor()
  await dov.click(`${at(reply)} .acts a`)
  await dov.locator(`${at(reply)} .reply-to`).waitFor()
})

test('a fold opens in place and takes the focus; what arrives is counted and placed', async () => {
  const { address, post, reply } = await begin()
  for (let i = 2; i <= 5; i++) await cleo.send(`${address}/posts/${post}/replies`, { source: `Reply ${i}` })
  await site.as('dov').send(`${address}/posts/${reply}/reactions/agree`)
  const dov = await openAs('dov', address)
  const fold = dov.locator('.fold a')
  assert.equal(await fold.innerText(), 'View all 5 replies')
  await ben.send(`${address}/posts/${post}/replies`, { source: 'Reply 6' })
  await dov.locator('.fold a', { hasText: 'View all 6 replies' }).waitFor()
  await fold.press('Enter')
  await dov.locator(`${at(reply)}:focus`).waitFor()
  assert.equal(await dov.locator('.replies .post').count(), 6)
  await ben.send(`${address}/posts/${reply}/replies`, { source: 'Quoting the first' })
  const last = dov.locator('.replies > .post').last()
  await last.locator('.answers', { hasText: 'First reply' }).waitFor()
  // The reader's own reaction in the fold is still theirs after a push.
  await dov.locator(`${at(reply)} .reaction[aria-pressed="true"]`).waitFor()
  await last.locator('.answers a').click()
  assert.equal(new URL(dov.url()).hash, at(reply))
  assert.equal(await dov.locator('.replies .post').count(), 7, 'the page stayed')
  await cleo.send(`${address}/posts/${reply}`, { source: 'First reply, *edited*' })
  await dov.locator(`${at(reply)} em`).waitFor()
})

test('a new post is scrolled into view and has the focus', async () => {
  const { address } = await begin()
  for (let i = 0; i < 12; i++) await ben.send(`${address}/posts`, { source: `Some words to scroll past, ${i}` })
  const dov = await openAs('dov', address)
  await dov.fill('#compose textarea', 'My own words')
  await dov.locator('#compose markdown-composer:defined').waitFor()
  await dov.press('#compose textarea', 'Control+Enter')
  const mine = dov.locator('.post', { hasText: 'My own words' })
  await dov.locator('.post.sought:focus', { hasText: 'My own words' }).waitFor()
  assert.ok(((await mine.boundingBox())?.y ?? 9999) < 600)
  assert.equal(await dov.inputValue('#compose textarea'), '')
  await dov.goBack()
  await dov.goForward()
  await mine.waitFor()
  assert.equal(await dov.inputValue('#compose textarea'), '')
})

test('a draft waits, is not lost with the connection, and is nobody else’s', async () => {
  const { address } = await begin()
  const dov = await openAs('dov', address)
  await dov.fill('#compose textarea', 'Half a thought')
  const other = await dov.context().newPage()
  await other.goto(address)
  await other.locator('#compose .kept', { hasText: 'Draft saved' }).waitFor()
  assert.equal(await other.inputValue('#compose textarea'), 'Half a thought')
  await dov.context().setOffline(true)
  dov.removeAllListeners('pageerror')
  await dov.click('#compose button.primary')
  await dov.locator('#compose .kept', { hasText: 'It was not sent' }).waitFor()
  assert.equal(await dov.inputValue('#compose textarea'), 'Half a thought')
  await dov.context().setOffline(false)
  await dov.click('#compose button.primary')
  await dov.locator('.post.sought', { hasText: 'Half a thought' }).waitFor()
  await other.waitForFunction(`document.querySelector('#compose textarea').value === ''`)
  await dov.fill('#compose textarea', 'For nobody’s eyes')
  const authorization = `Bearer ${site.cast.people.cleo.token}`
  await dov.context().setExtraHTTPHeaders({ authorization })
  await other.reload()
  await other.locator('markdown-composer:defined').first().waitFor()
  assert.equal(await other.inputValue('#compose textarea'), '')
  assert.doesNotMatch(String(await other.evaluate('JSON.stringify(localStorage)')), /eyes/)
})

test('two tabs write in one discussion: sending from one leaves the other its text, and so does signing out', async () => {
  const { address } = await begin()
  const dov = await openAs('dov', address)
  const other = await dov.context().newPage()
  await other.goto(address)
  await other.locator('markdown-composer:defined').first().waitFor()
  await other.fill('#compose textarea', 'Another thought')
  await dov.fill('#compose textarea', 'One thought')
  await dov.click('#compose button.primary')
  await dov.locator('.post.sought', { hasText: 'One thought' }).waitFor()
  assert.equal(await dov.inputValue('#compose textarea'), '')
  assert.equal(await other.inputValue('#compose textarea'), 'Another thought')
  await other.reload()
  await other.locator('#compose .kept', { hasText: 'Draft saved' }).waitFor()
  assert.equal(await other.inputValue('#compose textarea'), 'Another thought')
  await dov.evaluate('localStorage.clear()')
  assert.equal(await other.inputValue('#compose textarea'), 'Another thought')
})

test('the draft of an edit is offered again, and beside what was saved since', async () => {
  const { address, post } = await begin()
  const edit = `${address}/posts/${post}/edit`
  const page = await openAs('ben', edit)
  const area = page.locator('main textarea[name="source"]')
  const again = async () => {
    await page.goto(address)
    await page.goto(edit)
    await page.locator('markdown-composer:defined').waitFor()
  }
  await page.locator('markdown-composer:defined').waitFor()
  await area.fill('Half an edit')
  await again()
  await page.locator('.kept', { hasText: 'Draft saved' }).waitFor()
  assert.equal(await area.inputValue(), 'Half an edit')
  assert.equal(await page.getByText('This was changed after you began your draft').count(), 0)
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  assert.equal(await area.inputValue(), 'First post')
  await again()
  assert.equal(await area.inputValue(), 'First post')
  assert.equal(await page.getByRole('button', { name: 'Discard the draft' }).count(), 0)

  await area.fill('Another edit')
  await page.goto(address)
  await ben.send(`${address}/posts/${post}`, { source: 'Saved elsewhere' })
  await again()
  await page.getByText('This was changed after you began your draft').waitFor()
  assert.equal(await area.inputValue(), 'Another edit')
  assert.equal(await page.locator('.meanwhile .now').innerText(), 'Saved elsewhere')
  await page.click('main form button.primary')
  await page.locator(`${at(post)} .prose`, { hasText: 'Another edit' }).waitFor()
  await again()
  assert.equal(await area.inputValue(), 'Another edit')
  assert.equal(await page.getByRole('button', { name: 'Discard the draft' }).count(), 0)
})

test('the title of a discussion one has begun is kept as its text is', async () => {
  const dov = await openAs('dov', `${root}/new`)
  await dov.locator('markdown-composer:defined').first().waitFor()
  await dov.fill('input[name="title"]', 'Half a title')
  await dov.fill('textarea', 'Half a text')
  await dov.reload()
  await dov.locator('.kept', { hasText: 'Draft saved' }).waitFor()
  assert.equal(await dov.inputValue('input[name="title"]'), 'Half a title')
  assert.equal(await dov.inputValue('textarea'), 'Half a text')
  await dov.click('main form button.primary')
  await dov.locator('.page-title', { hasText: 'Half a title' }).waitFor()
  await dov.goto(`${root}/new`)
  await dov.locator('markdown-composer:defined').first().waitFor()
  assert.equal(await dov.inputValue('input[name="title"]'), '')
})

test('a form made for Ada does nothing after Ben signed in in another tab', async () => {
  const { address, post } = await begin()
  const ada = await openAs('ada', address)
  await ada.fill('#compose textarea', 'Ada wrote this')
  const authorization = `Bearer ${site.cast.people.ben.token}`
  await ada.context().setExtraHTTPHeaders({ authorization })
  await ada.click('#compose button.primary')
  await ada.getByRole('heading', { name: 'You are Ben Reyes here now' }).waitFor()
  assert.equal(await ada.inputValue('textarea[name="source"]'), 'Ada wrote this')
  assert.doesNotMatch((await ben.get(address)).text, /Ada wrote this/)
  await ada.click('button:has-text("Go on as Ben Reyes")')
  await ada.locator('.post.sought', { hasText: 'Ada wrote this' }).waitFor()
  await ada.context().setExtraHTTPHeaders({ authorization: `Bearer ${site.cast.people.cleo.token}` })
  await ada.click(`${at(post)} > .post-acts a.react`)
  await ada.click(`${at(post)} > .post-acts .choice button.reaction`)
  await ada.getByRole('heading', { name: 'You are Cleo Marsh here now' }).waitFor()
})

test('a picture is put where one writes, and a refused one takes nothing of the text', async () => {
  const { address } = await begin()
  const dov = await openAs('dov', address)
  await dov.locator('markdown-composer:defined').first().waitFor()
  await dov.fill('#compose textarea', 'Look at this')
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#357' } })
    .png()
    .toBuffer()
  const input = dov.locator('#compose .tools input[type="file"]')
  await input.setInputFiles({ name: 'our_board.png', mimeType: 'image/png', buffer: photo })
  await dov.locator('#compose .kept', { hasText: 'The picture is in your text' }).waitFor()
  assert.match(await dov.inputValue('#compose textarea'), /^Look at this\n\n!\[our board\]\(\/files\/[\w-]{22}\)\n$/)
  const before = await dov.inputValue('#compose textarea')
  await input.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await dov.locator('#compose .kept.wrong', { hasText: 'not a picture we can read' }).waitFor()
  assert.equal((await dov.inputValue('#compose textarea')).trim(), before.trim())
  await dov.click('#compose button.primary')
  await dov.locator('.post.sought img[alt="our board"]').waitFor()
})

test('a moderator is asked why', async () => {
  const { address, post } = await begin()
  const ada = await openAs('ada', address)
  await ada.click(`${at(post)} > .post-said .menu > summary`)
  await ada.click(`${at(post)} > .post-said a:has-text("Remove")`)
  await ada.fill('input[name="why"]', 'Said twice')
  await ada.click('form button.danger')
  await ada.locator('#undo', { hasText: 'The post is removed.' }).waitFor()
  await ada.locator(`${at(post)} > .removed-why`, { hasText: 'Why: Said twice' }).waitFor()
  await ada.click('#undo button')
  await ada.locator(`${at(post)} .prose`, { hasText: 'First post' }).waitFor()
})

test('a removed post comes back by Undo, without a question before', async () => {
  const { address, post } = await begin()
  const page = await openAs('ben', address)
  await page.click(`${at(post)} > .post-said .menu > summary`)
  await page.click(`${at(post)} > .post-said button:has-text("Remove")`)
  await page.locator('#undo', { hasText: 'The post is removed.' }).waitFor()
  await page.click('#undo button')
  await page.locator(`${at(post)} .prose`, { hasText: 'First post' }).waitFor()
})

test('all of it works without script', async () => {
  const { address, post } = await begin()
  const dov = await openAs('dov', address, { javaScriptEnabled: false })
  await dov.click(`${at(post)} > .post-acts .reply-to`)
  await dov.fill(`${at(post)} > .post-acts textarea`, 'By hand')
  await dov.click(`${at(post)} > .post-acts form button.primary`)
  await dov.locator('.replies .post', { hasText: 'By hand' }).waitFor()
  await dov.click(`${at(post)} > .post-acts .react`)
  await dov.click(`${at(post)} > .post-acts .reaction:has-text("Thanks")`)
  await dov.locator(`${at(post)} > .post-acts .reaction[aria-pressed="true"]`, { hasText: 'Thanks 1' }).waitFor()
  await cleo.send(`${address}/posts`, { source: 'Later' })
  await dov.reload()
  await dov.click('.since button')
  assert.equal(await dov.locator('.since').count(), 0)
  await dov.fill('#compose textarea', 'At the end')
  await dov.click('#compose button.primary')
  await dov.locator('.post', { hasText: 'At the end' }).waitFor()
})

test('axe finds nothing on these pages', async () => {
  const { address, post } = await begin()
  for (const path of allOrOneIn(
    2,
    [root, `${root}/new`, address, `${address}?reply=${shortId(post)}`, `${address}/posts/${post}/edit`],
    0,
  )) {
    const page = await openAs('ben', path)
    await page.setViewportSize({ width: 320, height: 700 })
    await isSound(page)
  }
})
