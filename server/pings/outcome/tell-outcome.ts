/**
 * "You said, we did": what follows from a Ping that has closed, said by its leaders or its sender with the result.
 */
import type { z } from 'zod'
import { pingAnswered } from '#server/pings/activities.ts'
import { mailOutcome } from '#server/pings/outcome/outcome-mail.ts'
import { deleteOutcome, saveOutcome } from '#server/pings/outcome/store.ts'
import { pingAddress } from '#server/pings/ping.ts'
import type { outcomeInput } from '#server/pings/ping-input.ts'
import { mayTellOutcome } from '#server/pings/policy.ts'
import { lockPing } from '#server/pings/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Writes it, or other words for it; without words it is taken away.
 * @refuses not_found · forbidden · community_archived · ping_still_open
 */
export async function tellOutcome(work: Work, actor: Actor, { text, ...where }: z.infer<typeof outcomeInput>) {
  const ping = await lockPing(work, actor, where, 'share')
  insist(mayTellOutcome(actor, ping))
  if (text === '') await deleteOutcome(work, ping.id)
  else await saveOutcome(work, ping, { text, by: personIdOf(actor) })
  if (text !== '') await mailOutcome(work, ping)
  await work.record(pingAnswered, {
    communityId: ping.communityId,
    by: actor,
    objectId: ping.id,
    facts: { isSaid: text !== '' },
  })
  return { id: ping.id, address: pingAddress(ping.slug, ping), isSaid: text !== '' }
}
