/** Renders posts and their earlier versions again after the renderer has changed. */
import { renderPost } from '#server/discussions/render-post.ts'
import {
  listOutdatedPosts,
  listOutdatedRevisions,
  type OutdatedPost,
  saveRenewedPost,
  saveRenewedRevision,
} from '#server/discussions/renewal-store.ts'
import { shortId } from '#server/platform/ids.ts'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'
import type { Look } from '#server/platform/work.ts'

const render = (look: Look, { source, communityId, postId }: OutdatedPost) =>
  renderPost(look, { source, communityId, anchor: shortId(postId) })

export const postTexts = [
  storedTexts({ name: 'posts', list: listOutdatedPosts, render, save: saveRenewedPost }),
  storedTexts({ name: 'former posts', list: listOutdatedRevisions, render, save: saveRenewedRevision }),
]
