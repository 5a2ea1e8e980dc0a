/**
 * Threads and posts: their shapes, and the rules that need nothing else.
 */
import { z } from 'zod'
import { line } from '#server/platform/http/input.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

/** The reactions to a post, in the order the page offers them. */
export const reactionKinds = ['thanks', 'agree', 'insight', 'tried', 'hmm'] as const
export type ReactionKind = (typeof reactionKinds)[number]

/** The longest post, in characters. */
export const longestPost = 65_536
/** First-level posts on one page of a thread. */
export const postsPerPage = 20
/** Threads on one page of the list. */
export const threadsPerPage = 25
/** Replies shown under a post; where there are more, the earlier ones fold. */
export const repliesInSight = 3
/** Folded replies that one press opens. */
export const repliesPerWindow = 50
/** The page counts new posts up to this number: "99+ new". */
export const mostNewCounted = 100

/** What the rules need to know of a thread. */
export const threadFacts = z.object({
  id: z.string(),
  communityId: z.string(),
  communityStatus: z.enum(['draft', 'active', 'archived']),
  kind: z.enum(['talk', 'question']),
  /** The entry it discusses: one of another kind, or this thread itself. */
  entryId: z.string(),
  openedBy: z.string().nullable(),
  lockedAt: z.date().nullable(),
  answerPostId: z.string().nullable(),
})
export type ThreadFacts = z.infer<typeof threadFacts>

/** As what somebody moderates, as others read it. */
export const moderatorRoles = ['leader', 'moderator', 'site'] as const
export type ModeratorRole = (typeof moderatorRoles)[number]

/** A word that says why, to all who read it. */
export const reason = line(300, 'Say in a sentence why: everybody who reads it sees that.')

/** What the rules need to know of a post. */
export const postFacts = z.object({
  id: z.string(),
  authorId: z.string().nullable(),
  isOpening: z.boolean(),
  isRemoved: z.boolean(),
  removedBy: z.string().nullable(),
  /** Of one that is out of sight: do its author and moderators still read it, and why they do; null where it is removed. */
  hiddenBecause: z.enum(['moderator', 'held']).nullable(),
})
export type PostFacts = z.infer<typeof postFacts>

/** A discussion that is opened below an entry. */
export interface OpenDiscussion {
  readonly communityId: string
  readonly entryId: string
  /** The question at its head, or `''`. */
  readonly prompt: string
  readonly openedBy: string | null
  /** People who follow it from the start, beside its opener. */
  readonly followedBy?: string
}

export const threadIsLocked = refusal(
  'thread_locked',
  409,
  'This discussion is locked, so nothing was added or changed.',
)
export const postIsRemoved = refusal(
  'post_removed',
  409,
  'That post was removed in the meantime, so nothing was added or changed.',
)
export const postIsHidden = refusal('post_hidden', 409, 'That post is hidden already, so nothing was changed.')
export const postIsShown = refusal('post_shown', 409, 'That post is not hidden any more, so nothing was changed.')
export const notQuestion = refusal('not_a_question', 409, 'Only a question can have a marked answer.')
export const boundTitle = refusal(
  'title_bound',
  409,
  'This discussion has the title of the item it is about. Change it there.',
)

/** The live topic of a thread. */
export function threadChannel(threadId: string): string {
  return `thread/${threadId}`
}

/** The address of a community's discussions. */
export function discussionsAddress(slug: string): string {
  return `/c/${slug}/discussions`
}

/** The address of a thread. */
export function threadAddress(slug: string, thread: { readonly id: string; readonly title: string }): string {
  return `${discussionsAddress(slug)}/${addressPart(thread.title, thread.id)}`
}

/** The address of a post: its thread's page, opened at the post. */
export function postAddress(slug: string, thread: { id: string; title: string }, postId: string): string {
  return atPost(threadAddress(slug, thread), postId)
}

/** A page that shows a discussion, opened at a post. The address names the post twice, since Turbo never sees what follows `#`. */
export function atPost(page: string, postId: string): string {
  return `${page}?at=${shortId(postId)}#${postAnchor(postId)}`
}

/** The id of a post on a page. */
export function postAnchor(postId: string): string {
  return `post-${shortId(postId)}`
}

/** Its kind as an entry. */
export const threadKind = 'thread'

/** Does it belong to an entry of another kind? */
export function isBelow(thread: Pick<ThreadFacts, 'id' | 'entryId'>): boolean {
  return thread.entryId !== thread.id
}

/**
 * The first-level post that a reply goes under, and the post it answers there. A reply to a reply goes under the same
 * first-level post, on the second level, and quotes what it answers. A reply to the opening of a thread is itself a
 * first-level post: null.
 */
export function placeOf(parent: {
  id: string
  rootId: string | null
  isOpening: boolean
}): { parentId: string; rootId: string } | null {
  return parent.isOpening ? null : { parentId: parent.id, rootId: parent.rootId ?? parent.id }
}

/** The address of an entry's page: of one below which a discussion stands. */
export const pageOfEntry = /^\/c\/[a-z0-9-]+\/[a-z]+\/[\w-]{1,200}$/
