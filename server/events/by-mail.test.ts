/** Events in mails and in calendars: as they arrive, are answered from there, and are read by other programs. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import nodeIcal, { type VEvent } from 'node-ical'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import type { CastName } from '#tests/support/cast.ts'
import { type EventWords, planOne, usualEvent } from '#tests/support/events.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { people } = site.cast
const [ada, anyone] = [site.as('ada'), site.as('visitor')] as const
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const call = 'https://call.example/clinic'

beforeEach(async () => {
  forgetCounts()
  await sql(dropJobs)
})

/** A mail as it came, with the calendar's part of it. */
interface Came {
  readonly subject: string
  readonly text: string
  readonly file: string
  readonly entries: readonly VEvent[]
}

/** The mails that came to somebody since the last look. */
let seen = 0
async function mailsTo(who: CastName): Promise<Came[]> {
  await sendMails(site)
  const came = mailbox.messages.slice(seen)
  seen = mailbox.messages.length
  return came
    .filter(({ to }) => [to ?? []].flat().some(({ text }) => text.includes(people[who].email)))
    .map(({ subject = '', text = '', attachments }) => {
      const part = attachments.find(({ contentType }) => /calendar|ics/.test(contentType))
      const file = part?.content.toString('utf8') ?? ''
      return { subject, text, file, entries: entriesIn(file) }
    })
}

const entriesIn = (file: string) =>
  Object.values(nodeIcal.sync.parseICS(file)).filter((one): one is VEvent => one?.type === 'VEVENT')
const only = <T>(list: readonly T[]): T => {
  assert.equal(list.length, 1)
  return list[0] as T
}
const invite = (words: EventWords = {}) => planOne(site, { callAddress: call, invite: 'yes', ...words })
const linkIn = (text: string, answer: string) => new RegExp(`(/e/\\S+\\?answer=${answer})\\b`).exec(text)?.[1] ?? ''
const mine = async (who: CastName, address: string) => (await site.as(who).json(address)).json.event.mine

test('an invitation comes once, with an entry that names its reader alone and the page as its place, and not the call', async () => {
  const { id, address } = await invite({ title: 'By mail', place: 'Room 7' })
  const mail = only(await mailsTo('ben'))
  assert.equal(mail.subject, 'Are you coming? By mail')
  assert.match(mail.text, /Ada Lindqvist invites you.*7 January 2031.*Where: Room 7/s)
  const entry = only(mail.entries)
  assert.equal(entry.uid, `event-${id}@guildhall`)
  assert.equal(entry.location, `${site.platform.config.publicUrl}${address}`)
  assert.equal(entry.start.toISOString(), '2031-01-07T09:00:00.000Z')
  assert.match(mail.file, /METHOD:REQUEST/)
  assert.equal(mail.file.match(/^ATTENDEE/gm)?.length, 1)
  assert.ok(mail.file.replaceAll('\r\n ', '').includes(people.ben.email))
  assert.match(mail.file, /RSVP=FALSE/)
  assert.ok(!mail.file.includes('call.example') && !mail.text.includes('call.example'))
})

test('a link in the mail opens a page and answers nothing; its button does, and brings the entry again with the call', async () => {
  const { id, address } = await invite({ title: 'From the mail' })
  const link = linkIn(only(await mailsTo('cleo')).text, 'yes')
  const page = await anyone.get(link)
  assert.match(page.text, /value="yes"[^>]*checked/)
  assert.match(page.text, /Answering as <b dir="auto">Cleo Marsh/)
  assert.ok(Buffer.byteLength(page.text) < 10_240)
  assert.equal(await mine('cleo', address), null)
  const action = link.split('?')[0] as string
  const pressed = await anyone.post(action, { answer: 'yes', marked: 'yes' })
  assert.equal(pressed.status, 303, pressed.text)
  assert.match((await anyone.get(String(pressed.headers.location))).text, /You’re coming/)
  assert.deepEqual(await mine('cleo', address), { answer: 'yes', waits: false })
  const again = only(await mailsTo('cleo'))
  assert.equal(only(again.entries).uid, `event-${id}@guildhall`)
  assert.match(again.file, /PARTSTAT=ACCEPTED/)
  assert.ok(again.text.includes(call) && again.file.replaceAll('\r\n ', '').includes(call))
})

test('a machine that opens all links answers nothing, and a person who presses right after it reads what to do', async () => {
  const { address } = await invite({ title: 'Opened by a machine' })
  const { text } = only(await mailsTo('dov'))
  for (const answer of ['yes', 'maybe', 'no']) assert.equal((await anyone.get(linkIn(text, answer))).status, 200)
  const pressed = await anyone.post(linkIn(text, 'yes').split('?')[0] as string, { answer: 'yes', marked: 'yes' })
  assert.equal(pressed.status, 409)
  assert.match(pressed.text, /Wait ten seconds, then press once more/)
  assert.equal(await mine('dov', address), null)
})

test('a forged link, one of another’s, and one from before the address changed open nothing', async () => {
  await invite({ title: 'Not for others' })
  const link = linkIn(only(await mailsTo('ben')).text, 'yes')
  const action = link.split('?')[0] as string
  assert.equal((await anyone.get(link.replace(/.(?=\?)/, (c) => (c === 'x' ? 'y' : 'x')))).status, 404)
  assert.equal((await anyone.get('/e/forged')).status, 404)
  assert.equal((await site.as('cleo').post(action, { answer: 'no', marked: 'yes' })).status, 403)
  await sql('update person set mail_version = mail_version + 1 where id = $1', [people.ben.id])
  assert.equal((await anyone.get(link)).status, 404)
})

test('a change and an end come to those who have the entry and did not say no, and calendars follow: one date, then all', async () => {
  const weekly = { title: 'Every week by mail', every: 'week', times: '3' }
  const { id, address } = await invite(weekly)
  const first = only(await mailsTo('ben'))
  assert.match(first.file, /RRULE:FREQ=WEEKLY/)
  await site.as('cleo').send(`${address}/answer`, { answer: 'no' })
  const [, second, third] = (await ada.json(address)).json.event.dates
  await ada.send(`${address}/dates/${second.id}`, { startsAt: '2031-01-15T16:30' })
  const moved = only(await mailsTo('ben'))
  assert.equal(moved.subject, 'Changed: Every week by mail')
  assert.match(moved.file, /METHOD:REQUEST.*RECURRENCE-ID;TZID=Europe\/Berlin:20310114T100000/s)
  assert.equal(only(moved.entries).start.toISOString(), '2031-01-15T15:30:00.000Z')
  await ada.send(`${address}/dates/${third.id}/cancellation`)
  const left = only(await mailsTo('ben'))
  assert.match(left.file, /METHOD:CANCEL.*RECURRENCE-ID;TZID=Europe\/Berlin:20310121T100000.*STATUS:CANCELLED/s)
  await ada.send(`${address}/cancellation`, { why: 'Flooded.' })
  const cancelled = only(await mailsTo('ben'))
  assert.equal(cancelled.subject, 'Cancelled: Every week by mail')
  assert.match(cancelled.text, /does not take place: Flooded\./)
  const sequences = [first, moved, left, cancelled].map(({ entries }) => Number(entries[0]?.sequence ?? 0))
  assert.deepEqual(sequences, [0, 1, 2, 3])
  assert.ok([first, moved, left, cancelled].every(({ entries }) => entries[0]?.uid === `event-${id}@guildhall`))
  assert.equal(
    mailbox.messages.filter(
      ({ subject, to }) => /Every week/.test(subject ?? '') && JSON.stringify(to).includes(people.cleo.email),
    ).length,
    1,
  )
})

test('a weekly event at 10:00 stays at 10:00 over a clock change, as its page has it and as another program reckons it from the mail', async () => {
  for (const [zone, first] of [
    ['Europe/Berlin', '2031-03-24'],
    ['America/New_York', '2031-10-27'],
    ['Australia/Sydney', '2031-03-31'],
  ] as const) {
    const words = { zone, startsAt: `${first}T10:00`, endsAt: `${first}T11:00`, every: 'week', times: '3' }
    const { address } = await invite({ title: `In ${zone}`, ...words })
    const [series] = only(await mailsTo('ben')).entries
    assert.ok(series)
    const span = { from: new Date('2031-01-01'), to: new Date('2031-12-31') }
    const reckoned = nodeIcal.expandRecurringEvent(series, span).map(({ start }) => new Date(start).toISOString())
    const { dates } = (await ada.json(address)).json.event
    assert.deepEqual(
      reckoned.toSorted(),
      dates.map(({ startsAt }: { startsAt: string }) => startsAt),
      zone,
    )
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' })
    assert.deepEqual(
      reckoned.map((at) => shown.format(new Date(at))),
      ['10:00', '10:00', '10:00'],
      zone,
    )
    assert.equal(new Set(reckoned.map((at) => at.slice(11))).size, 2, `${zone}: the clock changes between them`)
  }
})

test('one is reminded a day and an hour before, once, where one comes and has not turned it off', async () => {
  const inHours = (hours: number) => {
    const at = new Date(Date.now() + hours * 3_600_000)
    return new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString().slice(0, 16)
  }
  const { address } = await planOne(site, {
    ...usualEvent,
    title: 'Soon',
    zone: 'UTC',
    startsAt: inHours(30),
    endsAt: inHours(31),
  })
  await site.as('dov').send(`${address}/answer`, { answer: 'yes' })
  await mailsTo('dov')
  const remind = async () => {
    await sql(`select graphile_worker.add_job('remind-of-events', '{}')`)
    await runJobs(site, 'remind-of-events')
    return (await mailsTo('dov')).map(({ subject }) => subject)
  }
  assert.deepEqual(await remind(), [])
  await site.shiftClock('7 hours')
  assert.deepEqual(await remind(), ['Tomorrow: Soon'])
  assert.deepEqual(await remind(), [])
  await site.shiftClock('29 hours 10 minutes')
  assert.deepEqual(await remind(), ['In an hour: Soon'])
  assert.deepEqual(await remind(), [])
  await site.shiftClock('0')
})

test('a secret address gives a calendar program one’s events, with a call’s address only where one goes, until it is renewed', async () => {
  const { address } = await planOne(site, { title: 'In the feed', callAddress: call })
  const ben = site.as('ben')
  assert.equal((await ben.json('/events/calendar')).json.feeds[0].address, null)
  const path = async () =>
    (await ben.send('/events/calendar', {})).json.address.replace(site.platform.config.publicUrl, '')
  const feed = await path()
  const read = async () => (await anyone.get(feed)).text
  assert.match(String((await anyone.get(feed)).headers['content-type']), /^text\/calendar/)
  const titles = async () => entriesIn(await read()).map(({ summary }) => String(summary))
  assert.ok((await titles()).includes('In the feed'))
  const about = async () => entriesIn(await read()).find(({ summary }) => summary === 'In the feed')
  assert.ok(!JSON.stringify(await about()).includes(call))
  await ben.send(`${address}/answer`, { answer: 'maybe' })
  assert.ok(JSON.stringify(await about()).includes(call))
  await ben.send(`${address}/answer`, { answer: 'no' })
  assert.ok(!(await titles()).includes('In the feed'))
  const one = (await ben.send('/events/calendar', { community: site.cast.community.id })).json.address
  assert.match(
    (await anyone.get(one.replace(site.platform.config.publicUrl, ''))).text,
    /X-WR-CALNAME:First-line leaders/,
  )
  assert.equal((await ben.send('/events/calendar', { community: site.cast.elsewhere.id })).status, 404)
  assert.notEqual(await path(), feed)
  assert.equal((await anyone.get(feed)).status, 404)
  assert.match((await site.as('cleo').get(`${address}/calendar`)).text, /SUMMARY:In the feed/)
  assert.equal((await site.as('eve').get(`${address}/calendar`)).status, 404)
})
