/** What took place stays, whatever becomes of the rule of an event: its date, who was there, and what calendars hold of it. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import nodeIcal, { type VEvent } from 'node-ical'
import { clockAt, momentAt } from '#server/platform/calendar/zoned.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { type EventWords, planOne } from '#tests/support/events.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const [ada, ben] = [site.as('ada'), site.as('ben')]
const hour = 3_600_000
const day = 24 * hour
const begun = Math.ceil(Date.now() / 60_000) * 60_000
const inUtc = (from: number) => clockAt(new Date(begun + from), 'UTC')

beforeEach(forgetCounts)
afterEach(() => site.shiftClock('0'))

const datesOf = async (address: string): Promise<string[]> =>
  (await ada.json(address)).json.event.dates
    .map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 16))
    .toSorted()

/** When it takes place, as an independent program reckons it from the calendar's file; of single dates (RDATE) that program knows nothing. */
async function datesInFile(address: string): Promise<string[]> {
  const file = (await ben.get(`${address}/calendar`)).text
  const [event] = Object.values(nodeIcal.sync.parseICS(file)).filter((one): one is VEvent => one?.type === 'VEVENT')
  assert.ok(event)
  const span = { from: new Date(begun - 60 * day), to: new Date(begun + 400 * day) }
  const inRule = nodeIcal.expandRecurringEvent(event, span).map(({ start }) => new Date(start))
  const [, zone = '', list = ''] = /^RDATE;TZID=([^:]+):(.*)$/m.exec(file.replaceAll('\r\n ', '')) ?? []
  const single = list
    .trim()
    .split(',')
    .filter(Boolean)
    .map((text) => momentAt(text.replace(/(....)(..)(..T..)(..)00/, '$1-$2-$3:$4'), zone))
  return [...inRule, ...single].map((one) => one.toISOString().slice(0, 16)).toSorted()
}

test('a rule that is changed leaves the dates that took place, with who was there, and makes none in the past', async () => {
  const first = { title: 'Every day', zone: 'UTC', startsAt: inUtc(hour), endsAt: inUtc(2 * hour) }
  const words: EventWords = { ...first, every: 'day', times: '9' }
  const { address } = await planOne(site, words)
  const before = await datesOf(address)
  const { event } = (await ada.json(address)).json
  await site.shiftClock('26 hours 30 minutes')
  const ticked = event.dates[1].id
  assert.equal((await ben.post(`${address}/dates/${ticked}/presence`, { there: 'yes' })).status, 303)
  await site.shiftClock('50 hours 30 minutes')
  // An hour earlier every second day, two of which would have been since it began.
  const changed = await ada.send(
    address,
    { ...words, startsAt: inUtc(0), endsAt: inUtc(hour), interval: '2', times: '5' },
    'PUT',
  )
  assert.equal(changed.status, 200, changed.text)
  const rule = [0, 2, 4, 6, 8].map((n) => inUtc(n * day))
  const expected = [...before.slice(0, 3), ...rule.slice(2)].toSorted()
  assert.deepEqual(await datesOf(address), expected)
  const { rows } = await site.platform.database.readPool.query(
    'select time_id from event_attendance where time_id = $1',
    [ticked],
  )
  assert.equal(rows.length, 1)
  assert.deepEqual(await datesInFile(address), expected)
})

test('another zone and another length change the dates to come alone', async () => {
  const words: EventWords = {
    title: 'Every week',
    zone: 'UTC',
    startsAt: inUtc(hour),
    endsAt: inUtc(2 * hour),
    every: 'week',
    times: '4',
  }
  const { address } = await planOne(site, words)
  const before = await datesOf(address)
  await site.shiftClock('8 days')
  assert.equal((await ada.send(address, { ...words, zone: 'Asia/Tokyo', endsAt: inUtc(3 * hour) }, 'PUT')).status, 200)
  const dates = (await ada.json(address)).json.event.dates.toSorted(
    (a: { startsAt: string }, b: { startsAt: string }) => a.startsAt.localeCompare(b.startsAt),
  )
  const earlier = (at: string) => new Date(Date.parse(`${at}Z`) - 9 * hour).toISOString().slice(0, 16)
  assert.deepEqual(
    dates.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 16)),
    [...before.slice(0, 2), ...before.slice(2).map(earlier)],
  )
  const minutes = dates.map(
    (one: { startsAt: string; endsAt: string }) => (Date.parse(one.endsAt) - Date.parse(one.startsAt)) / 60_000,
  )
  assert.deepEqual(minutes, [60, 60, 120, 120])
  assert.deepEqual(await datesInFile(address), [...before.slice(0, 2), ...before.slice(2).map(earlier)])
})
