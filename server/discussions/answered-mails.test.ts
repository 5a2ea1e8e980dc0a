/** The mails of a Ping, an announcement and an event are answered by mail: the answer stands in the discussion below it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CastName } from '#tests/support/cast.ts'
import { created } from '#tests/support/created.ts'
import { planOne } from '#tests/support/events.ts'
import { sendMails } from '#tests/support/jobs.ts'
import { addressOf } from '#tests/support/mail-program.ts'
import { notPosted, openMailedSite } from '#tests/support/mailed-site.ts'
import { sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const { site, db, program, mailbox, mailTo, mailsTo } = await openMailedSite()
const { people, community } = site.cast

/** What stands below an entry: author and text. */
async function below(entryId: string) {
  const posts = await db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select(['post.author_id', 'post.source'])
    .where('thread.entry_id', '=', entryId)
    .orderBy('post.id')
    .execute()
  return posts.map(({ author_id, source }) => [
    Object.entries(people).find(([, { id }]) => id === author_id)?.[0],
    source,
  ])
}

const isAnswerable = /^guildhall\+[a-z2-7]{42}\w@guild\.example$/

test('an answer to a Ping’s mail says why, below the Ping; it is no vote', async () => {
  const ping = await sendOne(site, { question: 'What holds you back?' })
  const mail = await mailTo('ben')
  assert.match(addressOf(mail.replyTo), isAnswerable)
  assert.match(mail.text ?? '', /To say why, answer this mail/)
  assert.doesNotMatch(mail.text ?? '', /above this line/, 'a vote is an answer too: nothing may confuse the two')
  const own = /https:\/\/guild\.example\/b\/\S+/.exec(mail.text ?? '')?.[0]
  await program.answer(site, mail, { text: `I never find the moment. ${own} was the link.` })
  assert.deepEqual(await below(ping.id), [['ben', 'I never find the moment. … was the link.']])
  const { n } = await db
    .selectFrom('vote')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('ping_id', '=', ping.id)
    .executeTakeFirstOrThrow()
  assert.equal(Number(n), 0)
})

test('lines of our own mail that a program does not mark are not the author’s', async () => {
  const ping = await sendOne(site, { question: 'Who answers from a phone?' })
  const mail = await mailTo('ben')
  await program.answer(site, mail, {
    text: 'From my phone.',
    html: `<div>From my phone.</div><div>&nbsp;</div><div>Ada Lindqvist schrieb am 1. Dezember:</div>${mail.html}`,
  })
  assert.deepEqual(await below(ping.id), [['ben', 'From my phone.']])
})

test('an answer to an announcement’s mail stands below it; where it is not discussed, no mail asks for one', async () => {
  const words = { title: 'The room has moved', source: 'We meet upstairs.', publish: 'yes' }
  const path = `/c/${community.slug}/announcements`
  const { id } = await created(site.as('ada').send(path, { ...words, hasDiscussion: true }))
  const mail = await mailTo('cleo')
  assert.match(addressOf(mail.replyTo), isAnswerable)
  assert.match(mail.text ?? '', /^— Write your answer above this line —/)
  assert.match(mail.text ?? '', /Answer this mail, and your answer stands in the discussion/)
  await program.answer(site, mail, { text: 'Which floor?' })
  assert.deepEqual(await below(id), [['cleo', 'Which floor?']])

  await created(site.as('ada').send(path, { ...words, title: 'Not discussed' }))
  const quiet = await mailTo('cleo', ({ subject }) => subject === 'Not discussed')
  assert.equal(addressOf(quiet.replyTo), '')
  assert.doesNotMatch(quiet.text ?? '', /Answer this mail/)
})

test('an answer to an event’s invitation stands below the event', async () => {
  const { id } = await planOne(site, { invite: 'yes' })
  const mail = await mailTo('ben')
  assert.match(addressOf(mail.replyTo), isAnswerable)
  assert.match(mail.text ?? '', /To say why, answer this mail/)
  await program.answer(site, mail, { text: 'I come ten minutes late.' })
  assert.deepEqual(await below(id), [['ben', 'I come ten minutes late.']])
})

const choices = async (who: CastName) =>
  (await db.selectFrom('mail_choice').select(['kind', 'choice']).where('person_id', '=', people[who].id).execute()).map(
    ({ kind, choice }) => `${kind} ${choice}`,
  )

test('“unsubscribe”, as an answer or by the mail program, stops this kind of mail, and is no post', async () => {
  const ping = await sendOne(site, { question: 'Who has enough?' })
  const mail = await mailTo('ben')
  const list = String(mail.headers.get('list') && JSON.stringify(mail.headers.get('list')))
  assert.match(list, /guildhall\+[a-z2-7]{42}\w@guild\.example\?subject=unsubscribe/)
  await program.answer(site, mail, { text: 'Please unsubscribe me is what I wrote to the gym.' })
  assert.deepEqual(await choices('ben'), [])
  await program.answer(site, mail, { text: 'Please unsubscribe me.' })
  assert.deepEqual(await choices('ben'), ['ping off'])
  const other = await mailTo('cleo')
  await program.answer(site, other, { subject: 'unsubscribe', text: 'Sent by a program.', isSigned: false })
  assert.deepEqual(await choices('cleo'), ['ping off'])
  assert.equal((await below(ping.id)).length, 1)
  await db.deleteFrom('mail_choice').execute()
})

test('a complaint stops the kind of the mail it is about, and nothing else', async () => {
  await sendOne(site, { question: 'Is this spam?' })
  const mail = await mailTo('ben')
  await program.answer(site, mail, {
    from: 'staff@example.org',
    to: 'guildhall@guild.example',
    subject: 'complaint about message',
    headers: { 'X-Loop': 'no' },
    attachments: [
      {
        contentType: 'message/feedback-report',
        content: 'Feedback-Type: abuse\nUser-Agent: SomeProvider/1.0\nVersion: 1\n',
      },
      { contentType: 'message/rfc822', content: `Message-ID: ${mail.messageId}\nSubject: Is this spam?\n\nHello\n` },
    ],
  })
  assert.deepEqual(await choices('ben'), ['ping off'])
  await db.deleteFrom('mail_choice').execute()
})

test('who has left answers nothing, and is told so', async () => {
  const ping = await sendOne(site, { question: 'Who is still here?' })
  const mail = await mailTo('dov')
  await db.updateTable('membership').set({ ended_at: new Date() }).where('person_id', '=', people.dov.id).execute()
  await program.answer(site, mail, { text: 'I am not.' })
  assert.deepEqual(await below(ping.id), [])
  assert.equal((await mailsTo('dov', notPosted)).length, 1)
})

test('where no mail comes in, no mail asks for an answer', async () => {
  const quiet = await openSite({ SMTP_URL: mailbox.url })
  await sendOne(quiet, { question: 'Can this be answered?' })
  await sendMails(quiet)
  const mail = await mailbox.waitFor(({ subject }) => subject === 'Can this be answered?')
  assert.equal(addressOf(mail.replyTo), '')
  assert.doesNotMatch(mail.text ?? '', /answer this mail/)
})
