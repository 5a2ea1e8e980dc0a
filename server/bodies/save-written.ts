/** An entry whose text stands in a body is written. */
import { namedWriters } from '#server/bodies/named-writers.ts'
import { type Saved, saveBody } from '#server/bodies/save-body.ts'
import { saveWriters } from '#server/bodies/store.ts'
import type { Writing, Written } from '#server/bodies/written.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { changeEntry } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Saves what it says, what it is called, and where that is said who may write it: whoever calls it has asked whether the
 * actor may decide that.
 * @refuses forbidden · community_archived · input_invalid where somebody is named whom nobody knows
 */
export async function saveWritten(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  written: Pick<Written, 'id' | 'bodyId'>,
  { title, source, writers, people }: Writing,
): Promise<Saved> {
  const { id, bodyId } = written
  const saved = await saveBody(work, actor, community, { bodyId, source })
  if (writers) {
    const named = await namedWriters(work, community.id, { writers, people })
    await saveWriters(work, { id: bodyId, communityId: community.id }, { writers, named })
  }
  await changeEntry(work, id, { title })
  return saved
}
