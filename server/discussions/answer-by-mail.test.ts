/** Answers by mail: a mail about a discussion is answered from a mail program, over SMTP, and the answer stands there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, type MailedAnswer } from '#tests/support/mail-program.ts'
import { type Answerable, notPosted, openMailedSite } from '#tests/support/mailed-site.ts'

const { site, db, program, mailAboutPost, mailsTo, pageOf, outcomes } = await openMailedSite()
const { people, community } = site.cast

const answer = ({ mail }: Answerable, given: MailedAnswer) => program.answer(site, mail, given)
const told = () => mailsTo('ada', notPosted)

test('an answer to a mail stands in the discussion, below the post it answers, without what it quotes', async () => {
  const sent = await mailAboutPost('By mail')
  assert.match(addressOf(sent.mail.replyTo), /^guildhall\+[a-z2-7]{42}\w@guild\.example$/)
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
  const sent = await mailAboutPost('Twice')
  const messageId = '<once@example.org>'
  for (let times = 0; times < 3; times++) await answer(sent, { text: 'Only once.', messageId })
  assert.equal((await pageOf(sent.thread)).split('Only once.').length - 1, 1)
})

test('an answer that may not be is refused in the words of the site, and none of it stays', async () => {
  const sent = await mailAboutPost('Locked')
  await site.as('ada').send(`/c/${community.slug}/discussions/${sent.thread.id}/lock`, { why: 'Enough' })
  await answer(sent, { text: 'Too late.' })
  assert.doesNotMatch(await pageOf(sent.thread), /Too late/)
  assert.match((await told())[0] ?? '', /locked/)
  assert.deepEqual(await outcomes(), ['refused'])
})

test('after a new address nobody answers from old mails', async () => {
  const sent = await mailAboutPost('Old')
  await db
    .updateTable('person')
    .set(({ eb }) => ({ mail_version: eb('mail_version', '+', 1) }))
    .where('id', '=', people.ada.id)
    .execute()
  await answer(sent, { text: 'From an old mail.' })
  assert.doesNotMatch(await pageOf(sent.thread), /From an old mail/)
  assert.match((await told())[0] ?? '', /too old to be answered/)
})

test('machines do nothing here, and are told nothing', async () => {
  const sent = await mailAboutPost('Machines')
  await answer(sent, { text: 'I am away.', headers: { 'Auto-Submitted': 'auto-replied' } })
  await answer(sent, { text: 'I am away, too.', subject: 'Abwesenheitsnotiz: hello' })
  await answer(sent, { text: 'Round and round.', from: 'guildhall@guild.example', isSigned: false })
  assert.doesNotMatch(await pageOf(sent.thread), /away|Round/)
  assert.deepEqual(await outcomes(), ['auto_reply', 'auto_reply', 'loop'])
  assert.deepEqual(await told(), [])
})

test('a mail without words of its own is told so, and so is one that is too large', async () => {
  const sent = await mailAboutPost('Empty')
  await answer(sent, { text: '' })
  assert.match((await told())[0] ?? '', /nothing in it that you wrote/)
  await assert.rejects(answer(sent, { text: 'x '.repeat(10_500_000) }), /552/)
})

test('nobody else’s address is taken: not a forged one, not one of another site', async () => {
  const sent = await mailAboutPost('Addresses')
  const forged = addressOf(sent.mail.replyTo).replace(/\+(.)/, (_, first) => `+${first === 'a' ? 'b' : 'a'}`)
  for (const to of [forged, 'somebody@people.example', addressOf(sent.mail.replyTo).replace(/.(?=@)/, '7')])
    await assert.rejects(answer(sent, { to }), /550/)
  await answer(sent, { to: addressOf(sent.mail.replyTo).toUpperCase(), text: 'In capitals.' })
  assert.match(await pageOf(sent.thread), /In capitals\./)
})

test('a bounce that comes by mail says that nobody has an address; a full mailbox says nothing', async () => {
  const sent = await mailAboutPost('Bounced')
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
