/**
 * What is behind a post: its source for its author, and its earlier versions for moderators.
 */
import { z } from 'zod'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { readHeldEdit } from '#server/discussions/holding/store.ts'
import { mayEdit, mayModerate, mayRemove, mayRename } from '#server/discussions/policy.ts'
import {
  findPost,
  findPostOrHidden,
  findThread,
  type PostRef,
  type ThreadRef,
  type ThreadRow,
} from '#server/discussions/store.ts'
import { postAddress, threadAddress } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import { insist } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const threadRef = z.object({ id: z.string(), title: z.string(), address: z.string() })
const postInThread = z.object({ thread: threadRef, id: z.string(), address: z.string() })

export const postSourceView = z.object({
  community: communityHeadView,
  /** With the Markdown as its author wrote it last; `isWaiting` where that is an edit which waits for a moderator. */
  post: postInThread.extend({ source: z.string(), isWaiting: z.boolean() }),
})
export type PostSourceView = z.infer<typeof postSourceView>

const earlierVersion = z.object({ html: z.string(), source: z.string(), until: z.date() })

export const postHistoryView = z.object({
  community: communityHeadView,
  /** With what it said before, latest first; `until` is when it was replaced. */
  post: postInThread.extend({ versions: z.array(earlierVersion) }),
})
export type PostHistoryView = z.infer<typeof postHistoryView>

export type PostToRemove = Awaited<ReturnType<typeof postToRemove>>

/**
 * The source of the author's own post, to edit it.
 * @refuses not_found · forbidden · thread_locked · community_archived · post_removed
 */
export async function postSource(look: Look, actor: Actor, where: PostRef): Promise<PostSourceView> {
  const { community, post } = await findInCommunity(look, actor, where)
  insist(mayEdit(actor, post.thread, post))
  const waiting = await readHeldEdit(look, post.id)
  return {
    community,
    post: { ...refsOf(post.thread, post.id), source: waiting ?? post.source, isWaiting: waiting !== null },
  }
}

/**
 * What a post said before, for moderators.
 * @refuses not_found · forbidden · community_archived · post_removed
 */
export async function postHistory(look: Look, actor: Actor, where: PostRef): Promise<PostHistoryView> {
  const { community, post } = await findInCommunity(look, actor, where)
  insist(mayModerate(actor, post.thread))
  const versions = await rows(look, earlierVersion)`
    select html, source, replaced_at as until from post_revision where post_id = ${post.id}
    order by replaced_at desc, id desc limit 100`
  return { community, post: { ...refsOf(post.thread, post.id), versions } }
}

/**
 * A post that is about to be removed, to look at it once more: its author, null where they have left the site, and how it
 * begins, as plain text.
 * @refuses not_found · forbidden · community_archived · post_removed
 */
export async function postToRemove(look: Look, actor: Actor, where: PostRef) {
  const { community, post } = await findInCommunity(look, actor, where, findPostOrHidden)
  insist(mayRemove(actor, post.thread, post))
  const [row] = await rows(look, () => z.object({ author: z.string().nullable(), words: z.string() }))`
    select a.name as author, left(p.text, 2000) as words
    from post p left join person a on a.id = p.author_id where p.id = ${post.id}`
  const { author = null, words = '' } = row ?? {}
  return { community, post: { ...refsOf(post.thread, post.id), author, words: excerpt(words, 300) } }
}

/**
 * A post that is about to be highlighted, and why it is already; `''` where it is not.
 * @refuses not_found · forbidden · community_archived · post_removed
 */
export async function postToHighlight(look: Look, actor: Actor, where: PostRef) {
  const { community, post } = await findInCommunity(look, actor, where)
  insist(mayModerate(actor, post.thread))
  const [row] = await rows(look, () => z.object({ author: z.string().nullable(), words: z.string(), why: z.string() }))`
    select a.name as author, left(p.text, 2000) as words, coalesce(p.highlighted_why, '') as why
    from post p left join person a on a.id = p.author_id where p.id = ${post.id}`
  const { author = null, words = '', why = '' } = row ?? {}
  return { community, post: { ...refsOf(post.thread, post.id), author, words: excerpt(words, 300), why } }
}
export type PostToHighlight = Awaited<ReturnType<typeof postToHighlight>>

/**
 * A thread's title, to change it.
 * @refuses not_found · forbidden · thread_locked · community_archived · title_bound
 */
export async function threadTitle(look: Look, actor: Actor, where: ThreadRef) {
  const community = await findCommunity(look, actor, where.community)
  const thread = await findThread(look, actor, { ...where, community: community.slug })
  insist(mayRename(actor, thread))
  return { community, thread: refsOf(thread, thread.id).thread }
}

/**
 * A thread and why it is locked, to lock it or to change the reason; `''` where there is none.
 * @refuses not_found · forbidden · community_archived
 */
export async function threadToLock(look: Look, actor: Actor, where: ThreadRef) {
  const community = await findCommunity(look, actor, where.community)
  const thread = await findThread(look, actor, { ...where, community: community.slug })
  insist(mayModerate(actor, thread))
  const [row] = await rows(look, () => z.object({ why: z.string() }))`
    select coalesce(t.locked_why, '') as why from thread t where t.id = ${thread.id}`
  return {
    community,
    thread: refsOf(thread, thread.id).thread,
    isLocked: thread.lockedAt !== null,
    why: row?.why ?? '',
  }
}
export type ThreadToLock = Awaited<ReturnType<typeof threadToLock>>

/** A post with its community, which the address may call by a former slug. */
async function findInCommunity(look: Look, actor: Actor, where: PostRef, find = findPost) {
  const community = await findCommunity(look, actor, where.community)
  return { community, post: await find(look, actor, { ...where, community: community.slug }) }
}

function refsOf(thread: ThreadRow, postId: string) {
  return {
    thread: { id: thread.id, title: thread.title, address: threadAddress(thread.slug, thread) },
    id: postId,
    address: postAddress(thread.slug, thread, postId),
  }
}
