/**
 * A member writes a Ping. Only they see it until they send it.
 */
import { findCommunity, type InCommunity, mayChangeAsPerson } from '#server/communities/room.ts'
import { draftWords } from '#server/pings/drafts/draft-words.ts'
import { pingAddress } from '#server/pings/ping.ts'
import type { TypedPing } from '#server/pings/ping-input.ts'
import { saveDraft } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Writes a draft, also in a draft community.
 * @returns its id and address
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function draftPing(work: Work, actor: Actor, { community, ...typed }: TypedPing & InCommunity) {
  const head = await findCommunity(work, actor, community)
  const writerId = insist(mayChangeAsPerson(actor, 'send_ping', head))
  const words = await draftWords(work, actor, head, typed, writerId)
  const id = await saveDraft(work, head, writerId, words)
  return { id, address: pingAddress(head.slug, { id, question: words.question }) }
}
