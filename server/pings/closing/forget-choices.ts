/**
 * The link between a person and their choice is destroyed. What remains are numbers.
 */
import { isToForget, saveForgetting } from '#server/pings/closing/store.ts'
import { lockPing } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** Hours after the closing; half a day before the promised 24, so that a late job is still in time. */
export const forgetAfterHours = 12

/**
 * Forgets the choices of a closed Ping, once its hour has come; does nothing before, and nothing twice.
 * @refuses not_found
 */
export async function forgetChoices(work: Work, actor: Actor, pingId: string): Promise<void> {
  const ping = await lockPing(work, actor, { pingId }, 'update')
  if (await isToForget(work, ping.id, forgetAfterHours)) await saveForgetting(work, ping)
}
