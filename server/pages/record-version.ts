/** Records that a working page has a new version. */
import type { Versioned } from '#server/bodies/room.ts'
import { changeEntry } from '#server/entries/room.ts'
import { pageSaved } from '#server/pages/activities.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** It comes first in lists, and its writers are notified. */
export async function recordVersion(
  work: Work,
  actor: Actor,
  { id, community }: Pick<Versioned, 'id' | 'community'>,
  version: number,
): Promise<void> {
  await changeEntry(work, id, { listed: 'now' })
  const saved = { communityId: community.id, by: actor, objectId: id }
  await work.record(pageSaved, { ...saved, facts: { version } })
}
