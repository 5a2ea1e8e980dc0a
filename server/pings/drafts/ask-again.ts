/**
 * A Ping that has closed is asked again, of the same people or of others: a draft begins with its question and answers, and once
 * it is sent, its page shows the earlier answers beside its own.
 */
import { findCommunityById } from '#server/communities/room.ts'
import { chooseAudience, findCohortOf } from '#server/entries/room.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { mayAskAgain } from '#server/pings/policy.ts'
import { lockPing, type PlacedPing, saveDraft } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Begins the draft, in the writer's own name; a cohort it was for stays chosen where they may write for it.
 * @returns the draft, and the address where its words can be changed
 * @refuses not_found · forbidden · community_archived · ping_not_closed
 */
export async function askAgain(work: Work, actor: Actor, where: PlacedPing) {
  const ping = await lockPing(work, actor, where, 'share')
  const writerId = insist(mayAskAgain(actor, ping))
  const place = await findCommunityById(work, actor, ping.communityId)
  const cohort = await findCohortOf(work, ping.audienceId)
  const audience = await chooseAudience(work, actor, ping.communityId, cohort, 'cohorts')
  const words = {
    question: ping.question,
    options: ping.options.map(({ label }) => label),
    ending: { hours: ping.hours },
    voiceId: null,
    reminds: ping.reminds,
    audienceId: audience.ok ? audience.value : null,
  }
  const id = await saveDraft(work, place, writerId, words, ping.firstId ?? ping.id)
  return { id, address: `${pingAddress(ping.slug, { id, question: ping.question })}/draft` }
}
