/** Brings the text of an earlier version back. */

import { saveBody } from '#server/bodies/save-body.ts'
import { findVersion, lockBody } from '#server/bodies/store.ts'
import type { Versioned } from '#server/bodies/versioned.ts'
import { bringsHeldWord } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const wordLookedAt = refusal(
  'word_looked_at',
  409,
  'That version holds words that a moderator looks at here first. A moderator can bring it back; nothing was changed.',
)

/**
 * Saves the text of an earlier version as the latest one. The versions in between stay.
 * @refuses not_found · forbidden · community_archived · word_looked_at
 */
export async function bringBackVersion(work: Work, actor: Actor, { community, bodyId }: Versioned, version: number) {
  const source = (await findVersion(work, bodyId, version)) ?? refuse(notFound)
  const { source: before } = await lockBody(work, community.id, bodyId)
  if (await bringsHeldWord(work, actor, community.id, { text: source, before })) refuse(wordLookedAt)
  return saveBody(work, actor, community, { bodyId, source, backFrom: version })
}
