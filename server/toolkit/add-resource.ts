/**
 * Adds a resource: one thing, and whatever else was said of it.
 */
import { beginBody } from '#server/bodies/room.ts'
import { type CommunityHead, findCommunity } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { publishResource } from '#server/toolkit/publish-resource.ts'
import { addressTaken, type ResourceReceipt, receiptOf } from '#server/toolkit/resource.ts'
import type { AboutResource } from '#server/toolkit/resource-input.ts'
import { fileUnder, type ResourceContent, saveResource } from '#server/toolkit/store.ts'
import { takeFiles } from '#server/toolkit/take-files.ts'
import { chooseTopics } from '#server/toolkit/topics/choose-topics.ts'
import { writeContent } from '#server/toolkit/write-content.ts'

/**
 * @returns where the resource is
 * @refuses not_found · forbidden · community_archived · nothing_to_add · address_taken · file_active · file_false_name · input_invalid
 */
export async function addResource(
  work: Work,
  actor: Actor,
  about: AboutResource & { community: string },
): Promise<ResourceReceipt> {
  const community = await findCommunity(work, actor, about.community)
  insist(mayEdit(actor, community))
  const taken = await takeFiles(work, actor, community, about)
  const content = await writeContent(work, actor, community, { about, taken, before: null })
  const topics = await chooseTopics(work, community, about)
  const createdBy = personIdOf(actor)
  const saved = (await saveResource(work, { communityId: community.id, createdBy, content })) ?? refuse(addressTaken)
  await beginArticle(work, actor, community, { ...content, id: saved.id })
  await fileUnder(work, community.id, saved.id, topics)
  await publishResource(work, actor, community, { ...content, id: saved.id, createdBy, publishedAt: null })
  return receiptOf(community.slug, { ...content, id: saved.id })
}

/** The text of an article stands in a body that editors write. */
async function beginArticle(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  { id, source }: Pick<ResourceContent, 'source'> & { readonly id: string },
): Promise<void> {
  if (source === null) return
  const body = { genre: 'article', writers: 'editors', named: [], ownerId: personIdOf(actor) } as const
  await beginBody(work, actor, { ...body, communityId: community.id, entryId: id, source })
}
