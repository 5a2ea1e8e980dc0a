/**
 * Who may do what in a discussion.
 */
import { mayChangeAsPerson } from '#server/communities/room.ts'
import {
  boundTitle,
  isBelow,
  type ModeratorRole,
  notQuestion,
  type PostFacts,
  postIsRemoved,
  type ThreadFacts,
  threadIsLocked,
} from '#server/discussions/thread.ts'
import { type Actor, membershipIn, personIdOf } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'
import { forbidden, no, notFound, type Verdict } from '#server/platform/refuse.ts'

type CommunityFacts = Pick<ThreadFacts, 'communityId' | 'communityStatus'>

/** May they add to this thread? Gives the id of the author. */
export function mayPost(actor: Actor, thread: ThreadFacts): Verdict<string> {
  const here = mayHere(actor, thread, 'discuss')
  return here.ok && thread.lockedAt ? no(threadIsLocked) : here
}

/** May they answer this post? */
export function mayAnswer(actor: Actor, thread: ThreadFacts, post: PostFacts): Verdict<string> {
  const talk = mayPost(actor, thread)
  return talk.ok && post.isRemoved ? no(postIsRemoved) : talk
}

/** May they react to this post? */
export function mayReact(actor: Actor, thread: ThreadFacts, post: PostFacts): Verdict<string> {
  return mayAnswer(actor, thread, post)
}

/** May they change what this post says? Only its author. */
export function mayEdit(actor: Actor, thread: ThreadFacts, post: PostFacts): Verdict<string> {
  if (!isAuthor(actor, post)) return no(forbidden)
  return mayAnswer(actor, thread, post)
}

/** May they remove this post? Its author may, even in a locked thread, and so may a moderator. */
export function mayRemove(actor: Actor, thread: ThreadFacts, post: PostFacts): Verdict<string> {
  return mayHere(actor, thread, isAuthor(actor, post) ? 'discuss' : 'moderate')
}

/** May they restore this post? The person who removed it may. A moderator may too, unless its author removed it. */
export function mayReturn(actor: Actor, thread: ThreadFacts, post: PostFacts): Verdict<string> {
  if (post.removedBy !== null && post.removedBy === personIdOf(actor)) return mayRemove(actor, thread, post)
  // A post that its author removed is private: not even a moderator reads it again.
  if (!post.hiddenBecause && post.removedBy === post.authorId) return no(notFound)
  return mayHere(actor, thread, 'moderate')
}

/** May they hide this post, or show it again? */
export function mayHide(actor: Actor, thread: ThreadFacts): Verdict<string> {
  return mayModerate(actor, thread)
}

/** Do they read this post though it is hidden? Its author does, and so do moderators. */
export function readsHidden(
  actor: Actor,
  thread: CommunityFacts,
  post: Pick<PostFacts, 'hiddenBecause' | 'authorId'>,
): boolean {
  return post.hiddenBecause !== null && (isAuthor(actor, post) || mayModerate(actor, thread).ok)
}

/** May they lock, unlock, and read what posts said before? */
export function mayModerate(actor: Actor, thread: CommunityFacts): Verdict<string> {
  return mayHere(actor, thread, 'moderate')
}

/** May they change the title? The opener and moderators may. A thread about another entry carries that entry's title. */
export function mayRename(actor: Actor, thread: ThreadFacts): Verdict<string> {
  const verdict = isOpener(actor, thread) ? mayPost(actor, thread) : mayModerate(actor, thread)
  return verdict.ok && isBelow(thread) ? no(boundTitle) : verdict
}

/** May they choose its topics? Whoever may change the title may; what is below another entry is filed with that. */
export function mayFile(actor: Actor, thread: ThreadFacts): Verdict<string> {
  return mayRename(actor, thread)
}

/** May they mark the post that answered the question? The person who asked may, and so may a moderator. */
export function mayMarkAnswer(actor: Actor, thread: ThreadFacts): Verdict<string> {
  const verdict = mayHere(actor, thread, isOpener(actor, thread) ? 'discuss' : 'moderate')
  return verdict.ok && thread.kind !== 'question' ? no(notQuestion) : verdict
}

/** What this actor may do in the thread as a whole; it travels with the view. */
export function threadAbilities(actor: Actor, thread: ThreadFacts) {
  return {
    post: mayPost(actor, thread).ok,
    rename: mayRename(actor, thread).ok,
    markAnswer: mayMarkAnswer(actor, thread).ok,
    moderate: mayModerate(actor, thread).ok,
  }
}

/** What this actor may do with one post; it travels with the view. */
export function postAbilities(actor: Actor, thread: ThreadFacts, post: PostFacts) {
  const isThere = !post.isRemoved
  return {
    reply: mayAnswer(actor, thread, post).ok,
    react: mayReact(actor, thread, post).ok,
    edit: isThere && mayEdit(actor, thread, post).ok,
    remove: (isThere || readsHidden(actor, thread, post)) && mayRemove(actor, thread, post).ok,
    return: !isThere && !post.hiddenBecause && mayReturn(actor, thread, post).ok,
    hide: isThere && mayHide(actor, thread).ok,
    show: post.hiddenBecause !== null && mayHide(actor, thread).ok,
    markAnswer: isThere && !post.isOpening && mayMarkAnswer(actor, thread).ok,
  }
}

function mayHere(actor: Actor, thread: CommunityFacts, permission: Permission): Verdict<string> {
  return mayChangeAsPerson(actor, permission, { id: thread.communityId, status: thread.communityStatus })
}

function isAuthor(actor: Actor, post: Pick<PostFacts, 'authorId'>): boolean {
  return post.authorId !== null && post.authorId === personIdOf(actor)
}

function isOpener(actor: Actor, thread: ThreadFacts): boolean {
  return thread.openedBy !== null && thread.openedBy === personIdOf(actor)
}

/** The role in which somebody moderates here, as the moderated author reads it. */
export function moderatesAs(actor: Actor, communityId: string): ModeratorRole {
  const held = membershipIn(actor, communityId)?.permissions ?? []
  if (held.includes('community_settings')) return 'leader'
  return held.includes('moderate') ? 'moderator' : 'site'
}
