/**
 * A test waits for what it asserts, with the one limit of tests/support/wait-for.ts, and asserts no duration:
 * bin/bench measures how long things take, on a machine that does nothing else.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SourceFile, sources } from '#tests/conventions/source.ts'

/** Clocks and limits of a test's own. */
const clocks = [
  /performance\.now\(\)/,
  /Date\.now\(\)\s*[-<>]/,
  /\b(setDefaultTimeout|AbortSignal\.timeout)\([\d_]/,
  /\btimeout: [\d_]/,
]

/** Where a test needs a clock for something other than speed. */
const reasons: Readonly<Record<string, string>> = {
  'server/platform/live/hub.test.ts': 'how many pushes may come depends on how long it took',
  'tests/support/windows.ts': 'a look at a page that is lost anyway',
}

function clocksIn({ text }: SourceFile): string[] {
  const withoutDates = text.replace(/new Date\(Date\.now\(\)[^)]*\)/g, '')
  return clocks.flatMap((clock) => clock.exec(withoutDates)?.[0] ?? [])
}

test('no test fails because the machine is busy: none has a time limit of its own', () => {
  const tests = sources(['server', 'web', 'demo', 'database', 'docs', 'tests']).filter(
    ({ path }) =>
      /\.test\.ts$|^tests\//.test(path) &&
      path !== 'tests/support/wait-for.ts' &&
      !path.startsWith('tests/conventions/'),
  )
  const found = tests
    .filter(({ path }) => !(path in reasons))
    .flatMap((file) => clocksIn(file).map((clock) => `${file.path}: ${clock}`))
  assert.deepEqual(
    found,
    [],
    'wait with waitFor() of tests/support/wait-for.ts; measure work with cpuTimeOf(); say how quick it is in bin/bench',
  )
  const needless = Object.keys(reasons).filter(
    (path) => !tests.some((file) => file.path === path && clocksIn(file).length > 0),
  )
  assert.deepEqual(needless, [], 'these need no reason any more')
})
