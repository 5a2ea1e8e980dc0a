/** Mails about answers: gathered ten minutes, one for each thread, and only what is still news. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { answersMail } from '#server/discussions/notices.ts'
import { gatherJob } from '#server/notices/jobs.ts'
import { shortId } from '#server/platform/ids.ts'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs, sendMails, waitingJobs } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example' })
const { people, community } = site.cast
const db = site.database.db.write

beforeEach(async () => {
  for (const task of ['notify-of-activity', 'gather-replies']) await runJobs(site, task)
  await sendMails(site)
  await db.deleteFrom('notice').execute()
  await db.deleteFrom('mail').execute()
  await db.deleteFrom('mail_choice').execute()
  ;(mailbox.messages as unknown[]).length = 0
})

/** Who did what, as the mail begins. */
function saidAbove(text = ''): string {
  return text.split('\n').find((line) => /answered|mentioned|wrote|geantwortet/.test(line)) ?? ''
}

/** Sends everything that is due; gives the recipients and subjects: "ben: Re: Title: Ada answered you". */
async function mailed(): Promise<string[]> {
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'gather-replies')
  await sendMails(site)
  return mailbox.messages
    .map(
      ({ to, subject, text }) => `${[to].flat()[0]?.value[0]?.address?.split('@')[0]}: ${subject}: ${saidAbove(text)}`,
    )
    .sort()
}

async function states(): Promise<string[]> {
  const rows = await db.selectFrom('mail').select(['state', 'why']).where('kind', '=', 'reply').orderBy('id').execute()
  return rows.map(({ state, why }) => (why ? `${state} ${why}` : state))
}

async function unfollow(who: CastName): Promise<void> {
  await db.deleteFrom('thread_follow').where('person_id', '=', people[who].id).execute()
}

test('answers of ten minutes are one mail, which says who and what and leads there', async () => {
  const thread = await startThread(site, 'ada', 'How do you open a hard talk?', 'I **stall**.')
  const first = await writePost(site, 'cleo', thread, 'I name my *own* part first.')
  await runJobs(site, 'notify-of-activity')
  const [job] = await waitingJobs(site, 'gather-replies')
  assert.equal(job?.key, `gather-replies/${people.ada.id}/${thread.id}`)
  const inMinutes = ((job?.runAt.getTime() ?? 0) - Date.now()) / 60_000
  assert.ok(inMinutes > 9.8 && inMinutes <= 10, `it runs in ${inMinutes} minutes`)

  await site.shiftClock('7 minutes')
  await writePost(site, 'ben', thread, 'Never in the hallway.')
  await writePost(site, 'dov', thread, 'I ask for a walk.')
  await runJobs(site, 'notify-of-activity')
  const ofAda = (await waitingJobs(site, 'gather-replies')).filter(({ payload }) => payload.personId === people.ada.id)
  assert.deepEqual(
    ofAda.map(({ runAt }) => runAt),
    [job?.runAt],
    'what comes later does not put it off',
  )

  await site.shiftClock('10 minutes')
  const got = await mailed()
  await site.shiftClock('0')
  assert.deepEqual(got, [
    'ada: Re: How do you open a hard talk?: Cleo Marsh and 2 others answered you',
    'ben: Re: How do you open a hard talk?: Dov Adler wrote in a discussion you follow',
    'cleo: Re: How do you open a hard talk?: Ben Reyes and one other wrote in a discussion you follow',
  ])
  const toAda = mailbox.messages.find(({ from }) => from?.text.includes('Cleo Marsh'))
  assert.equal(toAda?.from?.value[0]?.name, 'Cleo Marsh, First-line leaders')
  for (const part of [toAda?.text ?? '', String(toAda?.html)]) {
    assert.match(part, /I name my own part first\./)
    assert.match(part, /Never in the hallway\./)
    assert.match(part, /I ask for a walk\./)
    assert.ok(part.includes(`https://guild.example/c/${community.slug}/discussions/how-do-you-open-a-hard-talk-`), part)
    assert.ok(part.includes(`#post-${shortId(first)}`))
    assert.match(part, /You get this because/)
    assert.match(part, /https:\/\/guild\.example\/u\//)
  }
  const line = (key: string) => toAda?.headerLines.find((one) => one.key === key)?.line ?? ''
  assert.match(line('list-unsubscribe'), /<https:\/\/guild\.example\/u\/[^>]+\.reply\.[\w-]{22}>/)
  assert.match(line('list-unsubscribe-post'), /List-Unsubscribe=One-Click/)
  assert.match(line('list-id'), /first-line-leaders\.replies\./)
  assert.equal(toAda?.replyTo, undefined)
})

test('answers come back to a leader who shows her address, and never to one who hides it', async () => {
  const thread = await startThread(site, 'ada', 'Address')
  await unfollow('ada')
  await writePost(site, 'ben', thread, 'One.')
  await unfollow('ben')
  const first = await writePost(site, 'cleo', thread, 'Two.')
  await writePost(site, 'ben', thread, 'Three.', first)
  await mailed()
  const toCleo = mailbox.messages.find(({ to }) => [to].flat()[0]?.text.includes('cleo'))
  assert.equal(toCleo?.replyTo, undefined)
  for (const part of [toCleo?.text, toCleo?.headerLines.map(({ line }) => line).join()])
    assert.doesNotMatch(part ?? '', /ada@example/)
  assert.match(toCleo?.text ?? '', /An answer to this mail is not shown/)

  await db.updateTable('person').set({ email_hidden: false }).where('id', '=', people.ada.id).execute()
  await writePost(site, 'ben', thread, 'Four.', first)
  await mailed()
  await db.updateTable('person').set({ email_hidden: true }).where('id', '=', people.ada.id).execute()
  assert.equal(mailbox.messages.at(-1)?.replyTo?.value[0]?.address, 'ada@example.org')
})

test('mails of one thread are one conversation, whoever gets them; those of another are not', async () => {
  const [north, south] = [await startThread(site, 'ada', 'One place'), await startThread(site, 'ada', 'Other place')]
  for (const thread of [north, south]) await writePost(site, 'ben', thread, 'One.')
  await mailed()
  await writePost(site, 'cleo', north, 'Two.')
  await mailed()
  const of = (title: string) =>
    mailbox.messages
      .filter(({ subject }) => subject === `Re: ${title}`)
      .map(({ inReplyTo, references }) => `${inReplyTo} ${references}`)
  assert.equal(of('One place').length, 3)
  assert.equal(new Set(of('One place')).size, 1)
  assert.notEqual(of('One place')[0], of('Other place')[0])
  assert.match(of('One place')[0] ?? '', /^<discussion\.[0-9a-f-]{36}@guild\.example> <discussion/)
  assert.equal(new Set(mailbox.messages.map(({ messageId }) => messageId)).size, mailbox.messages.length)
})

test('the text part reads as the post does', async () => {
  const thread = await startThread(site, 'ada', 'As written')
  const source = [
    'First line\nsecond line',
    '3. three\n4. four',
    '> Somebody said',
    '```\nif (x) {\n    y  = 1\n}\n```',
    '| A | B |\n|---|---|\n| one | two |',
    'See [the desk](https://desk.example/x), a<b & c',
  ].join('\n\n')
  await writePost(site, 'ben', thread, source)
  await mailed()
  const text = (mailbox.messages[0]?.text ?? '').replace(/^> ?/gm, '')
  for (const part of [
    /First line\nsecond line/,
    /3\. three\n *4\. four/,
    /^> Somebody said/m,
    /^if \(x\) \{\n {4}y {2}= 1\n\}/m,
    /A \| B\none \| two/,
    /the desk \(https:\/\/desk\.example\/x\), a<b & c/,
  ])
    assert.match(text, part)
  assert.match(String(mailbox.messages[0]?.html), /First line<br>second line/)
})

test('run again, and by two at once, it mails once; what comes after is a mail of its own', async () => {
  const thread = await startThread(site, 'ada', 'Twice')
  await writePost(site, 'ben', thread, 'One.')
  await runJobs(site, 'notify-of-activity')
  const payload = { personId: people.ada.id, entryId: thread.id }
  await Promise.all([1, 2, 3].map(() => gatherJob(answersMail).run(site.platform, payload)))
  assert.deepEqual(await mailed(), ['ada: Re: Twice: Ben Reyes answered you'])
  await writePost(site, 'ben', thread, 'Two.')
  assert.equal((await mailed()).length, 2)
  assert.deepEqual(await states(), ['handed_over', 'handed_over'])
})

test('gathering jobs from before the site had entries are mailed all the same', async () => {
  const thread = await startThread(site, 'ada', 'Planned before')
  await writePost(site, 'ben', thread, 'One.')
  await runJobs(site, 'notify-of-activity')
  await gatherJob(answersMail).run(
    site.platform,
    gatherJob(answersMail).payload.parse({ personId: people.ada.id, threadId: thread.id }),
  )
  assert.deepEqual(await mailed(), ['ada: Re: Planned before: Ben Reyes answered you'])
})

test('a mention alone says so', async () => {
  await startThread(site, 'ada', 'Named', 'What would @cleo-marsh say?')
  assert.deepEqual(await mailed(), ['cleo: Re: Named: Ada Lindqvist mentioned you'])
})

test('each thread has a mail of its own', async () => {
  for (const title of ['North', 'South']) {
    const thread = await startThread(site, 'ada', title)
    await writePost(site, 'ben', thread, 'Yes.')
  }
  assert.deepEqual(await mailed(), ['ada: Re: North: Ben Reyes answered you', 'ada: Re: South: Ben Reyes answered you'])
})

test('what was read meanwhile is not mailed: by its notice, by its thread, all of it or a part', async () => {
  const thread = await startThread(site, 'ada', 'Read')
  await writePost(site, 'ben', thread, 'One.')
  await runJobs(site, 'notify-of-activity')
  assert.equal((await site.as('ada').send('/inbox/readings')).status, 200)
  assert.deepEqual(await mailed(), [])
  assert.equal((await waitingJobs(site, 'gather-replies')).length, 0)

  await writePost(site, 'ben', thread, 'Two.')
  await runJobs(site, 'notify-of-activity')
  const reading = await site.as('ada').send(`/c/${community.slug}/discussions/${thread.id}/reading`, { state: 'read' })
  assert.equal(reading.status, 200, reading.text)
  assert.deepEqual(await mailed(), [])

  await writePost(site, 'ben', thread, 'Three.')
  await runJobs(site, 'notify-of-activity')
  await site.as('ada').send('/inbox/readings')
  await writePost(site, 'ben', thread, 'Four.')
  await mailed()
  assert.match(mailbox.messages[0]?.text ?? '', /Four\./)
  assert.doesNotMatch(mailbox.messages[0]?.text ?? '', /Three\./)
})

test('what was read between gathering and sending is dropped', async () => {
  const thread = await startThread(site, 'ada', 'Late')
  await writePost(site, 'ben', thread, 'One.')
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'gather-replies')
  await site.as('ada').send('/inbox/readings')
  assert.deepEqual(await mailed(), [])
  assert.deepEqual(await states(), ['dropped done'])
})

test('people who turned it off, left or bounced get none, and no mail has a removed post', async () => {
  const thread = await startThread(site, 'ada', 'Gone')
  for (const who of ['ben', 'cleo', 'dov'] as const) await writePost(site, who, thread, `Here is ${who}.`)
  await mailed()
  await db.deleteFrom('mail').execute()
  await db.deleteFrom('notice').execute()
  ;(mailbox.messages as unknown[]).length = 0

  const removed = await writePost(site, 'ada', thread, 'This goes.')
  await writePost(site, 'ada', thread, 'This stays.')
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'gather-replies')
  await site.as('ada').send(`/c/${community.slug}/discussions/${thread.id}/posts/${removed}/removal`)
  await site.as('ben').send(`/inbox/settings/${community.slug}`, { reply: 'off' })
  const cleo = db.updateTable('person').where('id', '=', people.cleo.id)
  await cleo.set({ bounced_at: new Date() }).execute()
  assert.deepEqual(await mailed(), ['dov: Re: Gone: Ada Lindqvist wrote in a discussion you follow'])
  assert.doesNotMatch(mailbox.messages[0]?.text ?? '', /This goes/)
  assert.deepEqual((await states()).sort(), ['dropped bounced', 'dropped opted_out', 'handed_over'])
  await cleo.set({ bounced_at: null }).execute()

  await writePost(site, 'ada', thread, 'And now?')
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'gather-replies')
  const ofDov = db.updateTable('membership').where('person_id', '=', people.dov.id)
  await ofDov.set({ ended_at: new Date() }).execute()
  await mailed()
  assert.ok((await states()).includes('dropped left'))
  await ofDov.set({ ended_at: null }).execute()
})

test('many answers are cut to a few, and each mail is in its reader’s language', async () => {
  const thread = await startThread(site, 'ada', 'Viele')
  await db.updateTable('person').set({ locale: 'de' }).where('id', '=', people.ada.id).execute()
  for (let i = 1; i <= 11; i++) await writePost(site, 'ben', thread, `Answer number ${i}.`)
  await unfollow('ben')
  assert.deepEqual(await mailed(), ['ada: Re: Viele: Ben Reyes hat dir geantwortet'])
  const text = mailbox.messages[0]?.text ?? ''
  assert.match(text, /Answer number 8\./)
  assert.doesNotMatch(text, /Answer number 9\./)
  assert.match(text, /3 weitere Beiträge in der Diskussion/)
  await db.updateTable('person').set({ locale: 'en' }).where('id', '=', people.ada.id).execute()
})
