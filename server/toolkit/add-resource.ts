/**
 * Adds a resource: one thing, and whatever else was said of it.
 */
import { beginBody } from '#server/bodies/room.ts'
import {
  type CommunityHead,
  findCommunityToChange,
  type InCommunity,
  insistNoHeldWord,
} from '#server/communities/room.ts'
import { showPictures } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { publishResource } from '#server/toolkit/publish-resource.ts'
import { addressTaken, receiptOf } from '#server/toolkit/resource.ts'
import { type AboutResource, saidOf } from '#server/toolkit/resource-input.ts'
import { type ResourceContent, saveResource } from '#server/toolkit/store.ts'
import { takeFiles } from '#server/toolkit/take-files.ts'
import { writeContent } from '#server/toolkit/write-content.ts'
import { chooseTopics, fileUnder } from '#server/topics/room.ts'

/**
 * @returns where the resource is
 * @refuses not_found · forbidden · community_archived · nothing_to_add · address_taken · file_active · file_false_name · input_invalid
 */
export async function addResource(work: Work, actor: Actor, about: AboutResource & InCommunity) {
  const community = await findCommunityToChange(work, actor, about.community, 'edit_toolkit')
  const { id, content } = await saveAdded(work, actor, community, about)
  const topics = await chooseTopics(work, community, 'toolkit', about)
  await fileUnder(work, { communityId: community.id, list: 'toolkit' }, id, topics)
  await publishResource(work, actor, community, { ...content, id, createdBy: personIdOf(actor), publishedAt: null })
  return receiptOf(community.slug, { ...content, id })
}

/** Writes what somebody adds or suggests, with its files and its text. */
export async function saveAdded(work: Work, actor: Actor, community: CommunityHead, about: AboutResource) {
  await insistNoHeldWord(work, actor, community.id, { fields: saidOf(about) })
  const taken = await takeFiles(work, actor, community, about)
  const content = await writeContent(work, actor, community, { about, taken, before: null })
  const createdBy = personIdOf(actor)
  const saved = (await saveResource(work, { communityId: community.id, createdBy, content })) ?? refuse(addressTaken)
  await showPictures(work, {
    communityId: community.id,
    entryId: saved.id,
    source: content.howToUse,
    writerId: createdBy,
  })
  await beginArticle(work, actor, community, { ...content, id: saved.id })
  return { id: saved.id, content }
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
