/** Accept, Tentative and Decline, as calendars mail them (METHOD:REPLY), are answers to the event; nothing else in such a file is. */
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, beforeEach, test } from 'node:test'
import { createTransport } from 'nodemailer'
import { uidOf } from '#server/events/event.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import type { CastName } from '#tests/support/cast.ts'
import { type EventWords, planOne } from '#tests/support/events.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openNameServer } from '#tests/support/name-server.ts'
import { openSite } from '#tests/support/site.ts'

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const names = await openNameServer()
after(() => names.close())
names.records.set('key._domainkey.example.org', `v=DKIM1; k=rsa; p=${keys.publicKey.toString('base64')}`)
names.records.set('_dmarc.example.org', 'v=DMARC1; p=reject')

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://guild.example', MAIL_IN: '0' })
const { people } = site.cast

beforeEach(forgetCounts)

/** The newest mail to somebody, and the organizer its calendar file names. */
async function mailTo(who: CastName) {
  await sendMails(site)
  const mail = mailbox.messages.findLast(({ to }) => JSON.stringify(to).includes(people[who].email))
  const file = mail?.attachments.find(({ contentType }) => contentType === 'text/calendar')?.content.toString() ?? ''
  const lines = file.replaceAll('\r\n ', '')
  return {
    subject: mail?.subject ?? '',
    text: mail?.text ?? '',
    lines,
    organizer: /^ORGANIZER.*mailto:(.+)$/im.exec(lines)?.[1] ?? '',
  }
}

interface Pressed {
  readonly uid: string
  readonly to: string
  readonly status: string
  readonly from?: string
  readonly isSigned?: boolean
  readonly more?: readonly string[]
  readonly method?: string
}

/** A calendar sends what somebody pressed in it; the site reads what came. */
async function press({
  uid,
  to,
  status,
  from = people.ben.email,
  isSigned = true,
  more = [],
  method = 'REPLY',
}: Pressed) {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTART:20310107T090000Z',
    `ATTENDEE;CN=Ben;PARTSTAT=${status}:mailto:${from}`,
    ...more,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  const program = createTransport({ host: '127.0.0.1', port: site.mailInPort ?? 0, secure: false, ignoreTLS: true })
  await program.sendMail({
    from,
    to,
    envelope: { from, to },
    subject: 'Accepted: something',
    text: '',
    headers: { 'auto-submitted': 'auto-generated' },
    icalEvent: { method, content: lines.join('\r\n') },
    ...(isSigned && { dkim: { domainName: 'example.org', keySelector: 'key', privateKey: keys.privateKey } }),
  })
  program.close()
  await runJobs(site, 'take-in-mail')
}

async function invited(words: EventWords = {}) {
  const { id, address } = await planOne(site, { callAddress: 'https://call.example/room', invite: 'yes', ...words })
  const mine = async (who: CastName = 'ben') => (await site.as(who).json(address)).json.event.mine
  return { uid: uidOf(id), address, mine, mail: await mailTo('ben') }
}

test('what somebody presses in their calendar is their answer, and the entry comes again from the same organizer with the call', async () => {
  const { uid, mine, mail } = await invited({ title: 'Pressed' })
  assert.match(mail.lines, /RSVP=TRUE/)
  assert.match(mail.text, /You can also accept or decline it in your calendar/)
  assert.match(mail.organizer, /^guildhall\+[a-z2-7]{42}\w@guild\.example$/)
  for (const [status, answer] of [
    ['ACCEPTED', 'yes'],
    ['TENTATIVE', 'maybe'],
    ['DECLINED', 'no'],
  ]) {
    await press({ uid, to: mail.organizer, status: status as string })
    assert.equal((await mine())?.answer, answer, status)
    if (answer === 'no') continue
    const own = await mailTo('ben')
    assert.equal(own.organizer, mail.organizer)
    assert.match(own.lines, /call\.example\/room/)
  }
})

test('a file that nobody vouches for, from somebody else, about another event, or that is no reply, answers nothing', async () => {
  const { uid, mine, mail } = await invited({ title: 'Not pressed' })
  const other = await invited({ title: 'The other one' })
  const right = { uid, to: mail.organizer, status: 'ACCEPTED' }
  await press({ ...right, isSigned: false })
  assert.match((await mailTo('ben')).text, /We could not make sure that it was you who answered in a calendar/)
  await press({ ...right, from: people.cleo.email })
  await press({ ...right, uid: other.uid })
  await press({ ...right, uid: '__proto__' })
  await press({ ...right, method: 'REQUEST' })
  await press({ ...right, status: 'DELEGATED' })
  const script = ['SUMMARY:<script>alert(1)</script>', 'ATTACH:javascript:alert(1)', 'RRULE:FREQ=SECONDLY']
  await press({ ...right, uid: 'from-elsewhere', more: script })
  await press({ ...right, to: mail.organizer.replace(/\+..../, '+aaaa') }).catch(() => null)
  for (const one of [mine(), mine('cleo'), other.mine()]) assert.equal(await one, null)
})

test('an answer to one date of several changes nothing, and its person is told what to do', async () => {
  const { uid, mine, mail } = await invited({ title: 'Weekly', every: 'week', times: '3' })
  await site.database.db.write.deleteFrom('mail').where('kind', '=', 'answer_refused').execute()
  await press({ uid, to: mail.organizer, status: 'DECLINED', more: ['RECURRENCE-ID:20310114T090000Z'] })
  assert.equal(await mine(), null)
  assert.match((await mailTo('ben')).text, /Here one answer is for all dates/)
  await press({ uid, to: mail.organizer, status: 'ACCEPTED' })
  assert.equal((await mine())?.answer, 'yes')
})

test('script in a calendar file from elsewhere is shown nowhere, whether the file answers or lies beside an answer in words', async () => {
  const { uid, address, mine, mail } = await invited({ title: 'With a file from elsewhere' })
  const script = [
    'SUMMARY:<script>alert(1)</script>',
    'DESCRIPTION:<img src=x onerror=alert(1)>',
    'COMMENT:<script>alert(1)</script>',
    'LOCATION:javascript:alert(1)',
    'URL:javascript:alert(1)',
    'ATTACH:javascript:alert(1)',
    'BEGIN:VALARM',
    'ACTION:PROCEDURE',
    'ATTACH:javascript:alert(1)',
    'END:VALARM',
  ]
  await press({ uid, to: mail.organizer, status: 'ACCEPTED', more: script })
  assert.equal((await mine())?.answer, 'yes')
  const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:x', ...script, 'END:VEVENT', 'END:VCALENDAR']
  const program = createTransport({ host: '127.0.0.1', port: site.mailInPort ?? 0, secure: false, ignoreTLS: true })
  await program.sendMail({
    from: people.ben.email,
    to: mail.organizer,
    subject: 'Re: With a file from elsewhere',
    text: 'I bring cake.',
    attachments: [
      { filename: '"><script>alert(1)</script>.ics', content: file.join('\r\n'), contentType: 'text/calendar' },
    ],
    dkim: { domainName: 'example.org', keySelector: 'key', privateKey: keys.privateKey },
  })
  program.close()
  await runJobs(site, 'take-in-mail')
  assert.match((await site.as('cleo').get(address)).text, /I bring cake\./)
  for (const who of ['ada', 'ben', 'cleo', 'owen'] as const) {
    for (const path of [
      address,
      `${address}/calendar`,
      '/events',
      '/inbox',
      '/outbox',
      `/c/${site.cast.community.slug}`,
    ])
      assert.doesNotMatch(
        (await site.as(who).get(path)).text,
        /alert\(1\)|javascript:alert|PROCEDURE/,
        `${who} ${path}`,
      )
  }
  const { lines, text } = await mailTo('ben')
  assert.doesNotMatch(lines + text, /alert\(1\)/)
})
