/** A member suggests something for the Toolkit. It waits for an editor, as a draft under their name. */
import { findCommunityToChange } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import type { Work } from '#server/platform/work.ts'
import { resourceSuggested } from '#server/toolkit/activities.ts'
import { saveAdded } from '#server/toolkit/add-resource.ts'
import { receiptOf } from '#server/toolkit/resource.ts'
import { aboutResource } from '#server/toolkit/resource-input.ts'
import { saveAsSuggestion } from '#server/toolkit/suggestions/store.ts'

export interface Suggestion {
  readonly community: string
  readonly address: string
  readonly source: string
  readonly file?: Received
  readonly title: string
  /** What people get from it. */
  readonly summary: string
}

/**
 * @returns where its author reads it
 * @refuses not_found · forbidden · community_archived · nothing_to_add · address_taken · file_active · file_false_name · input_invalid
 */
export async function suggestResource(work: Work, actor: Actor, { community: slug, file, ...words }: Suggestion) {
  const community = await findCommunityToChange(work, actor, slug, 'suggest_resource')
  const about = { ...aboutResource.parse({ ...words, status: 'draft' }), file }
  const { id, content } = await saveAdded(work, actor, community, about)
  await saveAsSuggestion(work, id)
  await work.record(resourceSuggested, { communityId: community.id, by: actor, objectId: id })
  return receiptOf(community.slug, { ...content, id })
}
