/**
 * One member answers one Ping, on the site.
 */
import { pingClosed, pingTopic, validChoice } from '#server/pings/ping.ts'
import { mayVote } from '#server/pings/policy.ts'
import { lockPing, type PingRef } from '#server/pings/store.ts'
import { saveVote } from '#server/pings/vote-store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface CastVote extends PingRef {
  readonly optionId: string
}

/**
 * Sets or replaces one member's vote. It adds no job, no activity and no notice, so that no row but the vote holds the choice.
 * @returns the Ping it was for
 * @refuses not_found · not_a_voter · choice_invalid · ping_closed · ping_withdrawn · community_archived
 */
export async function castVote(work: Work, actor: Actor, { optionId, ...where }: CastVote) {
  // A shared lock: closing waits for the voters, and voters do not wait for each other.
  const ping = await lockPing(work, actor, where, 'share')
  const personId = insist(mayVote(actor, ping, work.now))
  const option = insist(validChoice(ping, optionId))
  const saved = await saveVote(work, { communityId: ping.communityId, pingId: ping.id, personId, optionId: option.id })
  if (!saved.inTime) refuse(pingClosed)
  if (saved.changed) work.touch(pingTopic(ping.id))
  // With the first vote they may see totals, so their open pages are rendered again.
  if (saved.isFirst) work.touchPerson(personId)
  return ping
}
