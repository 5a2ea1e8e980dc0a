/**
 * The sender or a leader gives a Ping more time, and says why.
 */
import type { z } from 'zod'
import { pingExtended } from '#server/pings/activities.ts'
import { planClosing } from '#server/pings/closing/close-ping.ts'
import { saveChange, saveEnd } from '#server/pings/closing/store.ts'
import { endWarning, validExtension } from '#server/pings/drafts/draft.ts'
import { pingAddress, pingChannel } from '#server/pings/ping.ts'
import type { extension } from '#server/pings/ping-input.ts'
import { mayClose } from '#server/pings/policy.ts'
import { planReminder } from '#server/pings/reminding/remind-voters.ts'
import { lockPing } from '#server/pings/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { momentOf } from '#server/platform/calendar/moment.ts'
import { hour } from '#server/platform/clock.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Moves the end of an open Ping to later, by hours or to a moment on the actor's clock; the page shows who did it and why.
 * @refuses not_found · forbidden · ping_not_open · community_archived · input_invalid
 */
export async function extendPing(
  work: Work,
  actor: Actor,
  { why, hours, closesAt, ...where }: z.infer<typeof extension>,
) {
  const ping = await lockPing(work, actor, where, 'update')
  insist(mayClose(actor, ping, work.now))
  // An open Ping has both; a check of its table makes sure.
  const { closesAt: before, sentAt } = ping as { closesAt: Date; sentAt: Date }
  const asked = closesAt ? momentOf(closesAt, actor.zone) : new Date(before.getTime() + (hours ?? 24) * hour)
  const until = insist(validExtension(asked, { closesAt: before, sentAt }))
  await saveChange(work, ping, { kind: 'extended', by: personIdOf(actor), why, closesAt: until })
  await saveEnd(work, ping.id, until)
  await planClosing(work, ping.id, until)
  await planReminder(work, ping, { from: sentAt, until })
  await work.record(pingExtended, {
    communityId: ping.communityId,
    by: actor,
    objectId: ping.id,
    facts: { until: until.toISOString() },
  })
  work.touch(pingChannel(ping.id))
  return { id: ping.id, address: pingAddress(ping.slug, ping), warning: endWarning(until, actor.zone) }
}
