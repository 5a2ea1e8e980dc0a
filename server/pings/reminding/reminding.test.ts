/** Those who have not answered a Ping are reminded once, where its writer wants it. */
import assert from 'node:assert/strict'
import { after, afterEach, beforeEach, test } from 'node:test'
import { hour } from '#server/platform/clock.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { runJobs, sendMails, waitingJobs } from '#tests/support/jobs.ts'
import { openMailbox } from '#tests/support/mailbox.ts'
import { addMembers, ballotOf, draftOne, type MadePing, type PingWords, sendOne, vote } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const mailbox = await openMailbox()
after(() => mailbox.close())
const site = await openSite({ SMTP_URL: mailbox.url })
const { people, community } = site.cast
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const sweep = async () => {
  await site.work((work) => work.enqueue('sweep-pings', {}))
  await runJobs(site, 'sweep-pings')
}
const remindable = (words: PingWords = {}) => sendOne(site, { reminds: true, hours: 48, ...words })
/** Who is queued a reminder, by name. */
const reminded = async () =>
  (
    await sql(
      "select p.name from mail m join person p on p.id = m.person_id where m.kind = 'ping_reminder' order by p.name",
    )
  ).rows.map(({ name }) => name.split(' ')[0])

beforeEach(async () => {
  for (const table of ['ping', 'mail', 'mail_choice', 'activity']) await sql(`delete from ${table}`)
  await sql(dropJobs)
  await sql("delete from person where email like 'm%-%@example.org'")
  ;(mailbox.messages as unknown[]).length = 0
})
afterEach(() => site.shiftClock('0'))

test('a day before its end those without an answer get one mail, by its job, the sweep, or both at the same moment', async () => {
  const ping = await remindable()
  await vote(site, 'cleo', ping, 1)
  await runJobs(site, 'remind-of-ping')
  await sweep()
  assert.deepEqual(await reminded(), [], 'not before')
  await site.shiftClock('24 hours 1 minute')
  await Promise.all([runJobs(site, 'remind-of-ping'), sweep()])
  await sweep()
  assert.deepEqual(await reminded(), ['Ada', 'Ben', 'Dov'])
  assert.deepEqual((await sql("select facts from activity where verb = 'ping.reminded'")).rows, [
    { facts: { mails: 3 } },
  ])
  await site.as('ada').send(`${ping.address}/extension`, { hours: 48, why: 'A holiday' })
  assert.deepEqual(await waitingJobs(site, 'remind-of-ping'), [], 'more time is no second reminder')
})

test('nobody is reminded where its writer did not ask for it, and of a Ping of a few hours', async () => {
  await sendOne(site, { hours: 48 })
  await remindable({ hours: undefined, closesAt: new Date(Date.now() + 6 * hour).toISOString() } as PingWords)
  assert.deepEqual(await waitingJobs(site, 'remind-of-ping'), [])
})

test('of a Ping of one day it is six hours before the end; the preview and its page say when, and more time moves it', async () => {
  const draft = await draftOne(site, { reminds: true, hours: 24 })
  const ada = site.as('ada')
  assert.match((await ada.get(draft.address)).text, /to all who have not answered by then, /)
  assert.match((await ada.get(`${draft.address}/draft`)).text, /name="reminds" value="yes" checked/)
  await ada.send(`${draft.address}/sending`)
  const at = async () => {
    const { rows } = await sql('select closes_at, reminds_at from ping where id = $1', [draft.id])
    const [job] = await waitingJobs(site, 'remind-of-ping')
    assert.equal(job?.runAt.getTime(), rows[0].reminds_at.getTime())
    return (rows[0].closes_at - rows[0].reminds_at) / hour
  }
  assert.equal(await at(), 6)
  assert.match((await ada.get(draft.address)).text, /Reminder[\s\S]*to all who have not answered by then, /)
  assert.doesNotMatch((await site.as('ben').get(draft.address)).text, /to all who have not answered/)
  await ada.send(`${draft.address}/extension`, { hours: 24, why: 'A holiday' })
  assert.equal(await at(), 24)
})

test('left out are people who turned Pings or their reminders off, left, moved, or answered before it leaves; an answer that waits is none', async () => {
  const ping = await remindable()
  await addMembers(site, 1)
  await sql(
    `insert into mail_choice (person_id, community_id, kind, choice) values ($1, $3, 'ping', 'off'), ($2, $3, 'ping_reminder', 'off')`,
    [people.ada.id, people.dov.id, community.id],
  )
  const { key } = await ballotOf(site, people.ben.id, ping)
  await sql('insert into unconfirmed_vote (ballot_id, ping_id, option_id, cast_at) values ($1, $2, $3, app_now())', [
    key.ballotId,
    ping.id,
    ping.options[0],
  ])
  await site.shiftClock('25 hours')
  await sweep()
  assert.deepEqual(await reminded(), ['Ben', 'Cleo'], 'who joined since has got no mail to be reminded of')
  await vote(site, 'cleo', ping, 1)
  ;(mailbox.messages as unknown[]).length = 0
  await sendMails(site)
  const mail = await mailbox.waitFor(({ subject }) => subject === 'Reminder: What holds you back most?')
  const ours = mailbox.messages.filter(({ subject }) => subject?.startsWith('Reminder'))
  assert.deepEqual(
    ours.map(({ to }) => [to].flat()[0]?.value[0]?.address),
    [people.ben.email],
  )
  assert.match(mail.text ?? '', /Your answer is not counted yet/)
  const { links } = await ballotOf(site, people.ben.id, ping)
  for (const link of links) assert.ok(mail.text?.includes(link), 'it is answered from the mail')
  const line = mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? ''
  const stop = new URL(line.match(/<(http[^>]+)>/)?.[1] ?? '').pathname
  assert.equal((await site.as('visitor').post(stop)).status, 303)
  assert.equal((await site.as('ben').json('/inbox/settings')).json.communities[0].mails.ping_reminder, 'off')
})

test('nobody sees who was reminded: not in the outbox, not on the page, and not a day later in the database', async () => {
  const ping = await remindable()
  await vote(site, 'cleo', ping, 1)
  await site.shiftClock('25 hours')
  await sweep()
  const { rows } = await sql("select id from mail where kind = 'ping_reminder' and person_id = $1", [people.ben.id])
  const owen = site.as('owen')
  const kinds = (await owen.json('/outbox')).json.mails.map(({ kind }: { kind: string }) => kind)
  assert.ok(kinds.includes('ping') && !kinds.includes('ping_reminder'), kinds.join())
  assert.equal((await owen.json(`/outbox/${rows[0].id}`)).status, 404)
  const { mailing } = (await site.as('ada').json(ping.address)).json
  assert.deepEqual([mailing.waiting, mailing.remindsAt, typeof mailing.remindedAt], [4, null, 'string'])
  await site.shiftClock('48 hours')
  await sweep()
  await site.shiftClock('61 hours')
  await sweep()
  assert.deepEqual(await reminded(), [])
})

test('a Ping that was closed, withdrawn or archived reminds nobody', async () => {
  const ada = site.as('ada')
  const [one, other] = [await remindable(), await remindable()] as [MadePing, MadePing]
  await ada.send(`${one.address}/closing`, { why: 'Enough' })
  await ada.send(`${other.address}/withdrawal`, { why: 'Wrong' })
  await site.shiftClock('25 hours')
  await runJobs(site, 'remind-of-ping')
  await sweep()
  assert.deepEqual(await reminded(), [])
})
