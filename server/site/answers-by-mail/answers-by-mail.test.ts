/** Those who run the site see whether mail comes in, what is missing for it, and a test that goes out and comes back. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createTransport } from 'nodemailer'
import { startMailboxReader } from '#server/platform/mail/incoming/mailbox-reader.ts'
import { addPerson } from '#tests/support/actors.ts'
import { openImapServer } from '#tests/support/imap-server.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openNameServer } from '#tests/support/name-server.ts'
import { clientOf, holding, openSite, type Site } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const names = await openNameServer()
after(() => names.close())
/** The mail server of the site: it keeps what it was given, and the tests hand it on, or do not. */
const relay = await openMailbox('raw')
after(() => relay.close())
const imap = await openImapServer()
after(() => imap.close())
const at = '/site/answers-by-mail'
const own = { SMTP_URL: relay.url, PUBLIC_URL: 'https://guild.example' }
const bySmtp = await openSite({ ...own, MAIL_IN: '0' })
const byMailbox = await openSite({ ...own, IMAP_URL: imap.url, MAIL_REPLY_TO: '*@reply.guild.example' })

const words = async (site: Site) => (await site.as('owen').get(at)).text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')
const latest = async (site: Site) => (await site.as('owen').json(at)).json.test

/** Presses the button. @returns what left: the address, and the mail as it is on the wire */
async function sent(site: Site): Promise<{ to: string; raw: string }> {
  const before = relay.messages.length
  assert.equal((await site.as('owen').post(`${at}/test`)).headers.location, `${at}#test`)
  await sendMails(site)
  const raw = relay.messages[before]?.text ?? ''
  return { raw, to: /^To: <?([^<>\s]+)/im.exec(raw)?.[1] ?? '' }
}

test('by SMTP: the test leaves, is on its way, comes in, and the page says after how long', async () => {
  assert.match(
    await words(bySmtp),
    /listens at 127\.0\.0\.1:0.*The port answers this machine alone.*TRUSTED_PROXIES is not set/,
  )
  const { to, raw } = await sent(bySmtp)
  assert.match(to, /^guildhall\+[a-z2-7]{42}0@guild\.example$/)
  assert.match(await words(bySmtp), /is on its way\. Load this page again/)
  const server = createTransport({ host: '127.0.0.1', port: bySmtp.mailInPort ?? 0, secure: false, ignoreTLS: true })
  await server.sendMail({ raw, envelope: { from: 'guildhall@guild.example', to } })
  server.close()
  assert.match(await words(bySmtp), /came back after \d+ seconds?\. Nobody vouched for it/)
  await runJobs(bySmtp, 'take-in-mail')
  const came = bySmtp.database.db.write.selectFrom('incoming_mail').select(['outcome', 'raw'])
  assert.deepEqual(await came.execute(), [{ outcome: 'came_back', raw: null }])
  assert.equal((await latest(bySmtp)).state, 'came_back')
})

test('what does not come back is said with what to look at, and what the mail server refuses in its words', async () => {
  await sent(bySmtp)
  await bySmtp.shiftClock('6 minutes')
  assert.match(await words(bySmtp), /did not come back within 5 minutes.*No such user.*Connection refused/)
  relay.behave = '550 5.7.1 No relaying here'
  await sent(bySmtp)
  relay.behave = 'accept'
  assert.match(await words(bySmtp), /did not take the test.*No relaying here/)
})

test('from a mailbox: the page says how it stands, that its server vouches for nothing, and when the test came', async () => {
  assert.match(await words(byMailbox), /has not been opened yet.*catch-all.*IMAP_AUTHSERV is not set/)
  const { raw, to } = await sent(byMailbox)
  imap.put(`Delivered-To: ${to}\n${raw}`)
  const reader = startMailboxReader(byMailbox.platform)
  await waitFor(async () => /was opened .* and is read since/.test(await words(byMailbox)))
  await waitFor(async () => (await latest(byMailbox)).state === 'came_back')
  await reader?.stop()
})

test('a mailbox that cannot be opened is named with what its server said, and no secret is shown', async () => {
  const wrong = await openSite({ ...own, IMAP_URL: imap.url.replace('secret', 'wr0ng') })
  const reader = startMailboxReader(wrong.platform)
  await waitFor(async () => /could not be read .*It said: \S/.test(await words(wrong)))
  await reader?.stop()
  const owen = wrong.as('owen')
  for (const { text } of [await owen.get(at), await owen.json(at), await byMailbox.as('owen').get(at)])
    assert.doesNotMatch(text, /wr0ng|secret\b|guild:/)
})

test('where nothing comes in it says how to turn it on, and sends no test; without a mail server neither', async () => {
  const off = await openSite({ SMTP_URL: relay.url })
  assert.match(await words(off), /They are off.*MAIL_IN=127\.0\.0\.1:2525.*IMAP_URL=/)
  const refused = await off.as('owen').send(`${at}/test`)
  assert.deepEqual([refused.status, refused.json.code], [409, 'answers_by_mail_off'])
  const silent = await openSite({ MAIL_IN: '0' })
  assert.match(await words(silent), /No mail leaves this site/)
  assert.equal((await silent.as('owen').send(`${at}/test`)).json.code, 'mail_waits')
})

test('owners and admins of the site see it, and nobody else', async () => {
  const { token } = await addPerson(bySmtp, 'Some admin', 'write', 'admin')
  const admin = clientOf(bySmtp.server, holding(token))
  assert.equal((await admin.get(at)).status, 200)
  assert.equal((await admin.send(`${at}/test`)).status, 200)
  for (const who of ['ada', 'ben', 'eve'] as const) {
    assert.equal((await bySmtp.as(who).get(at)).status, 403)
    assert.equal((await bySmtp.as(who).send(`${at}/test`)).status, 403)
  }
  assert.equal((await bySmtp.as('visitor').json(at)).status, 401)
})
