/** An answer to a mail about a discussion is a post in it. */
import { writePost } from '#server/discussions/write-post.ts'
import type { Actor } from '#server/platform/actor.ts'
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
