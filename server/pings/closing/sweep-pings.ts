/**
 * Finds Pings whose hour has come and which no job has handled.
 */

import { forgetAfterHours } from '#server/pings/closing/forget-choices.ts'
import { listEnded, listToForget } from '#server/pings/closing/store.ts'
import { listToRemind } from '#server/pings/reminding/store.ts'
import { listToSend } from '#server/pings/store.ts'
import type { Work } from '#server/platform/work.ts'

/** The Pings to send, to remind of, to close, and those whose choices are due to be forgotten. */
export async function listDue(work: Work) {
  return {
    toSend: await listToSend(work),
    toRemind: await listToRemind(work),
    ended: await listEnded(work),
    toForget: await listToForget(work, forgetAfterHours),
  }
}
