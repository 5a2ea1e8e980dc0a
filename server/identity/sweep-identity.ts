/**
 * Takes away what is over: passes and tries after two days, sessions that ended, API tokens a month after their end.
 */
import { sweepSignIn } from '#server/identity/pass-store.ts'
import type { Work } from '#server/platform/work.ts'

/** Comes round every night. */
export async function sweepIdentity(work: Work): Promise<void> {
  await sweepSignIn(work.tx)
}
