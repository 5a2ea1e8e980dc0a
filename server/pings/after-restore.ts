/**
 * Pings of a site that was restored from a backup: time passed while they were away.
 */
import { closePing, planClosing } from '#server/pings/closing/close-ping.ts'
import { listAfterRestore, listEnded, saveForgetting } from '#server/pings/closing/store.ts'
import { listToRemind, saveReminderPlan } from '#server/pings/reminding/store.ts'
import { listToSend, lockPing, saveTakenBack } from '#server/pings/store.ts'
import type { SystemActor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** Closes Pings that ended meanwhile, keeps back mails that may be out already, destroys the choices of those that ended over a day ago, and plans the end of the rest. */
export async function settlePings(work: Work, actor: SystemActor): Promise<void> {
  for (let ended = await listEnded(work); ended.length > 0; ended = await listEnded(work))
    for (const pingId of ended) await closePing(work, actor, pingId, 'may be out')
  for (const pingId of await listToSend(work)) await saveTakenBack(work, pingId, 'restored')
  for (const pingId of await listToRemind(work)) await saveReminderPlan(work, pingId, null)
  const { long, open } = await listAfterRestore(work)
  for (const pingId of long) await saveForgetting(work, await lockPing(work, actor, { pingId }, 'update'))
  for (const { id, closesAt } of open) await planClosing(work, id, closesAt)
}
