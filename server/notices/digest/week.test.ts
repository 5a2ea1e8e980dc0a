/**
 * A week of digests in twenty zones, over the change to summer time and over the one back: each once a day, at its hour, none
 * empty, nothing twice. Whole, it has 2,000 people.
 */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { gatherDigest, makeDigests } from '#server/notices/digest/make-digests.ts'
import { html } from '#server/platform/html/html.ts'
import { showMail } from '#server/platform/mail/compose-mail.ts'
import { mailKind } from '#server/platform/mail/mail-kind.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'
import { asMany } from '#tests/support/long-run.ts'
import { openSite } from '#tests/support/site.ts'

const said = () => 'A test'
const thing = mailKind<{ no: number }>({
  kind: 'thing_of_week',
  priority: 'bulk',
  unsubscribe: {
    place: 1,
    byDefault: 'at_once',
    inDigest: 'other',
    name: said,
    hint: said,
    stops: said,
    stopped: said,
  },
  async compose(look, { payload }) {
    const url = look.platform.config.publicUrl
    return {
      subject: `Thing ${payload.no}`,
      html: html``,
      text: '',
      unsubscribeUrl: url,
      inShort: [{ says: `Thing ${payload.no}`, address: `${url}/${payload.no}` }],
    }
  },
})

const site = await openSite({}, [{ name: 'week', endpoints: [], mails: [thing] }])
const { writePool } = site.platform.database

// biome-ignore format: a list
const zones = [
  'Europe/Berlin', 'Europe/Lisbon', 'Europe/Helsinki', 'Europe/London', 'Atlantic/Azores', 'America/New_York', 'America/Los_Angeles',
  'America/Santiago', 'America/Havana', 'America/St_Johns', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tokyo', 'Asia/Beirut',
  'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland', 'Pacific/Chatham', 'Africa/Nairobi', 'UTC',
] as const

const people = asMany(2000, { else: 60 })
const days = asMany(8, { else: 3 })
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const tick = 15 * minute

interface Reader {
  readonly id: string
  readonly zone: string
  readonly digestHour: number
  readonly weekday: number
  readonly choice: 'daily' | 'weekly'
}
const readers: Reader[] = []

before(async () => {
  await writePool.query(`insert into mail_kind (kind) values ('thing_of_week')`)
  // Each person is put into the index of search, which takes a moment for so many.
  for (let first = 1; first <= people; first += 100)
    readers.push(...(await addReaders(first, Math.min(people, first + 99))))
})

async function addReaders(first: number, last: number): Promise<Reader[]> {
  const { rows } = await writePool.query<Reader>(
    `with person as (
       insert into person (name, email, handle, time_zone)
       select 'Reader ' || i, 'reader' || i || '@example.org', 'reader-' || i, ($2::text[])[1 + i % array_length($2::text[], 1)]
       from generate_series($1::int, $4::int) i returning id, time_zone, substring(handle from 8)::int as i
     ), member as (
       insert into membership (community_id, person_id, invited_at, visited_at) select $3, id, now(), now() from person
     ), source as (
       insert into membership_source (community_id, person_id, source) select $3, id, 'manual' from person
     ), choice as (
       insert into mail_choice (person_id, community_id, kind, choice)
       select id, $3, 'thing_of_week', case when i % 4 = 0 then 'weekly' else 'daily' end from person
     ), rhythm as (
       insert into mail_rhythm (person_id, digest_hour, digest_weekday) select id, (i / 20) % 24, 1 + i % 7 from person
     )
     select id, time_zone as zone, (i / 20) % 24 as "digestHour", 1 + i % 7 as weekday,
       case when i % 4 = 0 then 'weekly' else 'daily' end as choice from person`,
    [first, zones, site.cast.community.id, last],
  )
  return rows
}

/** Work at a moment. */
function at<T>(moment: number, run: (work: Work) => Promise<T>): Promise<T> {
  return site.work(async (work) => {
    await sql`select set_config('guildhall.shift', (${new Date(moment)}::timestamptz - now())::text, true)`.execute(
      work.tx,
    )
    return run(work)
  })
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** What the clock of a zone shows. */
function clock(moment: number, zone: string): { date: string; hour: number; minutes: number; weekday: number } {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(zone, format)
  const [date = '', time = ''] = format.format(moment).split(' ')
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7
  return { date, hour: Number(time.slice(0, 2)), minutes: Number(time.slice(3)), weekday }
}

interface Made {
  readonly person_id: string
  readonly made_at: Date
  readonly on_date: string
  readonly mails: readonly string[]
  readonly things: readonly { readonly id: string; readonly at: string }[]
}

let no = 0

/** A day, in steps of a quarter of an hour; things happen every three hours, to some people. */
async function live(start: number): Promise<void> {
  for (let now = start; now < start + day; now += tick) {
    if ((now - start) % (3 * hour) === 0) {
      no += 1
      const about = { kind: 'thing', id: crypto.randomUUID() }
      const some = readers.filter((_, i) => i % 3 === no % 3).map(({ id }) => id)
      await at(now - minute, (work) =>
        queueMailing(work, thing, some, { about, communityId: site.cast.community.id, payload: { no } }),
      )
    }
    const begun = await at(now, makeDigests)
    if (begun === 0) continue
    const { rows } = await writePool.query<{ id: string }>(
      `select d.id from digest d where not exists (select from mail m where m.kind = 'digest' and m.about_id = d.id)`,
    )
    assert.equal(rows.length, begun)
    for (let i = 0; i < rows.length; i += 8) {
      const some = rows.slice(i, i + 8).map(({ id }) => at(now, (work) => gatherDigest(work, id)))
      assert.ok((await Promise.all(some)).every(Boolean), 'one was empty')
    }
  }
}

/** The digests made since a moment. */
async function madeSince(from: string): Promise<Made[]> {
  const { rows } = await writePool.query<Made>(
    `select d.person_id, d.made_at, d.on_date::text, array(select m.id from mail m where m.kind = 'digest' and m.about_id = d.id) as mails,
       (select json_agg(json_build_object('id', h.id, 'at', h.created_at)) from mail m, jsonb_array_elements_text(m.payload->'mailIds') x
         join mail h on h.id = x::uuid where m.kind = 'digest' and m.about_id = d.id) as things
     from digest d where d.made_at >= $1::timestamptz order by d.made_at`,
    [from],
  )
  return rows
}

for (const [what, from] of [
  ['to summer time', '2027-03-27T00:00:00Z'],
  ['back from it', '2027-10-30T00:00:00Z'],
] as const) {
  describe(`the week of the change ${what}`, () => {
    let made: Made[] = []
    before(async () => {
      await writePool.query(`update mail set state = 'dropped', why = 'over' where state = 'held'`)
    })
    for (let i = 0; i < days; i++) {
      test(`day ${i + 1} goes by`, async () => {
        await live(Date.parse(from) + i * day)
        made = await madeSince(from)
      })
    }
    const byId = () => new Map(readers.map((one) => [one.id, one]))

    test('each digest comes at its hour: the next one where it is left out, the first where it comes twice', () => {
      const known = byId()
      let [leftOut, twice] = [0, 0]
      for (const { person_id, made_at, on_date } of made) {
        const { zone, digestHour } = known.get(person_id) as Reader
        const moment = made_at.getTime()
        const shown = clock(moment, zone)
        const earlier = clock(moment - tick, zone)
        const hourLater = clock(moment + hour, zone)
        assert.equal(shown.date, on_date)
        assert.ok(earlier.date < shown.date || earlier.hour < digestHour, `${zone}: its hour had come before`)
        if (shown.hour !== digestHour) leftOut += 1
        if (hourLater.hour === digestHour && hourLater.date === shown.date) twice += 1
        assert.ok(
          shown.hour === digestHour || (shown.hour === digestHour + 1 && shown.minutes === 0),
          `${zone}: it was late`,
        )
      }
      assert.ok(
        what === 'to summer time' ? leftOut > 0 : twice > 0,
        'nobody chose an hour that is left out, or comes twice',
      )
    })

    test('one a person and day, each with one mail that tells something', () => {
      const days = new Set(made.map(({ person_id, on_date }) => `${person_id} ${on_date}`))
      assert.equal(days.size, made.length)
      for (const one of made) {
        assert.equal(one.mails.length, 1)
        assert.ok(one.things.length > 0)
      }
    })

    test('nothing is told twice, and everything in the first digest that could tell it', async () => {
      const told = made.flatMap(({ things }) => things.map(({ id }) => id))
      assert.equal(new Set(told).size, told.length)
      const known = byId()
      for (const { person_id, made_at, things } of made) {
        const { choice, weekday, zone } = known.get(person_id) as Reader
        if (choice === 'weekly') assert.equal(clock(made_at.getTime(), zone).weekday, weekday)
        const longest = (choice === 'weekly' ? 7 * day : day) + hour
        for (const one of things) {
          const waited = made_at.getTime() - Date.parse(one.at)
          assert.ok(waited >= 0 && waited <= longest, `${zone} ${choice}: it waited ${waited / hour} hours`)
        }
      }
      const { rows } = await writePool.query<{ person_id: string; created_at: Date }>(
        `select person_id, created_at from mail where kind = 'thing_of_week' and state = 'held'`,
      )
      const end = Date.parse(from) + days * day
      for (const { person_id, created_at } of rows) {
        const { choice } = known.get(person_id) as Reader
        assert.ok(
          end - created_at.getTime() <= (choice === 'weekly' ? 7 * day : day) + hour,
          'something was left lying',
        )
      }
      assert.ok(told.length > people * days * 0.6)
    })

    test('a digest says what it holds', async () => {
      const look = await site.look()
      for (const { mails, things } of made.slice(0, 20)) {
        const shown = await showMail(look, site.platform.declared.mails, mails[0] as string, 'live')
        assert.ok(shown && 'subject' in shown.words)
        assert.equal(shown.words.text.match(/- Thing \d+/g)?.length, Math.min(15, things.length))
      }
    })
  })
}
