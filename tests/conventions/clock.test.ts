/**
 * Only the clock of the database decides a deadline. A room that reads the machine's clock says here why.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rooms } from '#tests/conventions/rooms.ts'
import { isTest, sources } from '#tests/conventions/source.ts'

/** Where the machine's own clock measures a short while within one process, and decides no deadline. */
const measuring: Readonly<Record<string, string>> = {
  'server/pings/ballots/cast-mailed-vote.ts': 'openings within ten seconds of each other, kept in memory',
  'server/pings/ballots/confirm-vote.ts': 'the same',
  'server/platform/mail/acts/openings.ts': 'the same',
  'server/events/answer-by-mail.ts': 'the same',
  'server/events/mailed-routes.ts': 'the same',
  'server/pings/ballots/routes.ts': 'the same',
  'server/announcements/confirming/confirm-reading.ts': 'the same',
  'server/announcements/confirming/routes.ts': 'the same',
}

test('every deadline is decided by the database’s clock', () => {
  const found = sources(rooms.map((room) => `server/${room}`)).filter(
    ({ path, text }) => !isTest(path) && /Date\.now\(\)|new Date\(\)|performance\.now/.test(text),
  )
  const unknown = found.map(({ path }) => path).filter((path) => !(path in measuring))
  assert.deepEqual(
    unknown,
    [],
    'ask for the time of the look or the work (app_now, app_clock), which is the database’s',
  )
})
