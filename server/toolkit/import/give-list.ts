/**
 * Somebody gives a list on the page: it is told first what it would bring, and brought when they say so.
 */
import { type CommunityHead, findCommunity } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { importList, previewList } from '#server/toolkit/import/import-list.ts'
import { type GivenList, keepList, openList } from '#server/toolkit/import/keep-list.ts'
import type { ListCounts } from '#server/toolkit/import/list-counts.ts'
import type { ListFile } from '#server/toolkit/import/markdown-list.ts'
import type { ImportShown } from '#server/toolkit/import/pages.ts'
import { mayEdit } from '#server/toolkit/policy.ts'

interface Giving extends GivenList {
  readonly community: string
  /** What names a list that was given before. */
  readonly token: string
  /** Bring it without asking first. */
  readonly sure: boolean
}

/**
 * @returns what the list would bring and what names it, or what it brought
 * @refuses not_found · forbidden · community_archived · file_active · file_false_name · input_invalid
 */
export async function giveList(
  work: Work,
  actor: Actor,
  given: Giving,
): Promise<{ isDone: boolean; token: string | null; counts: ListCounts }> {
  const community = await findCommunity(work, actor, given.community)
  insist(mayEdit(actor, community))
  const token = given.token || (await keepList(work, actor, community, given))
  const files = await reopened(work, actor, community, token)
  if (!given.token && !given.sure) return { isDone: false, token, counts: await previewList(work, community, files) }
  return { isDone: true, token: null, counts: await importList(work, actor, { community: community.slug, files }) }
}

/**
 * What the page of the import shows.
 * @refuses not_found · forbidden · community_archived
 */
export async function readImport(
  look: Look,
  actor: Actor,
  asked: { community: string; token: string },
): Promise<ImportShown> {
  const community = await findCommunity(look, actor, asked.community)
  insist(mayEdit(actor, community))
  const files = asked.token === '' ? null : await openList(look, actor, community, asked.token)
  if (!files) return { community, preview: null, token: null, isLost: asked.token !== '' }
  return { community, preview: await previewList(look, community, files), token: asked.token, isLost: false }
}

async function reopened(work: Work, actor: Actor, community: CommunityHead, token: string): Promise<ListFile[]> {
  return (
    (await openList(work, actor, community, token)) ??
    refuseFields({ list: { says: 'That list is no longer stored. Upload or paste it again.' } })
  )
}
