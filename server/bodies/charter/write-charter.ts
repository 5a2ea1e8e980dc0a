/**
 * Writes the charter.
 */
import { charterWritten } from '#server/bodies/activities.ts'
import { beginBody } from '#server/bodies/begin-body.ts'
import { type CharterKey, charterKeys } from '#server/bodies/charter/charter.ts'
import { readCharterBodies, saveCharterText } from '#server/bodies/charter/store.ts'
import { type CharterView, readCharter } from '#server/bodies/charter/views.ts'
import { saveBody } from '#server/bodies/save-body.ts'
import { findCommunityToChange, lockCommunity, savePurpose } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

export type WriteCharter = { readonly community: string; readonly purpose: string } & Readonly<
  Record<CharterKey, string>
>

/**
 * Writes purpose and charter; an empty text removes its heading. Nobody is notified.
 * @refuses not_found · forbidden · community_archived
 */
export async function writeCharter(work: Work, actor: Actor, asked: WriteCharter): Promise<CharterView> {
  const head = await findCommunityToChange(work, actor, asked.community, 'community_settings')
  // Without this lock, two people who write the first text under a heading would each create a body for it.
  await lockCommunity(work, head.id)
  await savePurpose(work, head.id, asked.purpose)
  const bodies = await readCharterBodies(work, head.id)
  for (const key of charterKeys) {
    const source = asked[key]
    const bodyId = bodies.get(key)
    if (bodyId) await saveBody(work, actor, head, { bodyId, source })
    else if (source !== '') await saveCharterText(work, head.id, key, await begin(work, actor, head.id, source))
  }
  await recordWriting(work, actor, head.id)
  return readCharter(work, actor, head.slug)
}

function begin(work: Work, actor: Actor, communityId: string, source: string): Promise<string> {
  const isLeaders = { entryId: null, genre: 'post', ownerId: null, writers: 'leaders', named: [] } as const
  return beginBody(work, actor, { ...isLeaders, communityId, source })
}

/** Records that the text of a charter changed. */
export async function recordWriting(work: Work, actor: Actor, communityId: string): Promise<void> {
  await work.record(charterWritten, { communityId, by: actor, objectId: communityId })
}
