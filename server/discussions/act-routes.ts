/**
 * The actions of a discussion, each with its own address. Every form leads back to the page that shows the post; forms
 * under another entry name its page in `back`.
 */
import { z } from 'zod'
import { lockThread, markAnswer, renameThread, unlockThread } from '#server/discussions/change-thread.ts'
import { type ChangedPost, postReceipt, readChangedPost } from '#server/discussions/changed-post.ts'
import { editPost } from '#server/discussions/edit-post.ts'
import { threadRef } from '#server/discussions/edit-views.ts'
import { followThread, markThreadRead } from '#server/discussions/follow-thread.ts'
import { hidePost, showPost } from '#server/discussions/hide-post.ts'
import { heldEditFlash, heldFlash } from '#server/discussions/holding/holding.ts'
import { highlightPost, unhighlightPost } from '#server/discussions/order/highlight-post.ts'
import { react } from '#server/discussions/react.ts'
import { removePost, returnPost } from '#server/discussions/remove-post.ts'
import { noPictureYet, written } from '#server/discussions/routes.ts'
import {
  atPost,
  boundTitle,
  discussionsAddress,
  notQuestion,
  pageOfEntry,
  postAddress,
  postIsHidden,
  postIsRemoved,
  postIsShown,
  reactionKinds,
  reason,
  threadAddress,
  threadIsLocked,
} from '#server/discussions/thread.ts'
import { writePost } from '#server/discussions/write-post.ts'
import { acts, type Endpoint, emptyPage } from '#server/platform/http/endpoint.ts'
import { addressId, naming, optionalLine } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'

/** The page of ours that shows the discussion; any other address is ignored. */
const back = z.string().regex(pageOfEntry).optional().catch(undefined)
const leadsBack = z.object({ back })

const threadReceipt = z.object({ thread: threadRef })
type Back = { readonly back?: string }

const often = { times: 120, seconds: 60 } as const
const writing = leadsBack.extend({ source: written, picture: noPictureYet })

/** The terms of what changes one post, and of what adds a post or writes it anew. */
const changesPost = {
  who: 'discuss',
  view: postReceipt,
  limit: often,
  readView: readChangedPost,
  respond: whereItStands,
} as const
const writesPost = {
  ...changesPost,
  limit: { times: 60, seconds: 60 },
  refusals: [threadIsLocked, postIsRemoved],
} as const
/** The terms of what changes a thread. */
const changesThread = { input: leadsBack, view: threadReceipt, limit: often } as const

export const actRoutes: readonly Endpoint[] = [
  acts({
    path: '/c/:community/discussions/:thread/posts',
    summary: 'Adds a post; with `parent`, as an answer to that one.',
    ...writesPost,
    input: writing.extend({ parent: addressId.optional() }),
    created: true,
    form: '/c/:community/discussions/:thread',
    act: writePost,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/replies',
    summary: 'Answers a post. An answer to an answer stands on the second level too, and quotes it.',
    ...writesPost,
    input: writing,
    created: true,
    form: '/c/:community/discussions/:thread',
    act: (work, actor, { post, ...input }) => writePost(work, actor, { ...input, parent: post }),
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post',
    also: 'PUT',
    summary: 'Replaces the text of your own post.',
    ...writesPost,
    input: writing,
    form: '/c/:community/discussions/:thread/posts/:post/edit',
    act: editPost,
    respond: (changed, input) => ({
      ...whereItStands(changed, input),
      ...(changed.heldBecause && { flash: heldEditFlash[changed.heldBecause] }),
    }),
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/removal',
    summary: 'Removes a post: your own, or as a moderator anybody’s, with a reason if there is one.',
    who: 'discuss',
    input: leadsBack.extend({ why: optionalLine(300) }),
    view: threadReceipt.extend({ isThreadGone: z.boolean() }),
    form: '/c/:community/discussions/:thread/posts/:post/removal',
    limit: often,
    refusals: [postIsRemoved],
    async act(work, actor, input) {
      const { thread, isThreadGone } = await removePost(work, actor, input)
      return { thread: refOf(thread), isThreadGone }
    },
    respond({ thread, isThreadGone }, input) {
      const undo = new URLSearchParams({ removed: shortId(input.post), of: shortId(thread.id) })
      const root = isThreadGone ? discussionsAddress(input.community) : (input.back ?? thread.address)
      if (!isThreadGone && !input.back) undo.set('at', shortId(input.post))
      return { location: `${root}?${undo}#undo` }
    },
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/return',
    summary: 'Brings a removed post back: by the person who removed it, or a moderator where its author did not.',
    ...changesPost,
    input: leadsBack,
    act: returnPost,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/hiding',
    summary: 'Hides a post from all but its author and moderators, with a reason if there is one.',
    ...changesPost,
    who: 'moderate',
    input: leadsBack.extend({ why: optionalLine(300) }),
    refusals: [postIsRemoved, postIsHidden],
    act: hidePost,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/showing',
    summary: 'Shows a hidden post again; one that was held appears now.',
    ...changesPost,
    who: 'moderate',
    input: leadsBack,
    refusals: [postIsRemoved, postIsShown],
    act: showPost,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/reactions/:kind',
    also: 'PUT',
    summary: 'Toggles your own reaction of a kind, or with `to` sets it `on` or `off`.',
    ...changesPost,
    input: leadsBack.extend({ kind: z.enum(reactionKinds), to: z.enum(['on', 'off', 'toggle']).default('toggle') }),
    refusals: [threadIsLocked, postIsRemoved],
    act: react,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/answer',
    also: 'PUT',
    summary: 'Marks the post that answered the question.',
    ...changesThread,
    who: 'discuss',
    refusals: [notQuestion, postIsRemoved],
    act: async (work, actor, input) => ({ thread: refOf(await markAnswer(work, actor, input)) }),
    respond: whereItWas,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/answer/removal',
    summary: 'Takes the mark of the answer away; the question is open again.',
    ...changesThread,
    who: 'discuss',
    refusals: [notQuestion],
    act: async (work, actor, input) => ({ thread: refOf(await markAnswer(work, actor, { ...input, post: null })) }),
    respond: whereItWas,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/highlight',
    summary: 'Highlights a post, with a word why that all who read it see. On a highlighted one it changes the reason.',
    ...changesPost,
    who: 'moderate',
    input: leadsBack.extend({ why: reason }),
    form: '/c/:community/discussions/:thread/posts/:post/highlight',
    refusals: [postIsRemoved],
    act: highlightPost,
  }),
  acts({
    path: '/c/:community/discussions/:thread/posts/:post/highlight/removal',
    summary: 'Takes the highlight of a post away.',
    ...changesPost,
    who: 'moderate',
    input: leadsBack,
    refusals: [postIsRemoved],
    act: unhighlightPost,
  }),
  acts({
    path: '/c/:community/discussions/:thread/title',
    also: 'PUT',
    summary: 'Gives a discussion another title.',
    ...changesThread,
    who: 'discuss',
    input: leadsBack.extend({ title: naming(200) }),
    form: '/c/:community/discussions/:thread/title',
    refusals: [threadIsLocked, boundTitle],
    act: async (work, actor, input) => ({ thread: refOf(await renameThread(work, actor, input)) }),
    respond: ({ thread }) => ({ location: thread.address }),
  }),
  acts({
    path: '/c/:community/discussions/:thread/lock',
    summary:
      'Locks a discussion: nothing is added to it any more, and all who read it see who locked it and why. On a locked one it changes the reason.',
    ...changesThread,
    who: 'moderate',
    input: leadsBack.extend({ why: reason }),
    form: '/c/:community/discussions/:thread/lock',
    act: async (work, actor, input) => ({ thread: refOf(await lockThread(work, actor, input)) }),
    respond: ({ thread }, input) => ({ location: input.back ?? thread.address, flash: 'The discussion is locked.' }),
  }),
  acts({
    path: '/c/:community/discussions/:thread/unlock',
    summary: 'Unlocks a discussion.',
    ...changesThread,
    who: 'moderate',
    act: async (work, actor, input) => ({ thread: refOf(await unlockThread(work, actor, input)) }),
    respond: ({ thread }, input) => ({
      location: input.back ?? thread.address,
      flash: 'The discussion is open again.',
    }),
  }),
  acts({
    path: '/c/:community/discussions/:thread/following',
    also: 'PUT',
    summary: 'Follows a discussion, mutes it, or does neither.',
    who: 'read',
    input: leadsBack.extend({ state: z.enum(['following', 'muted', 'none']) }),
    view: z.object({ following: z.enum(['following', 'muted']).nullable() }),
    limit: often,
    act: (work, actor, { state, ...input }) =>
      followThread(work, actor, { ...input, state: state === 'none' ? null : state }),
    respond: (_view, input) => ({ location: input.back ?? bareAddress(input) }),
  }),
  acts({
    path: '/c/:community/discussions/:thread/reading',
    also: 'PUT',
    summary: 'Marks a discussion read up to now, or unread. Sent by an open page; `show` is for a form without script.',
    who: 'read',
    keepsNothing: true,
    input: leadsBack.extend({ state: z.enum(['read', 'unread']).default('read'), show: z.literal('page').optional() }),
    view: z.object({ isUnread: z.boolean() }),
    limit: often,
    act: (work, actor, input) => markThreadRead(work, actor, input),
    // A beacon follows redirects, so it gets none; a reader who marks a thread unread goes on to the list.
    respond(_view, input) {
      if (!input.show) return emptyPage
      return {
        location: input.state === 'unread' ? discussionsAddress(input.community) : (input.back ?? bareAddress(input)),
      }
    },
  }),
]

function refOf(thread: { id: string; slug: string; title: string }): z.infer<typeof threadRef> {
  return { id: thread.id, title: thread.title, address: threadAddress(thread.slug, thread) }
}

function whereItStands({ id, thread, heldBecause }: ChangedPost, { back }: Back) {
  const location = back ? atPost(back, id) : postAddress(thread.slug, thread, id)
  return { location, ...(heldBecause && { flash: heldFlash[heldBecause] }) }
}

function whereItWas({ thread }: z.infer<typeof threadReceipt>, input: Back & { post: string }) {
  return { location: atPost(input.back ?? thread.address, input.post) }
}

function bareAddress(input: { community: string; thread: string }): string {
  return `${discussionsAddress(input.community)}/${shortId(input.thread)}`
}
