/**
 * How tests wait: for what they assert, with the same limit for all. A test that reaches the limit is wrong or hangs;
 * bin/bench measures how fast something is on a quiet machine.
 */
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'

/** How long a test waits for an event, in ms: long enough for a machine that does four other things. */
export const waitLimit = 120_000

/**
 * Checks again and again until the condition is true.
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
