/** Working pages as people see them. */
import { findRemovedWritten, findToWrite, findWritten, listWritten, type Written } from '#server/bodies/room.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { type PageItem, type PageView, pageAddress, pageKind } from '#server/pages/page.ts'
import { mayArrange } from '#server/pages/policy.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

/** The pages of a community, what was written last first; with `after` those behind that one. */
export async function listPages(
  look: Look,
  actor: Actor,
  { id: communityId, slug }: CommunityHead,
  which: { readonly after?: string | null; readonly limit?: number },
): Promise<{ pages: PageItem[]; next: string | null }> {
  const { items, next } = await listWritten(look, actor, { ...which, communityId, kind: pageKind })
  return { pages: items.map((item) => ({ ...item, address: pageAddress(slug, item) })), next }
}

/**
 * One page.
 * @refuses not_found
 */
export async function findPage(look: Look, actor: Actor, community: CommunityHead, id: string): Promise<PageView> {
  return pageFrom(await findWritten(look, actor, community, { kind: pageKind, id }), actor, community)
}

/**
 * One page, for whoever comes to write it.
 * @refuses not_found · forbidden · community_archived
 */
export async function findPageToWrite(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  id: string,
): Promise<PageView> {
  return pageFrom(await findToWrite(look, actor, community, { kind: pageKind, id }), actor, community)
}

/**
 * A page that was removed.
 * @refuses not_found
 */
export function findRemovedPage(look: Look, communityId: string, id: string) {
  return findRemovedWritten(look, { communityId, kind: pageKind, id })
}

/**
 * What was a page at some time, wherever it is now.
 * @refuses not_found
 */
export async function findFormerPage(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  id: string,
): Promise<PageView> {
  const written = await findWritten(look, actor, community, { id })
  const address = look.platform.declared.kinds.get(written.kind)?.address(community.slug, written)
  return { ...pageFrom(written, actor, community), ...(address ? { address } : {}) }
}

function pageFrom(written: Written, actor: Actor, community: CommunityHead): PageView {
  const arrange = mayArrange(actor, community, written.owner?.id ?? null).ok
  return { ...written, address: pageAddress(community.slug, written), can: { ...written.can, arrange } }
}
