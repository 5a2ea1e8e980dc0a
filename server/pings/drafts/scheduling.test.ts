/** A Ping that goes out by itself at the hour its writer chose. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { hour } from '#server/platform/clock.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { answersOf, draftOne, type MadePing } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast } = site
const root = `/c/${cast.community.slug}/pings`
const ada = site.as('ada')
const sql = (text: string, values: unknown[] = []) => site.platform.database.writePool.query(text, values)
const inHours = (n: number) => new Date(Date.now() + n * hour).toISOString()
const row = async ({ id }: MadePing) =>
  (await sql('select state, sends_at, sent_at, not_sent from ping where id = $1', [id])).rows[0]
const schedule = (ping: MadePing, sendsAt: unknown = inHours(24)) => ada.send(`${ping.address}/scheduling`, { sendsAt })
const sweep = async () => {
  await site.work((work) => work.enqueue('sweep-pings', {}))
  await runJobs(site, 'sweep-pings')
}

beforeEach(async () => {
  for (const table of ['ping', 'mail', 'featured_consent', 'featured_container', 'activity', 'notice'])
    await sql(`delete from ${table}`)
  await sql(dropJobs)
  await sql("update community set status = 'active'")
})
afterEach(async () => {
  await site.shiftClock('0')
  await sql('update membership set ended_at = null where community_id = $1', [cast.community.id])
})

describe('the schedule', () => {
  test('is an hour on the writer’s clock, is shown, and can be moved', async () => {
    const ping = await draftOne(site)
    assert.match((await ada.get(ping.address)).text, /Send it later[\s\S]*type="datetime-local"[\s\S]*Schedule it/)
    const day = inHours(48).slice(0, 10)
    await sql("update person set time_zone = 'America/New_York' where id = $1", [cast.people.ada.id])
    const answer = await ada.post(`${ping.address}/scheduling`, { sendsAt: `${day}T08:30` })
    assert.deepEqual([answer.status, answer.headers.location], [303, ping.address])
    const { rows } = await sql(
      `select to_char(sends_at at time zone 'America/New_York', 'YYYY-MM-DD"T"HH24:MI') as at from ping`,
    )
    assert.equal(rows[0].at, `${day}T08:30`)
    const page = await ada.get(ping.address)
    assert.match(page.text, /It goes out by itself [^<]*8:30[^<]*; until then nobody has it/)
    assert.match(page.text, new RegExp(`name="sendsAt"[^>]* value="${day}T08:30"`))
    assert.match((await ada.get(root)).text, /Goes out by itself [^<]*8:30/)
    await sql('update person set time_zone = null where id = $1', [cast.people.ada.id])
    const later = inHours(72)
    assert.equal((await schedule(ping, later)).json.sendsAt, later)
    const [job, ...more] = await waitingJobs(site, 'send-scheduled-ping')
    assert.deepEqual([job?.runAt.toISOString(), more.length], [later, 0])
    assert.equal((await ada.json(ping.address)).json.draft.sendsAt, later)
  })

  test('in the past, beyond a year, after the chosen end, or no time at all: a sentence each, and it stays a draft', async () => {
    const ping = await draftOne(site, { hours: undefined, closesAt: inHours(20) } as object)
    for (const [sendsAt, says] of [
      ['2020-01-01T10:00', /has passed/],
      [inHours(366 * 24), /within a year/],
      [inHours(21), /would close before it goes out/],
      ['2026-02-31T10:00', /not a day and hour/],
      ['', /Choose the day and hour/],
      [null, /Choose the day and hour/],
    ] as const) {
      const answer = await schedule(ping, sendsAt)
      assert.equal(answer.status, 422, String(sendsAt))
      assert.match(answer.json.fields.sendsAt, says)
      assert.equal((await row(ping)).state, 'draft')
    }
    const form = await ada.post(`${ping.address}/scheduling`, { sendsAt: '2020-01-01T10:00' })
    assert.match(form.text, /<details class="more" open>[\s\S]*This time has passed/)
  })

  test('is its writer’s alone, who finds it, takes it back, and cannot change its words before', async () => {
    const ping = await draftOne(site)
    for (const [who, status] of [
      ['ben', 404],
      ['owen', 404],
      ['eve', 404],
      ['visitor', 401],
    ] as const) {
      const asked = await site.as(who).send(`${ping.address}/scheduling`, { sendsAt: inHours(2) })
      assert.equal(asked.status, status, who)
    }
    assert.equal((await ada.send(`${ping.address}/unscheduling`)).json.code, 'ping_not_scheduled')
    await schedule(ping)
    for (const who of ['ben', 'owen'] as const) {
      assert.equal((await site.as(who).get(ping.address)).status, 404)
      assert.equal((await site.as(who).send(`${ping.address}/unscheduling`)).status, 404, who)
    }
    const words = { question: 'Other?', options: answersOf }
    assert.equal((await ada.send(`${ping.address}/draft`, words, 'PUT')).json.code, 'ping_scheduled')
    assert.equal((await ada.send(`${ping.address}/removal`)).json.code, 'ping_scheduled')
    assert.match((await ada.get(`${ping.address}/mail`)).text, /What holds you back most/)
    assert.equal((await ada.send(`${ping.address}/unscheduling`)).status, 200)
    assert.equal((await row(ping)).state, 'draft')
    await site.shiftClock('25 hours')
    await runJobs(site, 'send-scheduled-ping')
    await sweep()
    assert.equal((await row(ping)).state, 'draft')
    assert.equal((await ada.send(`${ping.address}/draft`, words, 'PUT')).status, 200)
  })

  test('a draft community schedules nothing', async () => {
    const ping = await draftOne(site)
    await sql("update community set status = 'draft' where id = $1", [cast.community.id])
    assert.equal((await schedule(ping)).json.code, 'community_draft')
  })
})

describe('at its hour', () => {
  test('it goes out once, whoever comes first: its job, the sweep, both again, or two at the same moment', async () => {
    const ping = await draftOne(site)
    await schedule(ping)
    await runJobs(site, 'send-scheduled-ping')
    assert.equal((await row(ping)).state, 'scheduled', 'not before')
    await site.shiftClock('24 hours 1 minute')
    await Promise.all([runJobs(site, 'send-scheduled-ping'), sweep()])
    await sweep()
    const sent = await row(ping)
    assert.deepEqual([sent.state, sent.sends_at], ['open', null])
    assert.equal((await sql("select from mail where kind = 'ping'")).rowCount, 4)
    assert.equal((await sql("select from activity where verb = 'ping.sent'")).rowCount, 1)
    const seen = (await site.as('ben').json(ping.address)).json.ping
    assert.deepEqual([seen.state, seen.askedBy.name], ['open', 'Ada Lindqvist'])
    assert.equal(new Date(seen.closesAt).getTime() - new Date(seen.sentAt).getTime(), 48 * hour)
  })

  test('it can be sent before, and then its hour does nothing', async () => {
    const ping = await draftOne(site)
    await schedule(ping)
    assert.equal((await ada.send(`${ping.address}/sending`)).status, 200)
    await site.shiftClock('24 hours 1 minute')
    await runJobs(site, 'send-scheduled-ping')
    await sweep()
    assert.equal((await sql("select from mail where kind = 'ping'")).rowCount, 4)
  })

  test('where its writer left or its community was archived it becomes a draft again, which says so to them', async () => {
    const ping = await draftOne(site)
    await schedule(ping)
    await sql("update community set status = 'archived' where id = $1", [cast.community.id])
    await site.shiftClock('25 hours')
    await sweep()
    await sweep()
    assert.deepEqual([(await row(ping)).state, (await row(ping)).not_sent], ['draft', 'community_archived'])
    assert.equal((await sql("select from activity where verb = 'ping.not_sent'")).rowCount, 1)
    await sql("update community set status = 'active' where id = $1", [cast.community.id])
    assert.match((await ada.get(ping.address)).text, /It could not be sent at its hour/)
    await runJobs(site, 'notify-of-activity')
    assert.match((await ada.get('/inbox')).text, /Your Ping could not be sent at its hour: What holds you back most\?/)
    assert.doesNotMatch((await site.as('ben').get('/inbox')).text, /could not be sent/)
    await site.shiftClock('0')
    await schedule(ping)
    await sql('update membership set ended_at = now() where person_id = $1', [cast.people.ada.id])
    await site.shiftClock('25 hours')
    await sweep()
    assert.equal((await row(ping)).state, 'draft')
    assert.equal((await sql("select from mail where kind = 'ping'")).rowCount, 0)
  })
})

test('in somebody’s name it is scheduled only with their yes, and does not go out once they took it back', async () => {
  const voiceId = cast.people.cleo.id
  await sql(
    `with container as (insert into featured_container (community_id, name, position) values ($1, 'Sponsor', 1) returning id)
     insert into featured_person (community_id, container_id, person_id, position) select $1, id, $2, 1 from container`,
    [cast.community.id, voiceId],
  )
  const ping = await draftOne(site, { voiceId })
  assert.equal((await schedule(ping)).json.code, 'voice_silent')
  await ada.send(`${ping.address}/consent`)
  await sql("update featured_consent set reach = 'this_one', given_at = now()")
  assert.equal((await schedule(ping)).status, 200)
  await sql('update featured_consent set withdrawn_at = now()')
  await site.shiftClock('25 hours')
  await sweep()
  assert.deepEqual([(await row(ping)).state, (await row(ping)).not_sent], ['draft', 'voice_silent'])
  assert.equal((await sql("select from mail where kind = 'ping'")).rowCount, 0)
})
