/** A member looked for something in a community and found nothing. */
import { findCommunity } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { saveMiss } from '#server/search/store.ts'
import { missedWords } from '#server/search/views.ts'

/**
 * Counts it for this person, once. A query without words is not counted.
 * @refuses not_found
 */
export async function noteMiss(
  work: Work,
  actor: Actor,
  { community, q }: { readonly community: string; readonly q: string },
): Promise<Record<string, never>> {
  const { id } = await findCommunity(work, actor, community)
  const [words, personId] = [missedWords(q), personIdOf(actor)]
  if (words && personId) await saveMiss(work, { communityId: id, words, personId })
  return {}
}
