/** Answers by mail: a mail about a discussion is answered from a mail program, over SMTP, and the answer stands there. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { type MailedAnswer, openMailProgram } from '#tests/support/mail-program.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'
import { type StartedThread, startThread, writePost } from '#tests/support/threads.ts'

const program = await openMailProgram()
after(() => program.close())
const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example', MAIL_IN: '0' })
const { people, community } = site.cast
const db = site.database.db.write

beforeEach(async () => {
  for (const task of ['notify-of-activity', 'gather-replies']) await runJobs(site, task)
  await sendMails(site)
  for (const table of ['notice', 'incoming_mail', 'mail'] as const) await db.deleteFrom(table).execute()
  ;(mailbox.messages as unknown[]).length = 0
})

/** The mail that Ada gets when Cleo answers her. */
async function mailToAda(title: string) {
  const thread = await startThread(site, 'ada', title)
  const post = await writePost(site, 'cleo', thread, 'I begin with a question.')
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'gather-replies')
  await sendMails(site)
  const mail = await mailbox.waitFor(({ to }) => [to].flat()[0]?.text.includes(people.ada.email) === true)
  return { thread, post, mail, replyTo: mail.replyTo?.value[0]?.address ?? '' }
}

type Sent = Awaited<ReturnType<typeof mailToAda>>

const answer = ({ mail }: Sent, given: MailedAnswer) => program.answer(site, mail, given)

/** What stands in a thread: who, and the text; answers to a post stand behind it. */
async function said(thread: StartedThread): Promise<string> {
  const page = await site.as('ben').get(`/c/${community.slug}/discussions/${thread.id}`)
  return page.text
}

/** The mails that tell somebody that an answer was not posted. */
async function told(who: CastName): Promise<string[]> {
  await sendMails(site)
  return mailbox.messages
    .filter(
      ({ to, subject }) => subject === 'Your answer was not posted' && [to].flat()[0]?.text.includes(people[who].email),
    )
    .map(({ text }) => text ?? '')
}

const outcomes = async () =>
  (await db.selectFrom('incoming_mail').select(['outcome', 'raw']).orderBy('id').execute()).map(
    ({ outcome, raw }) => `${outcome}${raw ? ' kept' : ''}`,
  )

test('an answer to a mail stands in the discussion, below the post it answers, without what it quotes', async () => {
  const sent = await mailToAda('By mail')
  assert.match(sent.replyTo, /^guildhall\+[a-z2-7]{42}\w@guild\.example$/)
  assert.match(sent.mail.text ?? '', /^— Write your answer above this line —\n/)
  assert.match(sent.mail.text ?? '', /Answer this mail, and your answer stands in the discussion/)
  await answer(sent, { text: 'So do I, *mostly*.' })
  const { json } = await site.as('ada').json(`/c/${community.slug}/discussions/${sent.thread.id}`)
  const all = JSON.stringify(json)
  assert.match(all, /So do I, <em>mostly<\/em>\./)
  assert.doesNotMatch(all, /above this line/)
  const { parent_id: parent, author_id: author } = await db
    .selectFrom('post')
    .select(['parent_id', 'author_id'])
    .where('source', 'like', 'So do I%')
    .executeTakeFirstOrThrow()
  assert.deepEqual([parent, author], [sent.post, people.ada.id])
  assert.deepEqual(await outcomes(), ['posted'])
})

test('the same message is one answer, however often it comes', async () => {
  const sent = await mailToAda('Twice')
  const messageId = '<once@example.org>'
  for (let times = 0; times < 3; times++) await answer(sent, { text: 'Only once.', messageId })
  assert.equal((await said(sent.thread)).split('Only once.').length - 1, 1)
})

test('an answer that may not be is refused in the words of the site, and none of it stays', async () => {
  const sent = await mailToAda('Locked')
  await site.as('ada').send(`/c/${community.slug}/discussions/${sent.thread.id}/lock`, { why: 'Enough' })
  await answer(sent, { text: 'Too late.' })
  assert.doesNotMatch(await said(sent.thread), /Too late/)
  assert.match((await told('ada'))[0] ?? '', /locked/)
  assert.deepEqual(await outcomes(), ['refused'])
})

test('after a new address nobody answers from old mails', async () => {
  const sent = await mailToAda('Old')
  await db
    .updateTable('person')
    .set(({ eb }) => ({ mail_version: eb('mail_version', '+', 1) }))
    .where('id', '=', people.ada.id)
    .execute()
  await answer(sent, { text: 'From an old mail.' })
  assert.doesNotMatch(await said(sent.thread), /From an old mail/)
  assert.match((await told('ada'))[0] ?? '', /too old to be answered/)
})

test('machines do nothing here, and are told nothing', async () => {
  const sent = await mailToAda('Machines')
  await answer(sent, { text: 'I am away.', headers: { 'Auto-Submitted': 'auto-replied' } })
  await answer(sent, { text: 'I am away, too.', subject: 'Abwesenheitsnotiz: hello' })
  await answer(sent, { text: 'Round and round.', from: 'guildhall@guild.example', isSigned: false })
  assert.doesNotMatch(await said(sent.thread), /away|Round/)
  assert.deepEqual(await outcomes(), ['auto_reply', 'auto_reply', 'loop'])
  assert.deepEqual(await told('ada'), [])
})

test('a mail without words of its own is told so, and so is one that is too large', async () => {
  const sent = await mailToAda('Empty')
  await answer(sent, { text: '' })
  assert.match((await told('ada'))[0] ?? '', /nothing in it that you wrote/)
  await assert.rejects(answer(sent, { text: 'x '.repeat(10_500_000) }), /552/)
})

test('nobody else’s address is taken: not a forged one, not one of another site', async () => {
  const sent = await mailToAda('Addresses')
  const forged = sent.replyTo.replace(/\+(.)/, (_, first) => `+${first === 'a' ? 'b' : 'a'}`)
  for (const to of [forged, 'somebody@people.example', sent.replyTo.replace(/.(?=@)/, '7')])
    await assert.rejects(answer(sent, { to }), /550/)
  await answer(sent, { to: sent.replyTo.toUpperCase(), text: 'In capitals.' })
  assert.match(await said(sent.thread), /In capitals\./)
})

test('a bounce that comes by mail says that nobody has an address; a full mailbox says nothing', async () => {
  const sent = await mailToAda('Bounced')
  const bounce = (status: string, words: string) =>
    answer(sent, {
      from: 'mailer-daemon@example.org',
      envelopeFrom: '',
      to: 'guildhall@guild.example',
      subject: 'Undelivered Mail Returned to Sender',
      isSigned: false,
      text: `<${people.ada.email}>: ${status} ${words}\n\nMessage-ID: ${sent.mail.messageId}`,
    })
  const state = async () =>
    await db
      .selectFrom('mail')
      .select(['state', 'why'])
      .where('message_id', '=', sent.mail.messageId ?? '')
      .executeTakeFirstOrThrow()
  await bounce('552 5.2.2', 'Mailbox full')
  assert.equal((await state()).state, 'handed_over')
  await bounce('550 5.1.1', 'User unknown')
  assert.deepEqual(await state(), { state: 'failed', why: 'no_such_address' })
})
