/**
 * Finds posts and earlier versions that an older renderer made, and overwrites them. Their thread's version stays, so
 * that no open page is sent anything.
 */
import { sql } from 'kysely'
import type { Rendered } from '#server/platform/markdown/markdown.ts'
import type { Outdated } from '#server/platform/markdown/stored-texts.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** A text of a post; `postId` equals its id where it is the post itself. */
export interface OutdatedPost {
  readonly id: string
  readonly postId: string
  readonly communityId: string
  readonly source: string
}

/** Posts that an older renderer made. */
export async function listOutdatedPosts(look: Look, { after, version, most }: Outdated): Promise<OutdatedPost[]> {
  return look.db
    .selectFrom('post')
    .select(['id', 'id as postId', 'community_id as communityId', 'source'])
    .where('renderer_version', '<', version)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
}

/** Former versions of posts that an older renderer made. */
export async function listOutdatedRevisions(look: Look, { after, version, most }: Outdated): Promise<OutdatedPost[]> {
  return look.db
    .selectFrom('post_revision')
    .select(['id', 'post_id as postId', 'community_id as communityId', 'source'])
    .where('renderer_version', '<', version)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
}

/** Overwrites a post's HTML, unless its text has changed since. */
export async function saveRenewedPost({ tx }: Work, post: OutdatedPost, rendered: Rendered): Promise<void> {
  await sql`
    update post set html = ${rendered.html}, text = ${rendered.text}, renderer_version = ${rendered.version}
    where id = ${post.id} and source = ${post.source} and renderer_version < ${rendered.version}`.execute(tx)
}

/** Overwrites the HTML of a former version. */
export async function saveRenewedRevision({ tx }: Work, revision: OutdatedPost, rendered: Rendered): Promise<void> {
  await sql`
    update post_revision set html = ${rendered.html}, renderer_version = ${rendered.version}
    where id = ${revision.id} and renderer_version < ${rendered.version}`.execute(tx)
}
