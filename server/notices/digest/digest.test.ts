/** The digest: one mail for everything that somebody wants by day or by week, best first, only what they have not seen, once. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { gatherDigest, makeDigests } from '#server/notices/digest/make-digests.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import type { CastName } from '#tests/support/cast.ts'
import { planOne } from '#tests/support/events.ts'
import { runJobs, sendMails, waitingJobs } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { sendOne, vote } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { people, community } = site.cast
const home = `/c/${community.slug}`
const [ada, ben] = [site.as('ada'), site.as('ben')]
const sql = async (text: string, values: unknown[] = []) => (await site.database.db.writePool.query(text, values)).rows

beforeEach(async () => {
  forgetCounts()
  await site.shiftClock('0')
  for (const table of ['entry', 'mail', 'activity', 'mail_choice', 'digest', 'mail_rhythm'])
    await sql(`delete from ${table}`)
  await sql(dropJobs)
  ;(mailbox.messages as unknown[]).length = 0
})

/** Ben wants these in his digest, whose hour is half a day away. */
async function benWants(kinds: readonly string[], choice: 'daily' | 'weekly'): Promise<void> {
  const [{ hour, weekday }] = await sql(
    `select extract(hour from now() at time zone 'Europe/Lisbon' + interval '12 hours')::int as hour,
      extract(isodow from now() at time zone 'Europe/Lisbon' + interval '12 hours' + interval '4 days')::int as weekday`,
  )
  const rhythm = await ben.send('/inbox/rhythm', { hour, weekday, timeZone: 'Europe/Lisbon' }, 'PUT')
  assert.equal(rhythm.status, 200, rhythm.text)
  const answer = await ben.send(
    `/inbox/settings/${community.slug}`,
    Object.fromEntries(kinds.map((kind) => [kind, choice])),
    'PUT',
  )
  assert.equal(answer.status, 200, answer.text)
}

async function announce(title: string, more: Record<string, unknown> = {}): Promise<string> {
  const words = { title, source: 'From **Monday** we meet upstairs.', hasDiscussion: true, publish: true, ...more }
  const { status, text, json } = await ada.send(`${home}/announcements`, words)
  assert.equal(status, 201, text)
  return json.address
}

/** Sends what is due; the mails that somebody got by now. */
async function mailsTo(who: CastName) {
  for (const task of ['notify-of-activity', 'gather-replies', 'make-digests', 'gather-digest'])
    await runJobs(site, task)
  await site.work(makeDigests)
  await runJobs(site, 'gather-digest')
  await sendMails(site)
  return mailbox.messages.filter(({ to }) => [to].flat()[0]?.value[0]?.address === people[who].email)
}
const subjectsTo = async (who: CastName) => (await mailsTo(who)).map(({ subject }) => subject)
const afterIt = () => site.shiftClock('13 hours')

test('what is wanted daily waits for its hour and comes in one mail, the most urgent first; others get it at once', async () => {
  await benWants(['ping', 'announcement', 'event', 'reply'], 'daily')
  const thread = await startThread(site, 'ben', 'How do you begin?')
  await writePost(site, 'cleo', thread, 'I say what I saw.')
  await announce('The room has moved')
  await sendOne(site, { hours: 72 })
  await planOne(site, { invite: 'yes' })
  assert.deepEqual(await subjectsTo('ben'), [])
  assert.equal((await subjectsTo('cleo')).length, 3)

  await afterIt()
  const [digest, ...more] = await mailsTo('ben')
  assert.ok(digest)
  assert.deepEqual(more, [])
  assert.match(digest.subject ?? '', /^Ada Lindqvist asks: What holds you back most\? · and 3 more$/)
  const text = digest.text ?? ''
  const places = ['Pings to answer', 'Announcements', 'Events', 'What else happened'].map((one) => text.indexOf(one))
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  )
  assert.ok(
    places.every((place) => place >= 0),
    text,
  )
  assert.match(text, /Ada Lindqvist announces: The room has moved\n {2}First-line leaders\n/)
  assert.match(text, /I don’t find the words\nhttp\S+\/b\//)
  assert.match(text, /Cleo Marsh answered you in “How do you begin\?”/)
  assert.ok(digest.headerLines.some(({ line }) => /^list-unsubscribe-post: List-Unsubscribe=One-Click$/i.test(line)))

  await site.shiftClock('37 hours')
  assert.equal((await mailsTo('ben')).length, 1, 'what was told is not told again')
})

test('what would come too late comes at once, and so does what asks for an answer of its own', async () => {
  await benWants(['ping', 'announcement', 'event'], 'weekly')
  await sendOne(site, { hours: 24 })
  await announce('Please read', { asksConfirmation: true })
  await announce('No hurry')
  await planOne(site, { invite: 'yes' })
  const soon = new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 16)
  const later = new Date(Date.now() + 27 * 3_600_000).toISOString().slice(0, 16)
  await planOne(site, { invite: 'yes', title: 'Tomorrow', startsAt: soon, endsAt: later, zone: 'UTC' })
  assert.deepEqual((await subjectsTo('ben')).toSorted(), [
    'Are you coming? Tomorrow',
    'Please read',
    'What holds you back most?',
  ])
})

test('what was seen, answered or taken back is not told, and where nothing is left no mail comes', async () => {
  await benWants(['ping', 'announcement'], 'daily')
  const seen = await announce('Seen on the site')
  const withdrawn = await announce('Taken back')
  const ping = await sendOne(site, { hours: 72 })
  await runJobs(site, 'notify-of-activity')
  await ben.get(seen)
  const [{ id }] = await sql(`select e.id from entry e where e.title = 'Seen on the site'`)
  await ben.send(`/inbox/announcements/${id}/readings`)
  await vote(site, 'ben', ping, 0)
  assert.equal((await ada.send(`${withdrawn}/withdrawal`, { why: 'Not yet' })).status, 200)
  await afterIt()
  assert.deepEqual(await subjectsTo('ben'), [])
  assert.deepEqual(await sql(`select state, why from mail where kind = 'digest'`), [{ state: 'dropped', why: 'done' }])
})

test('fifteen things at most, and how many more the inbox has', async () => {
  await benWants(['announcement'], 'daily')
  for (let i = 1; i <= 18; i++) {
    forgetCounts()
    await announce(`News ${i}`)
  }
  await afterIt()
  const [digest] = await mailsTo('ben')
  assert.equal(digest?.text?.match(/announces: News/g)?.length, 15)
  assert.match(digest?.text ?? '', /3 more in your inbox/)
})

test('answers below one thing are one line of it', async () => {
  await benWants(['reply'], 'daily')
  const thread = await startThread(site, 'ben', 'How do you begin?')
  await writePost(site, 'cleo', thread, 'I say what I saw.')
  assert.deepEqual(await subjectsTo('ben'), [])
  await writePost(site, 'ada', thread, 'I ask first.')
  assert.deepEqual(await subjectsTo('ben'), [])
  await afterIt()
  const [digest] = await mailsTo('ben')
  assert.equal(digest?.subject, '2 new in “How do you begin?”')
})

test('what followed from a Ping comes to those who chose it, and to nobody else', async () => {
  await benWants(['ping_outcome'], 'daily')
  const ping = await sendOne(site)
  assert.equal((await ada.send(`${ping.address}/closing`, { why: 'Enough' })).status, 200)
  for (const text of ['We moved the meeting.', 'We moved the meeting to Monday.']) {
    const told = await ada.send(`${ping.address}/outcome`, { text })
    assert.equal(told.status, 200, told.text)
  }
  await mailsTo('ben')
  ;(mailbox.messages as unknown[]).length = 0
  await afterIt()
  assert.deepEqual(await subjectsTo('ben'), ['You said, we did: What holds you back most?'])
  assert.deepEqual(await subjectsTo('cleo'), [])
})

test('the jobs run at the same time, or again after they were killed, send it once', async () => {
  await benWants(['announcement'], 'daily')
  await announce('The room has moved')
  await afterIt()
  const begun = await Promise.all([site.work(makeDigests), site.work(makeDigests)])
  assert.deepEqual(begun.toSorted(), [0, 1])
  const [job] = await waitingJobs(site, 'gather-digest')
  const id = String(job?.payload.digestId)
  // One that is killed before it is done has done nothing.
  await assert.rejects(
    site.work(async (work) => {
      await gatherDigest(work, id)
      throw new Error('killed')
    }),
  )
  const queued = await Promise.all([
    site.work((work) => gatherDigest(work, id)),
    site.work((work) => gatherDigest(work, id)),
  ])
  assert.deepEqual(queued.toSorted(), [false, true])
  assert.equal((await subjectsTo('ben')).length, 1)
})

test('who moves to another zone gets no second one that day, nor half a day after the last', async () => {
  await benWants(['announcement'], 'daily')
  await announce('First')
  await afterIt()
  assert.equal((await subjectsTo('ben')).length, 1)
  await announce('Second')
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Pacific/Auckland']) {
    await sql(`update person set time_zone = $1 where id = $2`, [zone, people.ben.id])
    await sql(`update mail set created_at = created_at - interval '2 days' where state = 'held'`)
    assert.equal((await subjectsTo('ben')).length, 1, zone)
  }
})

test('a quiet time stops what one does not wait for, until its day', async () => {
  const [{ day }] = await sql(`select ((now() at time zone 'Europe/Lisbon')::date + 2)::text as day`)
  await benWants(['announcement'], 'daily')
  const answer = await ben.send('/inbox/quiet', { until: day }, 'PUT')
  assert.equal(answer.json.rhythm.quietUntil, day)
  assert.match((await ben.get('/inbox/settings')).text, /No mail comes to you before/)
  await sendOne(site, { hours: 72 })
  await announce('While you were away')
  await site.as('visitor').post('/sign-in', { email: people.ben.email })
  await runJobs(site, 'mail-sign-in')
  const subjects = await subjectsTo('ben')
  assert.equal(subjects.length, 1)
  await afterIt()
  assert.equal((await subjectsTo('ben')).length, 1)
  assert.doesNotMatch(subjects[0] ?? '', /holds you back|away/)
  await site.shiftClock('61 hours')
  assert.deepEqual((await subjectsTo('ben')).slice(1), ['Ada Lindqvist announces: While you were away'])
})

test('its link turns all of it off with one press, takes that back, and lets one choose without signing in', async () => {
  await benWants(['announcement', 'event'], 'daily')
  await announce('The room has moved')
  await afterIt()
  const [digest] = await mailsTo('ben')
  const link = new URL(/https?:\S+\/digest\/\S+/.exec(digest?.text ?? '')?.[0] ?? '').pathname
  const visitor = site.as('visitor')
  const chosen = async () =>
    (await sql(`select kind || ' ' || choice as says from mail_choice order by kind`)).map(({ says }) => says)
  assert.match((await visitor.get(link)).text, /Stop the digest\?.*First-line leaders/s)
  assert.deepEqual(await chosen(), ['announcement daily', 'event daily'])
  const oneClick = await site.server.inject({
    method: 'POST',
    url: link,
    headers: { origin: 'https://mail.example', 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })
  assert.equal(oneClick.statusCode, 200, oneClick.body)
  assert.match(oneClick.body, /Your digest is stopped/)
  assert.deepEqual(await chosen(), ['announcement off', 'event off'])
  assert.equal((await visitor.post(`${link}/return`)).status, 303)
  assert.deepEqual(await chosen(), ['announcement daily', 'event daily'])
  assert.equal((await visitor.post(`${link}/choices/${community.slug}`, { event: 'weekly' })).status, 303)
  assert.deepEqual(await chosen(), ['announcement daily', 'event weekly'])
  assert.equal((await visitor.post(`${link}/choices/${site.cast.elsewhere.slug}`, { event: 'off' })).status, 404)
  assert.equal((await visitor.get(`${link}x`)).status, 404)
})
