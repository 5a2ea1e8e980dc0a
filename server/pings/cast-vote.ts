/**
 * One member answers one Ping, on the site.
 */
import { pingChannel, pingIsClosed, validChoice } from '#server/pings/ping.ts'
import { mayVote, takesVotes } from '#server/pings/policy.ts'
import { findPing, type PingRef } from '#server/pings/store.ts'
import { saveVote } from '#server/pings/vote-store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Sets or replaces one member's vote. It adds no job, no activity and no notice, so that no row but the vote holds the choice.
 * @returns the Ping it was for
 * @refuses not_found · not_a_voter · choice_invalid · ping_closed · ping_withdrawn · community_archived
 */
export async function castVote(work: Work, actor: Actor, { optionId, ...where }: PingRef & { optionId: string }) {
  const ping = await findPing(work, actor, where)
  const personId = insist(mayVote(actor, ping, work.now))
  const option = insist(validChoice(ping, optionId))
  const saved = await saveVote(work, { communityId: ping.communityId, pingId: ping.id, personId, optionId: option.id })
  if (!saved.inTime) {
    // It ended between the two statements: closed, or withdrawn.
    insist(takesVotes(await findPing(work, actor, where), work.now))
    refuse(pingIsClosed)
  }
  if (saved.changed) work.touch(pingChannel(ping.id))
  // With the first vote they may see totals, so their open pages are rendered again.
  if (saved.isFirst) work.touchPerson(personId)
  return ping
}
