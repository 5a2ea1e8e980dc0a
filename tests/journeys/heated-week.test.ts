/** A heated week, told day by day: members report, a volunteer keeps order from one page, authors hear why and answer. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { created } from '#tests/support/created.ts'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, MAIL_FROM: 'guild@example.org' })
const open = await inBrowser(site)
const root = `/c/${site.cast.community.slug}`
const queue = `${root}/moderation`
const [ada, ben, cleo, dov, eve] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('dov'), site.as('eve')]
const phone = { viewport: { width: 390, height: 800 } }

/** One thing on the page of those who moderate, by words that it says. */
const waiting = (page: Page, words: string) =>
  page.locator('li.request', { has: page.locator(':is(div[lang], blockquote)', { hasText: words }) })

/** Unfolds a part of it, by its label. */
async function unfold(item: Locator, label: string): Promise<Locator> {
  const part = item.locator('details', { has: item.page().locator('summary', { hasText: label }) })
  await part.locator('summary').click()
  return part
}

/** Goes on with Tab, as somebody without a mouse does, until a button of this name has the focus, and presses it. */
async function pressByKey(page: Page, name: string): Promise<void> {
  const focused = page.locator(':focus')
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    if ((await focused.count()) > 0 && (await focused.getAttribute('aria-label'))?.startsWith(name)) break
  }
  await page.keyboard.press('Enter')
}

/** The mail about moderation that somebody has got, once all jobs ran. */
async function mailTo(who: string) {
  for (const task of ['notify-of-activity', 'gather-moderation']) await runJobs(site, task)
  await sendMails(site)
  return mailbox.waitFor(
    ({ to, subject }) => [to].flat()[0]?.value[0]?.address === `${who}@example.org` && /moderated/.test(subject ?? ''),
  )
}

test('a volunteer without training keeps a heated week in order from one page', async (t) => {
  const pool = site.database.db.writePool
  await pool.query(`update community set is_hidden = false, joining = 'open' where id = $1`, [site.cast.community.id])
  await created(ada.send(`${root}/members/${site.cast.people.cleo.id}/roles`, { roles: ['moderator'] }, 'PUT'))
  const week = await startThread(site, 'ben', 'Four days a week', 'Who has tried it?')
  const address = `${root}/discussions/${week.id}`
  await writePost(site, 'dov', week, 'We did, in the warehouse.')
  const rude = await writePost(site, 'ben', week, 'Warehouses! Nobody thinks **there** anyway.')
  const worse = await writePost(site, 'ben', week, 'Dov lives in the Elm Street, ask him at home.')
  const calm = await writePost(site, 'ada', week, 'Let us talk about the **thing**.')
  const rules = { heldPosts: 1, words: 'lawyer*', links: 3, days: 7, posts: 3 }
  await created(ada.send(`${root}/settings/conversation`, rules, 'PUT'))

  await t.test('Monday: Dov reports, without script and four times; it counts once', async () => {
    const page = await open('dov', address, { javaScriptEnabled: false })
    const post = page.locator('.post', { hasText: 'Nobody thinks there' })
    await post.locator('.menu summary').click()
    await post.getByRole('link', { name: 'Report' }).click()
    await page.getByRole('radio', { name: 'Unkind or hurtful' }).check()
    await page.getByLabel('In your words').fill('We do think.')
    await page.locator('main').getByRole('button', { name: 'Report' }).click()
    await page.getByText('its author is not told who reported it').first().waitFor()
    const again = await open('dov', `${queue}/posts/${rude}/report`, { javaScriptEnabled: false })
    await again.getByRole('radio', { name: 'Unkind or hurtful' }).check()
    await again.locator('main').getByRole('button', { name: 'Report' }).click()
    await again.getByText('You had reported this already.').waitFor()
    for (let i = 0; i < 2; i += 1) await created(dov.send(`${queue}/posts/${rude}/report`, { reason: 'unkind' }))
    await created(dov.send(`${queue}/posts/${worse}/report`, { reason: 'private' }))
  })

  await t.test('Tuesday: a newcomer’s first post waits, and so does one with a word of the list', async () => {
    await created(eve.send(`${root}/joining`))
    const page = await open('eve', address)
    await page.locator('#compose textarea').fill('I am new, and I like this place.')
    await page.locator('#compose button.primary').click()
    await page.locator('.post', { hasText: 'A moderator looks at it first' }).waitFor()
    await created(dov.send(`${address}/posts`, { source: 'I asked my lawyer about Fridays.' }))
    await created(eve.send(`${queue}/posts/${rude}/report`, { reason: 'unkind' }))
    await created(eve.send(`${queue}/posts/${calm}/report`, { reason: 'off_topic' }))
    assert.equal((await cleo.json(queue)).json.count, 5)
  })

  const page = await open('cleo', address)
  await t.test(
    'Wednesday: Cleo, who volunteers, opens the one page and decides; what she shows by keyboard',
    async () => {
      await page.getByRole('link', { name: 'Moderation 5' }).click()
      await page.getByRole('heading', { level: 1, name: 'Moderation' }).waitFor()
      await waiting(page, 'Nobody thinks there').getByText('2 people reported it').waitFor()
      await isSound(page)
      for (const held of ['I am new', 'I asked my lawyer']) {
        const item = waiting(page, held)
        await item.scrollIntoViewIfNeeded()
        await item.getByRole('link').first().focus()
        await pressByKey(page, 'Publish it')
        await item.waitFor({ state: 'detached' })
      }
      await waiting(page, 'Let us talk').getByRole('button', { name: 'Keep' }).click()
      await page.getByText('It stays as it is.').waitFor()
      const item = waiting(page, 'Nobody thinks there')
      const hiding = await unfold(item, 'Hide or remove, and say why')
      await hiding.getByLabel('In your words').fill('Argue about the week, not about people')
      await hiding.getByRole('button', { name: 'Do it' }).click()
      await page.getByText('It is hidden.').waitFor()
    },
  )

  await t.test(
    'Thursday, on a phone: she removes what is private, mutes its author for a day, and locks the talk',
    async () => {
      const small = await open('cleo', queue, phone)
      await isSound(small)
      const item = waiting(small, 'Elm Street')
      const person = await unfold(item, 'About Ben Reyes')
      await person.getByRole('button', { name: 'Mute for a day' }).click()
      await small.getByText('Ben Reyes is muted.').waitFor()
      const removal = await unfold(item, 'Hide or remove, and say why')
      await removal.getByRole('radio', { name: /^Remove it/ }).check()
      await removal.getByRole('combobox').selectOption('Private matter or confidential')
      await removal.getByRole('button', { name: 'Do it' }).click()
      await small.getByText('It is removed.').waitFor()
      await small.getByText('Nothing waits').waitFor()
      await small.goto(address)
      await small.locator('.page-title .menu summary').click()
      await small.getByRole('link', { name: 'Lock' }).click()
      await small.getByLabel('Why?').fill('Until Monday; sleep on it')
      await small.locator('main form').getByRole('button', { name: 'Lock' }).click()
      await small.getByText('Until Monday; sleep on it').waitFor()
    },
  )

  await t.test(
    'Friday: Ben’s mail says who did what and why; he answers once, and cannot write meanwhile',
    async () => {
      const { text = '' } = await mailTo('ben')
      for (const said of ['Cleo Marsh, a moderator', 'Argue about the week', 'Private matter', 'Until Monday'])
        assert.ok(text.includes(said), `the mail does not say “${said}”:\n${text}`)
      assert.doesNotMatch(text, /Dov|Eve|Elm Street/)
      const page = await open('ben', '/inbox')
      await page.getByText('muted you for a time').first().waitFor()
      await page
        .getByRole('link', { name: /hid what you said/ })
        .first()
        .click()
      await page.getByText('Argue about the week, not about people').waitFor()
      await page.getByLabel('To those who moderate').fill('I was tired. I would like to say it again, better.')
      await page.getByRole('button', { name: 'Send the answer' }).click()
      await page.getByText('Your answer is sent to those who moderate.').waitFor()
      await isSound(page)
      assert.equal(await page.getByLabel('To those who moderate').count(), 0, 'one answer')
      const late = await ben.send(`${root}/discussions`, { kind: 'talk', title: 'And another thing', source: 'No.' })
      assert.equal(late?.status, 403)
    },
  )

  await t.test('the answer stands on the page; Cleo takes the hiding back, and the log tells all of it', async () => {
    await page.goto(queue)
    await waiting(page, 'I was tired').getByRole('link', { name: 'Undo it in the log' }).click()
    const line = page.locator('tbody tr', { hasText: 'Hid a post' })
    await line.getByText('Answer: I was tired').waitFor()
    await line.getByRole('button', { name: 'Undo' }).click()
    await line.getByRole('button', { name: 'Do it again' }).waitFor()
    await isSound(page)
    const done = await page.locator('tbody td[data-column="What"]').allInnerTexts()
    assert.deepEqual(
      [...new Set(done.map((words) => words.split('\n')[0]))],
      [
        'Showed a hidden post again',
        'Locked a discussion',
        'Removed a post',
        'Muted a member',
        'Hid a post',
        'Kept what was reported',
        'Published a post that was held',
      ],
    )
  })

  await t.test('a member saw none of it: no page, no queue, no name of who reported', async () => {
    const page = await open('dov', address)
    await page.getByText('Nobody thinks there').waitFor()
    await page.getByText('I am new, and I like this place.').waitFor()
    assert.equal(await page.getByText('Elm Street').count(), 0)
    assert.equal(await page.getByRole('link', { name: /^Moderation/ }).count(), 0)
    assert.equal((await dov.get(queue)).status, 403)
    assert.equal((await dov.get(`${queue}/log`)).status, 403)
    for (const at of [address, '/inbox'])
      assert.doesNotMatch((await ben.get(at)).text ?? '', /reported it|Dov Adler reported/)
  })
})
