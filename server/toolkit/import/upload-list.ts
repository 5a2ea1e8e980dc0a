/**
 * An editor uploads a list on the page. The page first shows what the list would add; a second press imports it.
 */
import { type CommunityHead, findCommunityToChange } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { importList, previewList } from '#server/toolkit/import/import-list.ts'
import type { ListFile } from '#server/toolkit/import/markdown-list.ts'
import { openPendingList, savePendingList, type UploadedList } from '#server/toolkit/import/pending-list.ts'

interface ListUpload extends UploadedList {
  readonly community: string
  /** The token of a pending list, or `''`. */
  readonly token: string
  /** Import it without a preview. */
  readonly sure: boolean
}

/**
 * @returns the counts of a preview with the list's token, or those of the import
 * @refuses not_found · forbidden · community_archived · file_active · file_false_name · input_invalid
 */
export async function uploadList(work: Work, actor: Actor, upload: ListUpload) {
  const community = await findCommunityToChange(work, actor, upload.community, 'edit_toolkit')
  const token = upload.token || (await savePendingList(work, actor, community, upload))
  const files = await reopened(work, actor, community, token)
  if (!upload.token && !upload.sure) return { isDone: false, token, counts: await previewList(work, community, files) }
  return { isDone: true, token: null, counts: await importList(work, actor, { community: community.slug, files }) }
}

/**
 * What the page of the import shows.
 * @refuses not_found · forbidden · community_archived
 */
export async function readImport(look: Look, actor: Actor, asked: { community: string; token: string }) {
  const community = await findCommunityToChange(look, actor, asked.community, 'edit_toolkit')
  const files = asked.token === '' ? null : await openPendingList(look, actor, community, asked.token)
  if (!files) return { community, preview: null, token: null, isLost: asked.token !== '' }
  return { community, preview: await previewList(look, community, files), token: asked.token, isLost: false }
}

async function reopened(work: Work, actor: Actor, community: CommunityHead, token: string): Promise<ListFile[]> {
  return (
    (await openPendingList(work, actor, community, token)) ??
    refuseFields({ list: { says: 'That list is no longer stored. Upload or paste it again.' } })
  )
}
