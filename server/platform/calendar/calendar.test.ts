import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import nodeIcal, { type VEvent } from 'node-ical'
import { type CalendarEntry, calendarFile } from '#server/platform/calendar/calendar-file.ts'
import { plannedTimes, type Repeat, ruleText } from '#server/platform/calendar/repeat.ts'
import { clockAt, isClockTime, momentAt } from '#server/platform/calendar/zoned.ts'
import { insist } from '#server/platform/refuse.ts'

const weekly = (count: number, days: Repeat['days'] = []): Repeat => ({
  every: 'week',
  interval: 1,
  days,
  end: { count },
})
const times = (first: string, zone: string, rule: Repeat | null) => insist(plannedTimes(first, zone, rule))
const moments = (first: string, zone: string, rule: Repeat | null) =>
  times(first, zone, rule).map(({ moment }) => moment.toISOString())

test('a weekly meeting at 10:00 stays at 10:00 over a clock change, in three zones', () => {
  deepEqual(moments('2026-03-23T10:00', 'Europe/Berlin', weekly(3)), [
    '2026-03-23T09:00:00.000Z',
    '2026-03-30T08:00:00.000Z',
    '2026-04-06T08:00:00.000Z',
  ])
  deepEqual(moments('2026-10-26T10:00', 'America/New_York', weekly(2)), [
    '2026-10-26T14:00:00.000Z',
    '2026-11-02T15:00:00.000Z',
  ])
  // Half an hour, and south of the equator.
  deepEqual(moments('2026-03-29T10:00', 'Australia/Lord_Howe', weekly(2)), [
    '2026-03-28T23:00:00.000Z',
    '2026-04-04T23:30:00.000Z',
  ])
})

test('an hour that a clock skips is the next, and one that comes twice is the first', () => {
  deepEqual(
    times('2026-03-22T02:30', 'Europe/Berlin', weekly(3)).map(({ moment }) => clockAt(moment, 'Europe/Berlin')),
    ['2026-03-22T02:30', '2026-03-29T03:30', '2026-04-05T02:30'],
  )
  equal(momentAt('2026-11-01T01:30', 'America/New_York').toISOString(), '2026-11-01T05:30:00.000Z')
})

test('what repeats does so by days, by date, by weekday and to its end', () => {
  const dates = (first: string, rule: Repeat) => times(first, 'Asia/Tokyo', rule).map(({ at }) => at.slice(0, 10))
  deepEqual(dates('2026-12-01T09:00', { every: 'day', interval: 2, days: [], end: { until: '2026-12-05' } }), [
    '2026-12-01',
    '2026-12-03',
    '2026-12-05',
  ])
  deepEqual(dates('2026-12-01T09:00', weekly(4, ['MO', 'TH'])), [
    '2026-12-03',
    '2026-12-07',
    '2026-12-10',
    '2026-12-14',
  ])
  deepEqual(dates('2026-12-31T09:00', { every: 'month_date', interval: 1, days: [], end: { count: 3 } }), [
    '2026-12-31',
    '2027-01-31',
    '2027-03-31',
  ])
  deepEqual(dates('2026-12-08T09:00', { every: 'month_weekday', interval: 1, days: [], end: { count: 3 } }), [
    '2026-12-08',
    '2027-01-12',
    '2027-02-09',
  ])
  // The fifth Tuesday is the last one.
  deepEqual(dates('2026-12-29T09:00', { every: 'month_weekday', interval: 1, days: [], end: { count: 2 } }), [
    '2026-12-29',
    '2027-01-26',
  ])
})

test('ten thousand occurrences, and none at all, are each a sentence', () => {
  const says = (rule: Repeat) => {
    const verdict = plannedTimes('2026-12-01T09:00', 'UTC', rule)
    return verdict.ok ? 'yes' : (verdict.fields?.end?.says ?? '').split(/[,.]/)[0]
  }
  equal(says({ every: 'day', interval: 1, days: [], end: { count: 10_000 } }), 'That is more than {most')
  equal(says({ every: 'day', interval: 1, days: [], end: { until: '2126-12-01' } }), 'That is more than {most')
  equal(
    says({ every: 'day', interval: 1, days: [], end: { until: '2026-11-30' } }),
    'With these days and this end it would never take place',
  )
  equal(says({ every: 'day', interval: 1, days: [], end: { count: 520 } }), 'yes')
})

test('only hours that a calendar has are hours', () => {
  ok(isClockTime('2028-02-29T23:59'))
  for (const text of ['2026-02-29T10:00', '2026-02-28T24:00', '2026-2-28T10:00', 'tomorrow', '2026-02-28T10:00Z', ''])
    ok(!isClockTime(text), text)
})

const entry: CalendarEntry = {
  uid: 'event-1@guildhall',
  sequence: 3,
  stamp: new Date('2026-03-01T00:00:00Z'),
  title: 'Ärger, wer hat; keinen\\ Plan',
  description:
    'First line, second; third\nand a line that goes on and on until it has to be folded, with an emoji 🙂 at about the place',
  place: 'https://guild.example.org/c/first-line/events/one-1',
  url: 'https://guild.example.org/c/first-line/events/one-1',
  zone: 'Europe/Berlin',
  startsAt: momentAt('2026-03-16T10:00', 'Europe/Berlin'),
  endsAt: momentAt('2026-03-16T11:00', 'Europe/Berlin'),
  isCancelled: false,
  organizer: { name: 'First "line" leaders', address: 'guild@example.org' },
  attendee: { name: 'Ben Reyes', address: 'ben@example.org', answer: 'yes', asksReply: false },
}

/** The entries of a file as an independent program reads them. */
function readBack(file: string): VEvent[] {
  return Object.values(nodeIcal.sync.parseICS(file)).filter((one): one is VEvent => one?.type === 'VEVENT')
}

/** When they take place, as that program reckons. */
function expanded(file: string): string[] {
  const [event] = readBack(file)
  ok(event)
  return nodeIcal
    .expandRecurringEvent(event, { from: new Date('2026-01-01'), to: new Date('2027-12-31') })
    .map(({ start }) => new Date(start).toISOString())
    .toSorted()
}

test('another program reads in the file what was written into it', () => {
  const file = calendarFile([entry], { method: 'request' })
  const [read] = readBack(file)
  equal(read?.uid, entry.uid)
  equal(read?.summary, entry.title)
  equal(read?.description, entry.description)
  equal(read?.location, entry.place)
  equal(String(read?.sequence), '3')
  equal(read?.status, 'CONFIRMED')
  equal(read?.start.toISOString(), entry.startsAt.toISOString())
  equal(read?.end?.toISOString(), entry.endsAt.toISOString())
  match(file, /METHOD:REQUEST\r\n/)
  match(file, /DTSTART;TZID=Europe\/Berlin:20260316T100000\r\n/)
  match(file, /BEGIN:VTIMEZONE\r\nTZID:Europe\/Berlin\r\n/)
  match(file, /DTSTAMP:20260301T000000Z\r\n/)
  match(file.replaceAll('\r\n ', ''), /ATTENDEE;[^\r\n]*PARTSTAT=ACCEPTED;RSVP=FALSE[^\r\n]*mailto:ben@example.org/i)
  equal(file.split('ATTENDEE').length, 2, 'one attendee a file')
  ok(
    file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75),
    'lines of at most 75 bytes',
  )
  match(calendarFile([{ ...entry, isCancelled: true }], { method: 'cancel' }), /METHOD:CANCEL[\s\S]*STATUS:CANCELLED/)
})

test('a title or name cannot begin a line of its own in the file', () => {
  const file = calendarFile(
    [
      {
        ...entry,
        title: 'One\r\nATTACH:https://evil.example',
        organizer: { name: 'A\nX-EVIL:1', address: 'a@example.org' },
      },
    ],
    { method: 'request' },
  )
  ok(!/^(ATTACH|X-EVIL)/m.test(file))
})

for (const [zone, first] of [
  ['Europe/Berlin', '2026-03-16T10:00'],
  ['America/New_York', '2026-10-19T10:00'],
  ['Pacific/Auckland', '2026-03-23T10:00'],
] as const) {
  test(`another program reckons the same weekly meetings in ${zone}, with one moved and one left out`, () => {
    const rule = weekly(6)
    const all = times(first, zone, rule)
    const [start, , left, moved] = all
    ok(start && left && moved)
    const later = new Date(moved.moment.getTime() + 26 * 3_600_000)
    const hour = (from: Date) => ({ startsAt: from, endsAt: new Date(from.getTime() + 3_600_000) })
    const file = calendarFile(
      [
        {
          ...entry,
          zone,
          ...hour(start.moment),
          repeats: { rule: ruleText(first, rule, all), without: [left.at], also: [] },
        },
        { ...entry, zone, ...hour(later), occurrence: moved.at },
      ],
      { method: 'request' },
    )
    const expected = all.filter((one) => one !== left).map((one) => (one === moved ? later : one.moment).toISOString())
    deepEqual(expanded(file), expected.toSorted())
    match(file, new RegExp(`RECURRENCE-ID;TZID=${zone}:`))
  })
}
