/**
 * The first page of a thread, which most readers ask for: its rows are read once for all of them, until something in the
 * thread or the name of a person changes.
 */
import { z } from 'zod'
import { type BranchView, branchesOf, loadPage } from '#server/discussions/branch-views.ts'
import { threadAbilities } from '#server/discussions/policy.ts'
import { isToBeSeen, type PostViewRow, type Reader } from '#server/discussions/post-views.ts'
import { type ReactionKind, reactionKinds } from '#server/discussions/thread.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import { openVersionCache } from '#server/platform/version-cache.ts'
import type { Look } from '#server/platform/work.ts'

interface FirstPage {
  /** Null where some readers see more posts than others. */
  readonly rows: readonly PostViewRow[] | null
  /** Posts that somebody has reacted to. */
  readonly reacted: readonly string[]
  /** The posts for readers who have no part of their own in them, by what these readers may do. */
  readonly shared: Map<string, FirstPosts>
}

/** The first-level posts of a page with their replies, and whether there are more beyond it. */
interface FirstPosts {
  readonly branches: BranchView[]
  readonly hasMore: boolean
}

const mostBytes = 12_000_000
/** A row's text counts twice, since a letter may take two bytes; the rest of it, and the post made of it, are about this much. */
const besideText = 3000

/** First pages by the id that they were asked by: a thread's, or that of the entry it stands below. */
export const firstPages = openVersionCache<FirstPage>({
  mostBytes,
  bytesOf: ({ rows }) => 200 + (rows ?? []).reduce((sum, { html }) => sum + 2 * html.length + besideText, 0),
})

const beginning = { cursor: { kind: 'start' }, opened: null } as const

/** Reads a first page for this reader, as one that can be kept for all wherever all see the same posts. */
export async function readFirstPage(look: Look, reader: Reader) {
  const all = await loadPage(look, reader, beginning, 'moderator')
  if (!all.every(isToBeSeen))
    return { page: { rows: null, reacted: [], shared: new Map() }, own: await loadPage(look, reader, beginning) }
  return {
    page: { rows: all, reacted: all.flatMap(({ id, given }) => (given ? [id] : [])), shared: new Map() },
    own: all,
  }
}

/** Lists of posts that several readers get. */
const lists = new WeakSet<readonly BranchView[]>()

/** Do other readers get the very same list? */
export function isShared(posts: readonly BranchView[]): boolean {
  return lists.has(posts)
}

/** The posts of a first page for this reader. Readers who have no part of their own in them get one list. */
export function postsFor({ shared }: FirstPage, rows: readonly PostViewRow[], reader: Reader): FirstPosts {
  if (hasOwnPart(rows, reader)) return branchesOf(rows, reader, beginning)
  const { post, markAnswer } = threadAbilities(reader.actor, reader.thread)
  const readers = `${post} ${markAnswer} ${reader.thread.answerPostId}`
  const known = shared.get(readers)
  if (known) return known
  const made = branchesOf(rows, reader, beginning)
  shared.set(readers, made)
  lists.add(made.branches)
  return made
}

/** Is anything in these posts only this reader's: their own post, removal or reaction, what is new to them, whom they blocked, or what only a moderator sees? */
function hasOwnPart(rows: readonly PostViewRow[], { actor, thread, since, reactions, blocked = [] }: Reader): boolean {
  const me = personIdOf(actor)
  if (me === null || reactions === undefined || reactions.size > 0 || threadAbilities(actor, thread).moderate)
    return true
  if (blocked.length > 0) return true
  return rows.some((row) => row.authorId === me || row.removedBy === me || (since !== null && row.posted > since))
}

const reaction = z.object({ postId: z.string(), kind: z.enum(reactionKinds) })

/** This reader's own reactions to these posts, in the order in which reactions stand. */
export async function readReactions(
  look: Look,
  actor: Actor,
  postIds: readonly string[],
): Promise<ReadonlyMap<string, ReactionKind[]>> {
  const me = personIdOf(actor)
  if (!me || postIds.length === 0) return new Map()
  const own = await rows(look, reaction)`
    select r.post_id as "postId", r.kind from reaction r where r.post_id = any(${postIds}::uuid[]) and r.person_id = ${me}`
  const byPost = Map.groupBy(own, ({ postId }) => postId)
  return new Map(
    [...byPost].map(([id, given]) => [id, reactionKinds.filter((kind) => given.some((one) => one.kind === kind))]),
  )
}
