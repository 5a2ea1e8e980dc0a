/**
 * Finds Pings whose hour has come and which no job has handled.
 */

import { forgetAfterHours } from '#server/pings/closing/forget-choices.ts'
import { listEnded, listToForget } from '#server/pings/closing/store.ts'
import { listToSend } from '#server/pings/store.ts'
import type { Work } from '#server/platform/work.ts'

/** The Pings to send, to close, and those whose choices are due to be forgotten. */
export async function listDue(work: Work): Promise<{ toSend: string[]; ended: string[]; toForget: string[] }> {
  return {
    toSend: await listToSend(work),
    ended: await listEnded(work),
    toForget: await listToForget(work, forgetAfterHours),
  }
}
