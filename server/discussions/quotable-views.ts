/** The posts of a discussion with their sources, for what is made of them elsewhere. */
import { z } from 'zod'
import { postAddress, threadAddress } from '#server/discussions/thread.ts'
import type { CommunityRef } from '#server/discussions/views.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Posts that are given at most, the first ones. */
const mostQuotable = 300

export const quotableThreadView = z.object({
  thread: z.object({ id: z.string(), title: z.string(), address: z.string() }),
  /** In the order in which they were said, without what was removed. */
  posts: z.array(
    z.object({
      id: z.string(),
      /** Null where they have left the site. */
      author: z.string().nullable(),
      words: z.string(),
      source: z.string(),
      address: z.string(),
    }),
  ),
})
export type QuotableThread = z.infer<typeof quotableThreadView>
const quotablePost = quotableThreadView.shape.posts.element

/**
 * A discussion the actor may read, to be quoted from.
 * @refuses not_found
 */
export async function quotablePosts(look: Look, actor: Actor, community: CommunityRef, threadId: string) {
  const [thread] = await rows(look, () =>
    z.object({ id: z.string(), title: z.string(), posts: z.array(quotablePost.omit({ address: true })) }),
  )`
    select t.id, t.title, array(
      select json_build_object('id', p.id, 'author', a.name, 'words', left(p.text, 400), 'source', p.source)
      from post p left join person a on a.id = p.author_id
      where p.thread_id = t.id and p.removed_at is null order by p.posted_at, p.id limit ${mostQuotable}) as posts
    from thread_shown t
    where t.id = ${threadId} and t.community_id = ${community.id} and ${isForReader('t', actor)}`
  if (!thread) refuse(notFound)
  const { id, title, posts } = thread
  return {
    thread: { id, title, address: threadAddress(community.slug, thread) },
    posts: posts.map((post) => ({ ...post, address: postAddress(community.slug, thread, post.id) })),
  }
}

/**
 * Chosen posts as Markdown: each quoted, with its writer's name as the way to it.
 * @refuses not_found
 */
export async function quotePosts(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  { threadId, postIds }: { threadId: string; postIds: readonly string[] },
): Promise<{ thread: QuotableThread['thread']; source: string }> {
  const { thread, posts } = await quotablePosts(look, actor, community, threadId)
  const t = translator(actor.locale)
  const quotes = posts.filter(({ id }) => postIds.includes(id)).map((post) => quoteOf(post, t))
  return { thread, source: quotes.join('\n\n') }
}

function quoteOf({ author, source, address }: z.infer<typeof quotablePost>, t: Translate): string {
  const name = (author ?? t('Former member')).replace(/[\\`*_[\]<>@!]/g, '\\$&')
  return [...source.split('\n'), '', `— [${name}](${address})`].map((line) => `> ${line}`.trimEnd()).join('\n')
}
