/**
 * New words for a draft. A featured person has consented to the old words only, so they are asked again.
 */
import { endConsents, findCommunityById } from '#server/communities/room.ts'
import { draftWords } from '#server/pings/drafts/draft-words.ts'
import { pingAddress } from '#server/pings/ping.ts'
import type { TypedPing } from '#server/pings/ping-input.ts'
import { mayRewrite } from '#server/pings/policy.ts'
import { lockPing, type PlacedPing, rewriteDraft } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Changes a draft.
 * @refuses not_found · forbidden · ping_sent · community_archived · input_invalid
 */
export async function changeDraft(work: Work, actor: Actor, { community, pingId, ...typed }: TypedPing & PlacedPing) {
  const ping = await lockPing(work, actor, { community, pingId }, 'update')
  const writerId = insist(mayRewrite(actor, ping))
  const place = await findCommunityById(work, actor, ping.communityId)
  const words = await draftWords(work, actor, place, typed, writerId)
  const isSaid = words.question === ping.question && words.options.join('\n') === labels(ping.options)
  const isAlike = words.voiceId === ping.voiceId && words.audienceId === ping.audienceId
  if (!isSaid || !isAlike) await endConsents(work, ping.id)
  await rewriteDraft(work, ping, words)
  return { id: ping.id, address: pingAddress(ping.slug, { id: ping.id, question: words.question }) }
}

function labels(options: readonly { label: string }[]): string {
  return options.map(({ label }) => label).join('\n')
}
