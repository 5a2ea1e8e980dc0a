/** Mails that did not leave: for the people who set up the site, and without the secrets of others. */
import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
import { bouncesJob } from '#server/notices/jobs.ts'
import { mailView } from '#server/notices/outbox/views.ts'
import { castNames } from '#tests/support/cast.ts'
import { runJobs, sendMails, waitingJobs } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { addMembers, draftOne } from '#tests/support/pings.ts'
import { openSite, type Site } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())

/** Runs the queue: notices are written, gathered and tried. */
async function send(site: Site): Promise<void> {
  for (const task of ['notify-of-activity', 'gather-replies', 'mail-sign-in']) await runJobs(site, task)
  await sendMails(site)
}

async function clear(site: Site): Promise<void> {
  await send(site)
  await site.database.db.write.deleteFrom('mail').execute()
}

const askToSignIn = (site: Site, email: string) => site.as('visitor').send('/sign-in', { email, to: '/' })

describe('where no mail server is set', async () => {
  const site = await openSite()
  beforeEach(() => clear(site))

  test('mails are kept, and their words are made anew for the owner', async () => {
    assert.match((await site.as('owen').get('/outbox')).text, /No mails yet/)
    const thread = await startThread(site, 'ada', 'Kept')
    await writePost(site, 'ben', thread, 'I say so.')
    await send(site)
    const { json } = await site.as('owen').json('/outbox')
    assert.equal(json.sends, false)
    assert.deepEqual(
      json.mails.map((one: Record<string, unknown>) => [one.kind, one.state, one.to, one.subject, one.community]),
      [['reply', 'kept', { name: 'Ada Lindqvist', address: 'ada@example.org' }, 'Re: Kept', 'First-line leaders']],
    )
    const page = (await site.as('owen').get('/outbox')).text
    assert.match(page, /No mail server is set, so every mail stays here/)
    assert.match(page, /Re: Kept/)
    assert.match(page, /ada@example\.org/)

    const address = `/outbox/${json.mails[0].id}`
    const mail = await site.as('owen').get(address)
    assert.match(mail.text, new RegExp(`<iframe[^>]* src="${address}/letter"[^>]* sandbox="[^"]*"`))
    assert.doesNotMatch(mail.text, /allow-scripts|allow-same-origin/)
    assert.match(mail.text, /I say so\./)
    const letter = await site.as('owen').get(`${address}/letter`)
    assert.equal(letter.status, 200)
    assert.match(letter.text, /I say so\./)
    assert.match(letter.text, /<head><base target="_top">/)
    const policy = String(letter.headers['content-security-policy'])
    assert.match(policy, /default-src 'none'.*frame-ancestors 'self'.*sandbox/)
    assert.doesNotMatch(policy, /allow-scripts|allow-same-origin/)

    // It is shown as it was kept, also to a person whom no mail reaches any more.
    const db = site.database.db.write
    await db.updateTable('person').set({ bounced_at: new Date() }).where('email', '=', 'ada@example.org').execute()
    assert.equal((await site.as('owen').json(address)).json.subject, 'Re: Kept')
    await db.updateTable('person').set({ bounced_at: null }).execute()

    // A mail whose notices were read since is shown as it was kept.
    await site.as('ada').send('/inbox/readings')
    assert.match((await site.as('owen').get(`${address}/letter`)).text, /I say so\./)
  })

  test('the secrets in other people’s mails are hidden by dots; your own mails can be used, and in the demo all of them', async () => {
    await askToSignIn(site, 'ben@example.org')
    await askToSignIn(site, 'owen@example.org')
    await send(site)
    const { json } = await site.as('owen').json('/outbox')
    assert.equal(json.mails.length, 2)
    const shown = async (who: string) => {
      const { id } = json.mails.find(({ to }: { to: { address: string } }) => to.address === `${who}@example.org`)
      const { json: view } = await site.as('owen').json(`/outbox/${id}`)
      mailView.parse({ ...view, queuedAt: new Date(view.queuedAt) })
      return { view, letter: (await site.as('owen').get(`/outbox/${id}/letter`)).text }
    }
    const secret = /\/sign-in\/[\w-]{22}/
    const bens = await shown('ben')
    assert.equal(bens.view.isDotted, true)
    for (const part of [bens.view.text, bens.letter]) {
      assert.match(part, /•••/)
      assert.doesNotMatch(part, secret)
      assert.doesNotMatch(part, /(^|>)\d{6}($|<)/m)
    }
    const owens = await shown('owen')
    assert.equal(owens.view.isDotted, false)
    for (const part of [owens.view.text, owens.letter]) assert.match(part, secret)

    await site.database.db.write.updateTable('site').set({ demo_started_at: new Date() }).execute()
    const inDemo = await shown('ben')
    assert.equal(inDemo.view.isDotted, false)
    assert.match(inDemo.letter, secret)
    assert.match((await site.as('owen').get('/outbox')).text, /In the demo no mail leaves/)
    await site.database.db.write.updateTable('site').set({ demo_started_at: null }).execute()
  })

  test('mails are found by person and by state, page by page', async () => {
    const thread = await startThread(site, 'ada', 'Find')
    for (const who of ['ben', 'cleo', 'dov'] as const) await writePost(site, who, thread, 'Here.')
    await send(site)
    const found = async (query: string) =>
      (await site.as('owen').json(`/outbox?${query}`)).json.mails
        .map(({ to }: { to: { address: string } }) => to.address.split('@')[0])
        .sort()
    assert.deepEqual(await found(''), ['ada', 'ben', 'cleo'])
    assert.deepEqual(await found('words=CLEO'), ['cleo'])
    assert.deepEqual(await found('words=ben@example'), ['ben'])
    assert.deepEqual(await found('words=%25'), [])
    assert.deepEqual(await found('filter=failed'), [])
    assert.deepEqual(await found('filter=mine'), [])
    assert.deepEqual(await found('filter=nonsense&before=nonsense'), ['ada', 'ben', 'cleo'])
    const [first] = (await site.as('owen').json('/outbox')).json.mails
    assert.equal((await site.as('owen').json(`/outbox?before=${first.id}`)).json.mails.length, 2)
    assert.match((await site.as('owen').get('/outbox?words=nobody')).text, /No mails found/)
  })

  test('for everybody but the owner there is no outbox', async () => {
    const thread = await startThread(site, 'ada', 'Closed')
    await writePost(site, 'ben', thread, 'I say so.')
    await send(site)
    const [{ id }] = (await site.as('owen').json('/outbox')).json.mails
    const paths = ['/outbox', `/outbox/${id}`, `/outbox/${id}/letter`]
    for (const who of castNames) {
      if (who === 'owen') continue
      for (const path of paths) assert.equal((await site.as(who).get(path)).status, 404, `${who} ${path}`)
      for (const path of paths.slice(0, 2)) assert.equal((await site.as(who).json(path)).status, 404)
      assert.equal((await site.as(who).send(`/outbox/${id}/attempts`)).status, 404)
      assert.doesNotMatch((await site.as(who).get('/inbox')).text, /href="\/outbox"/)
    }
    for (const path of paths) {
      assert.equal((await site.as('visitor').get(path)).headers.location, `/sign-in?to=${encodeURIComponent(path)}`)
    }
    assert.equal((await site.as('visitor').send(`/outbox/${id}/attempts`)).status, 401)
    assert.match((await site.as('owen').get('/inbox')).text, /href="\/outbox"/)
    const nowhere = crypto.randomUUID()
    for (const path of [`/outbox/${nowhere}`, `/outbox/${nowhere}/letter`, '/outbox/nonsense']) {
      assert.equal((await site.as('owen').get(path)).status, 404, path)
    }
    assert.equal((await site.as('owen').send(`/outbox/${id}/attempts`)).status, 409)
    assert.equal((await site.as('owen').send(`/outbox/${nowhere}/attempts`)).status, 404)
  })
})

describe('with a mail server', async () => {
  const site = await openSite({ SMTP_URL: mailbox.url })
  const { people, community } = site.cast
  const db = site.database.db.write
  beforeEach(async () => {
    mailbox.behave = 'accept'
    await clear(site)
    await db.updateTable('person').set({ bounced_at: null, bounced_mail: null }).execute()
    ;(mailbox.messages as unknown[]).length = 0
  })

  const bounced = async () =>
    (await db.selectFrom('person').select('email').where('bounced_at', 'is not', null).execute()).map(
      ({ email }) => email,
    )

  test('what was refused is listed with the reason, and goes out when the owner tries again', async () => {
    assert.match((await site.as('owen').get('/outbox')).text, /All mails are sent/)
    mailbox.behave = 'refuse'
    const thread = await startThread(site, 'ada', 'Refused')
    await writePost(site, 'ben', thread, 'I say so.')
    await send(site)
    const [mail] = (await site.as('owen').json('/outbox?filter=failed')).json.mails
    assert.equal(mail.state, 'failed')
    assert.match(mail.lastError, /550/)
    const page = (await site.as('owen').get(`/outbox/${mail.id}`)).text
    assert.match(page, /The mail server said:/)
    assert.ok(page.includes(`action="/outbox/${mail.id}/attempts"`))

    mailbox.behave = 'accept'
    const again = await site.as('owen').post(`/outbox/${mail.id}/attempts`)
    assert.deepEqual([again.status, again.headers.location], [303, `/outbox/${mail.id}`])
    assert.equal((await waitingJobs(site, 'send-mail')).length, 1)
    await sendMails(site)
    assert.equal(mailbox.messages.length, 1)
    assert.deepEqual((await site.as('owen').json('/outbox')).json.mails, [])
    const view = (await site.as('owen').json(`/outbox/${mail.id}`)).json
    assert.deepEqual([view.state, view.can.retry], ['handed_over', false])
  })

  /** Somebody answers Ada, and her mail server responds. */
  async function answerAda(answer: typeof mailbox.behave): Promise<void> {
    mailbox.behave = answer
    const thread = await startThread(site, 'ada', 'Answered')
    await writePost(site, 'ben', thread, 'One.')
    await send(site)
    await bouncesJob.run(site.platform, {})
    await bouncesJob.run(site.platform, {})
    mailbox.behave = 'accept'
  }
  const unreached = `/c/${community.slug}/members/unreached`

  test('somebody whose address nobody has gets no more bulk mail, until one that is waited for is taken', async () => {
    await answerAda('550 5.1.1 <{to}>: User unknown')
    assert.deepEqual(await bounced(), ['ada@example.org'])
    assert.match((await site.as('ada').get('/inbox/settings')).text, /nobody has your address/)
    await answerAda('accept')
    assert.equal(mailbox.messages.length, 0)

    await askToSignIn(site, 'ada@example.org')
    await send(site)
    assert.equal(mailbox.messages.length, 1)
    assert.deepEqual(await bounced(), [])
    await answerAda('accept')
    assert.deepEqual(await bounced(), [])
    assert.equal(mailbox.messages.length, 2)
  })

  test('the owner may send a refused mail again, which marks its address as good', async () => {
    await answerAda('550 5.1.1 <{to}>: User unknown')
    const [mail] = (await site.as('owen').json('/outbox?filter=failed')).json.mails
    await site.as('owen').send(`/outbox/${mail.id}/attempts`)
    assert.deepEqual(await bounced(), [])
    await sendMails(site)
    await bouncesJob.run(site.platform, {})
    assert.deepEqual(await bounced(), [])
  })

  test('a refusal that is about our own server blocks no address: the mail is tried again, and the owner reads the server’s words', async () => {
    for (const words of [
      '550 5.7.1 <{to}> sender listed',
      '554 5.7.1 SPF check failed',
      '552 5.2.2 mailbox full',
      '550 5.1.8 sender domain not found',
    ]) {
      await answerAda(words as typeof mailbox.behave)
      assert.deepEqual(await bounced(), [], words)
      const { json } = await site.as('owen').json('/outbox')
      assert.equal(json.mails[0].state, 'waiting')
      assert.match(json.said[0].words, new RegExp(words.slice(-12)))
      assert.doesNotMatch(json.said[0].words, /@/)
      assert.match((await site.as('owen').get('/outbox')).text, /1 mail waits and is tried again/)
      await clear(site)
    }
  })

  test('a mail server that rejects every address of a mailing is not believed; one that rejects only two is', async () => {
    const added = await addMembers(site, 20)
    const ping = await draftOne(site)
    const send20 = async (refused: number) => {
      mailbox.behave = '550 5.1.1 <{to}>: User unknown'
      const left = new Set(added.slice(0, refused))
      const addresses = await db.selectFrom('person').select(['id', 'email']).execute()
      mailbox.behavesTo = (to) => addresses.some(({ id, email }) => email === to && left.has(id))
      await sendMails(site)
      await bouncesJob.run(site.platform, {})
      return (await bounced()).length
    }
    await site.as('ada').send(`${ping.address}/sending`)
    assert.equal(await send20(18), 0)
    await db.deleteFrom('mail').execute()
    const second = await draftOne(site)
    await site.as('ada').send(`${second.address}/sending`)
    assert.equal(await send20(2), 2)

    // Their leaders see them, and let mails go again: to one, then to all.
    const seen = (await site.as('ada').json(unreached)).json.people
    assert.equal(seen.length, 2)
    assert.match((await site.as('ada').get(`/c/${community.slug}/members`)).text, /No mail reaches 2 members/)
    assert.doesNotMatch((await site.as('ada').get(unreached)).text, /@seed|@example/)
    for (const who of ['ben', 'eve'] as const) {
      assert.equal((await site.as(who).json(unreached)).status, who === 'ben' ? 403 : 404)
      assert.equal((await site.as(who).send(unreached)).status, who === 'ben' ? 403 : 404)
    }
    assert.doesNotMatch((await site.as('ben').get(`/c/${community.slug}/members`)).text, /No mail reaches/)
    const one = await site.as('ada').send(unreached, { person: seen[0].personId })
    assert.deepEqual([one.json.people, (await bounced()).length], [1, 1])
    assert.equal((await site.as('ada').send(unreached)).json.people, 1)
    await bouncesJob.run(site.platform, {})
    assert.deepEqual(await bounced(), [])
    mailbox.behavesTo = () => true
  })

  test('a busy server, or an address changed since, does not count as a bounce', async () => {
    mailbox.behave = 'defer'
    const thread = await startThread(site, 'ada', 'Busy')
    await writePost(site, 'ben', thread, 'One.')
    await runJobs(site, 'notify-of-activity')
    await runJobs(site, 'gather-replies')
    await sendMails(site)
    await bouncesJob.run(site.platform, {})
    assert.deepEqual(await bounced(), [])
    assert.equal((await site.as('owen').json('/outbox?filter=waiting')).json.mails.length, 1)

    mailbox.behave = 'refuse'
    await sendMails(site)
    await db
      .updateTable('person')
      .set({ updated_at: new Date(Date.now() + 1000) })
      .where('id', '=', people.ada.id)
      .execute()
    await bouncesJob.run(site.platform, {})
    assert.deepEqual(await bounced(), [])
  })

  test('a mail that is not going to be sent says why', async () => {
    mailbox.behave = 'refuse'
    const thread = await startThread(site, 'ada', 'Dropped')
    await writePost(site, 'ben', thread, 'One.')
    await send(site)
    const [mail] = (await site.as('owen').json('/outbox')).json.mails
    await site.as('ada').send(`/inbox/settings/${community.slug}`, { reply: 'off' })
    const view = (await site.as('owen').json(`/outbox/${mail.id}`)).json
    assert.deepEqual([view.subject, view.text, view.dropped], [null, null, 'opted_out'])
    assert.match((await site.as('owen').get(`/outbox/${mail.id}`)).text, /the person turned such mails off/)
    assert.equal((await site.as('owen').get(`/outbox/${mail.id}/letter`)).status, 404)
  })
})
