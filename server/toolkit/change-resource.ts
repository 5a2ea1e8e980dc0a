/**
 * Changes a resource: everything about it is said again.
 */

import { saveBody } from '#server/bodies/room.ts'
import { findCommunity, insistNoHeldWord } from '#server/communities/room.ts'
import { showPictures } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { resourceChanged } from '#server/toolkit/activities.ts'
import { retireFiles } from '#server/toolkit/file-store.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { publishResource } from '#server/toolkit/publish-resource.ts'
import { receiptOf } from '#server/toolkit/resource.ts'
import { type AboutResource, saidOf, type WhichResource } from '#server/toolkit/resource-input.ts'
import { lockResource, type ResourceContent, type ResourceRow, saveContent } from '#server/toolkit/store.ts'
import { takeFiles } from '#server/toolkit/take-files.ts'
import { writeContent } from '#server/toolkit/write-content.ts'
import { chooseTopics, fileUnder } from '#server/topics/room.ts'

/**
 * @returns where the resource is now: its address follows its title
 * @refuses not_found · forbidden · community_archived · file_active · file_false_name · input_invalid
 */
export async function changeResource(work: Work, actor: Actor, about: AboutResource & WhichResource) {
  const community = await findCommunity(work, actor, about.community)
  const before = await lockResource(work, actor, community, about.resource)
  insist(mayEdit(actor, community))
  const { title, summary, howToUse, source } = before
  await insistNoHeldWord(work, actor, community.id, {
    fields: saidOf(about),
    before: [title, summary, howToUse, source ?? ''],
  })
  const taken = await takeFiles(work, actor, community, about)
  const content = await writeContent(work, actor, community, { about, taken, before })
  const topics = await chooseTopics(work, community, 'toolkit', about)
  await saveContent(work, before.id, content)
  await showPictures(work, {
    communityId: community.id,
    entryId: before.id,
    source: content.howToUse,
    writerId: personIdOf(actor),
  })
  const { bodyId } = before
  if (bodyId !== null && content.source !== null)
    await saveBody(work, actor, community, { bodyId, source: content.source })
  await fileUnder(work, { communityId: community.id, list: 'toolkit' }, before.id, topics)
  await retireFiles(work, filesLeft(before, content))
  await publishResource(work, actor, community, { ...before, ...content })
  await work.record(resourceChanged, { communityId: community.id, by: actor, objectId: before.id })
  return receiptOf(community.slug, { ...content, id: before.id })
}

function filesLeft(before: ResourceRow, after: ResourceContent): (string | null)[] {
  const kept = [after.fileId, after.captionsFileId, after.thumbnailFileId]
  return [before.fileId, before.captionsFileId, before.thumbnailFileId].filter((id) => !kept.includes(id))
}
