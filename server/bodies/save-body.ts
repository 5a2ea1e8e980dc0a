/** Saves the text of a body, as a new version. */
import { anchorOf } from '#server/bodies/body.ts'
import { mayWrite } from '#server/bodies/policy.ts'
import { renderBody } from '#server/bodies/render-body.ts'
import { lockBody, saveVersion } from '#server/bodies/store.ts'
import { writtenChannel } from '#server/bodies/written.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** The version a body is at after a save. `isNew` is false where the text did not change. */
export interface Saved {
  readonly version: number
  readonly isNew: boolean
}

/**
 * Saves a body of the community in which the thing with that body was found. The same text again makes no version. Two people who save at once make
 * one version each, in turn. The form knows its version, and makes sure that nobody overwrites a text they have not seen.
 * @param backFrom the earlier version, where its text is brought back
 * @refuses not_found · forbidden · community_archived
 */
export async function saveBody(
  work: Work,
  actor: Actor,
  community: Pick<CommunityHead, 'id' | 'status'>,
  { bodyId, source, backFrom = null }: { bodyId: string; source: string; backFrom?: number | null },
): Promise<Saved> {
  insist(mayWrite(actor, community, await lockBody(work, community.id, bodyId)))
  return rewriteBody(work, actor, community.id, { bodyId, source, backFrom })
}

/**
 * The same where what it stands in says who may write it: called by that, which has asked whether the actor may.
 * @refuses not_found
 */
export async function rewriteBody(
  work: Work,
  actor: Actor,
  communityId: string,
  { bodyId, source, backFrom = null }: { bodyId: string; source: string; backFrom?: number | null },
): Promise<Saved> {
  const body = await lockBody(work, communityId, bodyId)
  if (source === body.source) return { version: body.version, isNew: false }
  const rendered = await renderBody(work, { ...body, source, anchor: anchorOf(body.id) })
  await saveVersion(work, body, { source, rendered, authorId: personIdOf(actor), backFrom })
  if (body.entryId) work.touch(writtenChannel(body.entryId))
  return { version: body.version + 1, isNew: true }
}
