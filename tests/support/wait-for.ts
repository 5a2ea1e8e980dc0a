/**
 * How tests wait: for what they assert, with one limit that is the same for all. A test that fails by it was wrong or hangs;
 * how quick something is on a quiet machine is told by bin/bench.
 */
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'

/** How long a test waits for what must come, in ms: long enough for a machine that does four other things. */
export const waitLimit = 120_000

/**
 * Asks again and again until it is so.
 * @throws after `waitLimit`, with these words
 */
export async function waitFor(
  isSo: () => boolean | Promise<boolean>,
  words: string | (() => string) = 'It did not come.',
): Promise<void> {
  for (const begun = performance.now(); !(await isSo()); await wait(20)) {
    if (performance.now() - begun > waitLimit) assert.fail(typeof words === 'string' ? words : words())
  }
}
