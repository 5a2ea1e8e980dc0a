/**
 * Finds posts and earlier versions that an older renderer made, and overwrites them. Their thread's version stays, so
 * that no open page is sent anything.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { renderPost } from '#server/discussions/render-post.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Rendered } from '#server/platform/markdown/markdown.ts'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A text of a post; `postId` equals its id where it is the post itself. */
const outdatedText = z.object({ id: z.string(), postId: z.string(), communityId: z.string(), source: z.string() })
type OutdatedText = z.infer<typeof outdatedText>

export const postTexts = [
  textsOf('posts', sql`select id, id as "postId", community_id as "communityId", source from post`, saveRenewedPost),
  textsOf(
    'former posts',
    sql`select id, post_id as "postId", community_id as "communityId", source from post_revision`,
    saveRenewedRevision,
  ),
]

function textsOf(
  name: string,
  texts: RawBuilder<unknown>,
  save: (work: Work, text: OutdatedText, made: Rendered) => Promise<void>,
) {
  return storedTexts({
    name,
    list: (look, { after, version, most }) =>
      rows(look, outdatedText)`
        ${texts} where renderer_version < ${version} and id > ${after} order by id limit ${most}`,
    render: (look, { source, communityId, postId }) =>
      renderPost(look, { source, communityId, anchor: shortId(postId) }),
    save,
  })
}

/** Overwrites a post's HTML, unless its text has changed since. */
async function saveRenewedPost({ tx }: Work, post: OutdatedText, rendered: Rendered): Promise<void> {
  await sql`
    update post set html = ${rendered.html}, text = ${rendered.text}, renderer_version = ${rendered.version}
    where id = ${post.id} and source = ${post.source} and renderer_version < ${rendered.version}`.execute(tx)
}

/** Overwrites the HTML of a former version. */
async function saveRenewedRevision({ tx }: Work, revision: OutdatedText, rendered: Rendered): Promise<void> {
  await sql`
    update post_revision set html = ${rendered.html}, renderer_version = ${rendered.version}
    where id = ${revision.id} and renderer_version < ${rendered.version}`.execute(tx)
}
