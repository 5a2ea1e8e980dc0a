/**
 * Takes away what is over: passes and tries after two days, wrong guesses that were followed by quiet, sessions that ended,
 * API tokens a month after their end.
 */
import { sweepGuesses } from '#server/identity/guess-store.ts'
import { sweepSignIn } from '#server/identity/pass-store.ts'
import type { Work } from '#server/platform/work.ts'

/** Comes round every night. */
export async function sweepIdentity(work: Work): Promise<void> {
  await sweepSignIn(work.tx)
  await sweepGuesses(work.tx)
}
