/** The text of an article for its writers, and the entry that its versions belong to. */
import { findToWrite, type Versioned, type Written } from '#server/bodies/room.ts'
import { type CommunityHead, findCommunity } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'
import { resourceAddress, resourceKind } from '#server/toolkit/resource.ts'
import type { WhichResource } from '#server/toolkit/resource-input.ts'
import { findResource } from '#server/toolkit/resource-views.ts'

/**
 * The text of an article that members see.
 * @refuses not_found · forbidden · community_archived
 */
export function findText(look: Look, actor: Actor, community: CommunityHead, id: string): Promise<Written> {
  return findToWrite(look, actor, community, { kind: resourceKind, id })
}

/**
 * An article with its body. Editors of the Toolkit also get drafts.
 * @refuses not_found, also for a resource without a text
 */
export async function findArticle(look: Look, actor: Actor, which: WhichResource): Promise<Versioned> {
  const community = await findCommunity(look, actor, which.community)
  const { id, title, bodyId } = await findResource(look, actor, community, which.resource)
  const address = resourceAddress(community.slug, { id, title })
  return { id, community, bodyId: bodyId ?? refuse(notFound), title, address, versionsAddress: `${address}/versions` }
}
