import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import { translator } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'
import { agoText, leftText, zonedText } from '#web/elements/moving-words.ts'

const now = new Date('2026-11-24T15:00:00Z')
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)

function screenOf(locale: string, zone = 'Europe/Lisbon'): Screen {
  return { t: translator(locale), actor: { kind: 'visitor', locale, zone, now } } as Screen
}

test('a moment is said in the reader’s zone and language', () => {
  const at = new Date('2026-11-26T16:00:00Z')
  assert.equal(timeText(at, screenOf('en'), 'moment'), 'Thu 26 Nov, 16:00')
  assert.equal(timeText(at, screenOf('de', 'Europe/Berlin'), 'moment'), 'Do., 26. Nov., 17:00')
  assert.match(timeText(at, screenOf('en', 'America/New_York'), 'zoned'), /Thursday.* 26 Nov.* 11:00.*(EST|GMT-5)/)
  assert.match(timeText(at, screenOf('en', 'America/New_York'), 'dated'), /^26 Nov 2026, 11:00 (EST|GMT-5)$/)
})

test('what was lately is said in words, what was long ago by its day', () => {
  const screen = screenOf('en')
  assert.equal(timeText(minutes(-0.5), screen, 'ago'), 'now')
  assert.equal(timeText(minutes(-150), screen, 'ago'), '2 hours ago')
  assert.equal(timeText(minutes(-30 * 60), screen, 'ago'), 'yesterday')
  assert.equal(timeText(minutes(-8 * 1440), screen, 'ago'), '16 Nov')
  assert.equal(timeText(new Date('2024-03-02T12:00:00Z'), screen, 'ago'), '2 Mar 2024')
})

test('days are those of the calendar where the reader is', () => {
  const at = (time: string) => timeText(new Date(time), screenOf('en', 'Europe/Berlin'), 'ago')
  // Now is Tuesday 24 November, 16:00 in Berlin.
  assert.equal(at('2026-11-23T00:30:00+01:00'), 'yesterday')
  assert.equal(at('2026-11-22T23:30:00+01:00'), '2 days ago')
  assert.equal(at('2026-11-21T00:30:00+01:00'), at('2026-11-21T23:30:00+01:00'))
  assert.equal(at('2026-11-17T23:30:00+01:00'), '17 Nov')
  assert.equal(at('2026-11-18T00:30:00+01:00'), '6 days ago')
  assert.equal(timeText(new Date('2025-12-31T23:30:00Z'), screenOf('en', 'Europe/Berlin'), 'ago'), '1 Jan')
})

test('what is left is said in its two largest units', () => {
  assert.equal(timeText(minutes(28 * 60 + 5), screenOf('en'), 'left'), '1 day 4 hours')
  assert.equal(timeText(minutes(28 * 60 + 5), screenOf('de'), 'left'), '1 Tag 4 Stunden')
  assert.equal(timeText(minutes(95), screenOf('en'), 'left'), '1 hour 35 minutes')
  assert.equal(timeText(minutes(-3), screenOf('en'), 'left'), '1 minute')
})

test('the browser goes on with the very words of the server', () => {
  for (const locale of ['en', 'de']) {
    for (let n = -12_000; n < 12_000; n += 37) {
      const ago = agoText(minutes(n), locale, now, 'Europe/Lisbon')
      if (ago !== null) assert.equal(timeText(minutes(n), screenOf(locale), 'ago'), ago)
      if (n > 0) assert.equal(timeText(minutes(n), screenOf(locale), 'left'), leftText(minutes(n), locale, now))
    }
    const screen = screenOf(locale)
    assert.equal(timeText(minutes(90), screen, 'zoned'), zonedText(minutes(90), locale, now, screen.actor.zone))
  }
})

test('a time tag carries the moment for programs', () => {
  const tag = timeTag(minutes(-150), screenOf('en')).toString()
  assert.match(tag, /datetime="2026-11-24T12:30:00.000Z"/)
  assert.match(tag, /data-moving="ago"/)
  assert.doesNotMatch(timeTag(minutes(-150), screenOf('en'), 'day').toString(), /data-moving/)
})
