/** Writes the text of an article. Its body says who may: editors, and perhaps also everybody who takes part. */
import { saveWriters, saveWritten, type Writing } from '#server/bodies/room.ts'
import { findCommunity } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { resourceChanged } from '#server/toolkit/activities.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { type ResourceReceipt, receiptOf, resourceKind } from '#server/toolkit/resource.ts'
import type { WhichResource } from '#server/toolkit/resource-input.ts'
import { findText } from '#server/toolkit/text-views.ts'

/**
 * @returns where the article is now: its address follows its title
 * @refuses not_found · forbidden · community_archived
 */
export async function writeText(work: Work, actor: Actor, asked: Writing & WhichResource): Promise<ResourceReceipt> {
  const { community: slug, resource: id, writers, ...writing } = asked
  const community = await findCommunity(work, actor, slug)
  const { bodyId } = await findText(work, actor, community, id)
  if (writers) {
    insist(mayEdit(actor, community))
    await saveWriters(work, { id: bodyId, communityId: community.id }, { writers, named: [] })
  }
  const { isNew } = await saveWritten(work, actor, community, { kind: resourceKind, id, ...writing })
  if (isNew) await work.record(resourceChanged, { communityId: community.id, by: actor, objectId: id })
  return receiptOf(community.slug, { id, kind: 'article', title: writing.title })
}
