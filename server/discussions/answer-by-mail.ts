/** An answer to a mail about a discussion, or about what is discussed, is a post in it. */
import { findThreadBelow } from '#server/discussions/below-store.ts'
import { writePost } from '#server/discussions/write-post.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Mail } from '#server/platform/mail/mail-kind.ts'
import type { Gathered } from '#server/platform/notice-kind.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Writes it: below the one post that the mail was about, or at the end of the thread where it was about several.
 * @refuses not_found · as `writePost`
 */
export async function answerByMail(work: Work, actor: Actor, { community, news }: Gathered, source: string) {
  const posts = news.filter(({ threadId, postId }) => threadId !== null && postId !== null)
  const [first] = posts
  const thread = first?.threadId ?? refuse(notFound)
  const parent = posts.length === 1 ? (first?.postId ?? undefined) : undefined
  await writePost(work, actor, { community: community.slug, thread, source, ...(parent ? { parent } : {}) })
}

/**
 * What an answer to a mail about an entry does, for the mail's kind to declare: it stands in the discussion below the entry.
 * @refuses not_found · as `writePost`
 */
export async function answerBelowEntry(work: Work, actor: Actor, { community, aboutId }: Mail, source: string) {
  const where = { community: community?.slug ?? '', entryId: aboutId }
  await writePost(work, actor, { ...(await findThreadBelow(work, actor, where)), source })
}
