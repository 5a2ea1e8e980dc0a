/** A member starts a working page. */
import { beginWritten, findWritten, type Writing } from '#server/bodies/room.ts'
import { findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import { openDiscussion } from '#server/discussions/room.ts'
import { pageStarted } from '#server/pages/activities.ts'
import { pageKind } from '#server/pages/page.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Starts a page, its first version written, with a discussion below it that its owner follows.
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function startPage(work: Work, actor: Actor, { community: slug, ...writing }: Writing & InCommunity) {
  const community = await findCommunityToChange(work, actor, slug, 'discuss')
  const id = await beginWritten(work, actor, { communityId: community.id, kind: pageKind, ...writing })
  const actorId = personIdOf(actor)
  await openDiscussion(work, { communityId: community.id, entryId: id, prompt: '', openedBy: actorId })
  await work.record(pageStarted, { communityId: community.id, by: actor, objectId: id })
  return findWritten(work, actor, community, { kind: pageKind, id })
}
