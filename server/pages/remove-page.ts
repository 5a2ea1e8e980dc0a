/** A working page is taken away, and brought back. */
import { findCommunity } from '#server/communities/room.ts'
import { removeEntry } from '#server/entries/room.ts'
import { pageRemoved, pageReturned } from '#server/pages/activities.ts'
import type { PageView } from '#server/pages/page.ts'
import { mayArrange } from '#server/pages/policy.ts'
import { findPage, findRemovedPage } from '#server/pages/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

type WhichPage = { readonly community: string; readonly page: string }

/**
 * Takes a page away with its discussion; both come back together.
 * @refuses not_found · forbidden · community_archived
 */
export async function removePage(work: Work, actor: Actor, which: WhichPage): Promise<PageView> {
  const community = await findCommunity(work, actor, which.community)
  const page = await findPage(work, actor, community, which.page)
  insist(mayArrange(actor, community, page.owner?.id ?? null))
  const by = personIdOf(actor)
  await removeEntry(work, page.id, { by })
  await work.record(pageRemoved, { communityId: community.id, actorId: by, objectId: page.id })
  return page
}

/**
 * Brings a removed page back with every version, whatever became meanwhile of what it was made from.
 * @refuses not_found · forbidden · community_archived
 */
export async function returnPage(work: Work, actor: Actor, which: WhichPage): Promise<PageView> {
  const community = await findCommunity(work, actor, which.community)
  const page = await findRemovedPage(work, community.id, which.page)
  insist(mayArrange(actor, community, page.ownerId))
  await removeEntry(work, page.id, null)
  await work.record(pageReturned, { communityId: community.id, actorId: personIdOf(actor), objectId: page.id })
  return findPage(work, actor, community, page.id)
}
