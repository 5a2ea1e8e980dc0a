/** Brings the text of an earlier version back. */

import { saveBody } from '#server/bodies/save-body.ts'
import { findVersion } from '#server/bodies/store.ts'
import type { Versioned } from '#server/bodies/versioned.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Saves the text of an earlier version as the latest one. The versions in between stay.
 * @refuses not_found · forbidden · community_archived
 */
export async function bringBackVersion(work: Work, actor: Actor, { community, bodyId }: Versioned, version: number) {
  const source = (await findVersion(work, bodyId, version)) ?? refuse(notFound)
  return saveBody(work, actor, community, { bodyId, source, backFrom: version })
}
