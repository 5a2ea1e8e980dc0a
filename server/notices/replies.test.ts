/** Mails about answers: gathered ten minutes, one for each thread, and only what is still news. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { gatherJob } from '#server/notices/jobs.ts'
import { shortId } from '#server/platform/ids.ts'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs, sendMails, waitingJobs } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'
import { begin, say } from '#tests/support/talk.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example' })
const { people, community } = site.cast
const db = site.database.db.write

beforeEach(async () => {
  for (const task of ['tell-of-activity', 'gather-replies']) await runJobs(site, task)
  await sendMails(site)
  await db.deleteFrom('notice').execute()
  await db.deleteFrom('mail').execute()
  await db.deleteFrom('mail_choice').execute()
  ;(mailbox.messages as unknown[]).length = 0
})

/** All that is due by now leaves; gives who got what: "ben: Ada …". */
async function mailed(): Promise<string[]> {
  await runJobs(site, 'tell-of-activity')
  await runJobs(site, 'gather-replies')
  await sendMails(site)
  return mailbox.messages
    .map(({ to, subject }) => `${[to].flat()[0]?.value[0]?.address?.split('@')[0]}: ${subject}`)
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
  const thread = await begin(site, 'ada', 'How do you open a hard talk?', 'I **stall**.')
  const first = await say(site, 'cleo', thread, 'I name my *own* part first.')
  await runJobs(site, 'tell-of-activity')
  const [job] = await waitingJobs(site, 'gather-replies')
  assert.equal(job?.key, `gather-replies/${people.ada.id}/${thread.id}`)
  const inMinutes = ((job?.runAt.getTime() ?? 0) - Date.now()) / 60_000
  assert.ok(inMinutes > 9.8 && inMinutes <= 10, `it runs in ${inMinutes} minutes`)

  await site.shiftClock('7 minutes')
  await say(site, 'ben', thread, 'Never in the hallway.')
  await say(site, 'dov', thread, 'I ask for a walk.')
  await runJobs(site, 'tell-of-activity')
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
    'ada: Cleo Marsh and 2 others answered you in “How do you open a hard talk?”',
    'ben: Dov Adler wrote in “How do you open a hard talk?”',
    'cleo: Ben Reyes and one other wrote in “How do you open a hard talk?”',
  ])
  const toAda = mailbox.messages.find(({ subject }) => subject?.startsWith('Cleo'))
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
  // Ada leads the community alone, so answers to her mail come back to nobody; those of others come to her.
  assert.equal(toAda?.replyTo, undefined)
  const toBen = mailbox.messages.find(({ subject }) => subject?.startsWith('Dov'))
  assert.equal(toBen?.replyTo?.value[0]?.address, 'ada@example.org')
})

test('run again, and by two at once, it mails once; what comes after is a mail of its own', async () => {
  const thread = await begin(site, 'ada', 'Twice')
  await say(site, 'ben', thread, 'One.')
  await runJobs(site, 'tell-of-activity')
  const payload = { personId: people.ada.id, threadId: thread.id }
  await Promise.all([1, 2, 3].map(() => gatherJob.run(site.platform, payload)))
  assert.deepEqual(await mailed(), ['ada: Ben Reyes answered you in “Twice”'])
  await say(site, 'ben', thread, 'Two.')
  assert.equal((await mailed()).length, 2)
  assert.deepEqual(await states(), ['handed_over', 'handed_over'])
})

test('a mention alone says so', async () => {
  await begin(site, 'ada', 'Named', 'What would @cleo-marsh say?')
  assert.deepEqual(await mailed(), ['cleo: Ada Lindqvist mentioned you in “Named”'])
})

test('each thread has a mail of its own', async () => {
  for (const title of ['North', 'South']) {
    const thread = await begin(site, 'ada', title)
    await say(site, 'ben', thread, 'Yes.')
  }
  assert.deepEqual(await mailed(), ['ada: Ben Reyes answered you in “North”', 'ada: Ben Reyes answered you in “South”'])
})

test('what was read meanwhile is not mailed: by its notice, by its thread, all of it or a part', async () => {
  const thread = await begin(site, 'ada', 'Read')
  await say(site, 'ben', thread, 'One.')
  await runJobs(site, 'tell-of-activity')
  assert.equal((await site.as('ada').send('/inbox/readings')).status, 200)
  assert.deepEqual(await mailed(), [])
  assert.equal((await waitingJobs(site, 'gather-replies')).length, 0)

  await say(site, 'ben', thread, 'Two.')
  await runJobs(site, 'tell-of-activity')
  const reading = await site.as('ada').send(`/c/${community.slug}/discussions/${thread.id}/reading`, { state: 'read' })
  assert.equal(reading.status, 200, reading.text)
  assert.deepEqual(await mailed(), [])

  await say(site, 'ben', thread, 'Three.')
  await runJobs(site, 'tell-of-activity')
  await site.as('ada').send('/inbox/readings')
  await say(site, 'ben', thread, 'Four.')
  await mailed()
  assert.match(mailbox.messages[0]?.text ?? '', /Four\./)
  assert.doesNotMatch(mailbox.messages[0]?.text ?? '', /Three\./)
})

test('what was read between gathering and sending is dropped', async () => {
  const thread = await begin(site, 'ada', 'Late')
  await say(site, 'ben', thread, 'One.')
  await runJobs(site, 'tell-of-activity')
  await runJobs(site, 'gather-replies')
  await site.as('ada').send('/inbox/readings')
  assert.deepEqual(await mailed(), [])
  assert.deepEqual(await states(), ['dropped done'])
})

test('whoever turned it off, left or bounced gets none, and a removed post is in none', async () => {
  const thread = await begin(site, 'ada', 'Gone')
  for (const who of ['ben', 'cleo', 'dov'] as const) await say(site, who, thread, `Here is ${who}.`)
  await mailed()
  await db.deleteFrom('mail').execute()
  await db.deleteFrom('notice').execute()
  ;(mailbox.messages as unknown[]).length = 0

  const removed = await say(site, 'ada', thread, 'This goes.')
  await say(site, 'ada', thread, 'This stays.')
  await runJobs(site, 'tell-of-activity')
  await runJobs(site, 'gather-replies')
  await site.as('ada').send(`/c/${community.slug}/discussions/${thread.id}/posts/${removed}/removal`)
  await site.as('ben').send(`/inbox/settings/${community.slug}`, { reply: 'off' })
  const cleo = db.updateTable('person').where('id', '=', people.cleo.id)
  await cleo.set({ bounced_at: new Date() }).execute()
  assert.deepEqual(await mailed(), ['dov: Ada Lindqvist wrote in “Gone”'])
  assert.doesNotMatch(mailbox.messages[0]?.text ?? '', /This goes/)
  assert.deepEqual((await states()).sort(), ['dropped bounced', 'dropped opted_out', 'handed_over'])
  await cleo.set({ bounced_at: null }).execute()

  await say(site, 'ada', thread, 'And now?')
  await runJobs(site, 'tell-of-activity')
  await runJobs(site, 'gather-replies')
  const ofDov = db.updateTable('membership').where('person_id', '=', people.dov.id)
  await ofDov.set({ ended_at: new Date() }).execute()
  await mailed()
  assert.ok((await states()).includes('dropped left'))
  await ofDov.set({ ended_at: null }).execute()
})

test('many answers are cut to a few, and each mail is in its reader’s language', async () => {
  const thread = await begin(site, 'ada', 'Viele')
  await db.updateTable('person').set({ locale: 'de' }).where('id', '=', people.ada.id).execute()
  for (let i = 1; i <= 11; i++) await say(site, 'ben', thread, `Answer number ${i}.`)
  await unfollow('ben')
  assert.deepEqual(await mailed(), ['ada: Ben Reyes hat dir in „Viele“ geantwortet'])
  const text = mailbox.messages[0]?.text ?? ''
  assert.match(text, /Answer number 8\./)
  assert.doesNotMatch(text, /Answer number 9\./)
  assert.match(text, /3 weitere Beiträge in der Diskussion/)
  await db.updateTable('person').set({ locale: 'en' }).where('id', '=', people.ada.id).execute()
})
