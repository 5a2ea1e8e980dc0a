/** Answers that are read from a mailbox over IMAP: each once, as far as its server or its signature vouches for it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openImapServer } from '#tests/support/imap-server.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { addressOf, openMailProgram } from '#tests/support/mail-program.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'
import { startMailboxReader } from './mailbox-reader.ts'

const program = await openMailProgram()
after(() => program.close())
const mailbox = await openMailbox()
after(() => mailbox.close())
const imap = await openImapServer()
after(() => imap.close())
const site = await openSite({
  SMTP_URL: mailbox.url,
  PUBLIC_URL: 'https://guild.example',
  IMAP_URL: imap.url,
  IMAP_AUTHSERV: 'mx.guild.example',
  MAIL_REPLY_TO: '*@reply.guild.example',
})
const { people } = site.cast
const db = site.database.db.write

const ping = await sendOne(site, { question: 'What holds you back?' })
await sendMails(site)
const replyTo = addressOf((await mailbox.waitFor(({ to }) => addressOf(to) === people.ben.email)).replyTo)

/** Ben's answer as his mail server brought it, with what the site's mail server put above. */
const mail = (id: string, text: string, above = vouchedFor) =>
  `${above}From: Ben <${people.ben.email}>\nTo: <${replyTo}>\nSubject: Re: hello\nMessage-ID: <${id}@example.org>\n\n${text}\n`
const vouchedFor =
  'Authentication-Results: mx.guild.example (a server);\n dkim=pass header.d=example.org;\n dmarc=pass (p=REJECT) header.from=example.org\n'
const forged = vouchedFor.replace('mx.guild.example', 'mx.elsewhere.example')

async function posted(): Promise<string[]> {
  await runJobs(site, 'take-in-mail')
  const posts = await db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select('source')
    .where('thread.entry_id', '=', ping.id)
    .orderBy('post.id')
    .execute()
  return posts.map(({ source }) => source)
}
const read = (count: number) =>
  waitFor(async () => (await db.selectFrom('read_mailbox').select('last_uid').executeTakeFirst())?.last_uid === count)

test('answers in a mailbox are read once, whoever else reads it, and what its server vouches for is posted', async () => {
  imap.put(mail('1', 'From the mailbox.'))
  imap.put(mail('2', 'Forged by another server.', forged))
  imap.put(mail('3', 'Forged below.', `${vouchedFor.replaceAll('=pass', '=fail')}${vouchedFor}`))
  imap.put(
    'From: a@b.example\nTo: somebody@guild.example\nSubject: Private\nMessage-ID: <p@b.example>\n\nNot for the site.\n',
  )
  const readers = [startMailboxReader(site.platform), startMailboxReader(site.platform)]
  await read(4)
  assert.deepEqual(await posted(), ['From the mailbox.'])
  await waitFor(() => imap.flags().filter((flags) => flags.includes('\\Seen')).length === 3)
  assert.deepEqual(imap.flags()[3], [], 'what is for nobody here stays as it lies')

  imap.put(mail('4', 'While it waits.'))
  await read(5)
  assert.deepEqual(await posted(), ['From the mailbox.', 'While it waits.'])

  imap.breakOff()
  imap.put(mail('5', 'After the connection broke.'))
  imap.put(mail('4', 'The same message again.'))
  await read(7)
  assert.deepEqual(await posted(), ['From the mailbox.', 'While it waits.', 'After the connection broke.'])
  const { rows } = await site.database.db.writePool.query('select says from unconfirmed_answer order by created_at')
  assert.deepEqual(
    rows.map(({ says }) => says),
    ['Forged by another server.', 'Forged below.'],
  )
  const standing = await db.selectFrom('read_mailbox').select(['address', 'problem']).executeTakeFirstOrThrow()
  assert.equal(standing.problem, null)
  assert.doesNotMatch(standing.address, /secret|guild:/)
  for (const reader of readers) await reader?.stop()
})

test('a mail that is too large is refused with a sentence', async () => {
  const reader = startMailboxReader(site.platform)
  imap.put(mail('6', 'x'.repeat(78).concat('\n').repeat(255_000)))
  await read(8)
  await runJobs(site, 'take-in-mail')
  await sendMails(site)
  const told = await mailbox.waitFor(({ subject }) => subject === 'Your answer was not posted')
  assert.match(told.text ?? '', /It was too long/)
  await reader?.stop()
})

test('where the mailbox cannot be opened, the reason is kept, and nothing ends', async () => {
  const wrong = await openSite({ IMAP_URL: imap.url.replace('secret', 'wrong') })
  const reader = startMailboxReader(wrong.platform)
  const problem = async () =>
    (await wrong.database.db.read.selectFrom('read_mailbox').select('problem').executeTakeFirst())?.problem
  await waitFor(async () => Boolean(await problem()))
  await reader?.stop()
})

test('without the name of its server, a signature alone vouches for a mail, whatever is written above it', async () => {
  const silent = await openImapServer()
  after(() => silent.close())
  const other = await openSite({ SMTP_URL: mailbox.url, IMAP_URL: silent.url, MAIL_REPLY_TO: '*@reply.guild.example' })
  const question = 'Who vouches for you?'
  await sendOne(other, { question })
  await sendMails(other)
  const asked = await mailbox.waitFor(({ subject, to }) => subject === question && addressOf(to) === people.ben.email)
  silent.put(`${vouchedFor}${await program.onTheWire(asked, { text: 'Somebody says so.', isSigned: false })}`)
  silent.put(await program.onTheWire(asked, { text: 'My server signed it.' }))
  const reader = startMailboxReader(other.platform)
  const { read } = other.platform.database
  await waitFor(
    async () => (await read.selectFrom('read_mailbox').select('last_uid').executeTakeFirst())?.last_uid === 2,
  )
  await reader?.stop()
  await runJobs(other, 'take-in-mail')
  const outcomes = await read.selectFrom('incoming_mail').select('outcome').orderBy('id').execute()
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    ['unconfirmed', 'posted'],
  )
})
