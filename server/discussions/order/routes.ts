/** The addresses where moderators put discussions in order. */
import { z } from 'zod'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { threadRef } from '#server/discussions/edit-views.ts'
import { mergeThread } from '#server/discussions/order/merge-thread.ts'
import { moveThread } from '#server/discussions/order/move-thread.ts'
import {
  changedSince,
  mergedWithItself,
  nothingStays,
  onlyForSome,
  openingStays,
  otherReaders,
  staysBelow,
  targetArchived,
  threadIsElsewhere,
  threadIsHidden,
  undoneAlready,
} from '#server/discussions/order/order.ts'
import { mergingPage, movedPage, movingPage, orderPage, splittingPage } from '#server/discussions/order/order-pages.ts'
import {
  mergingView,
  movingView,
  orderView,
  readMerging,
  readMoving,
  readOrder,
  readSplitting,
  splittingView,
} from '#server/discussions/order/order-views.ts'
import { readMovedAway } from '#server/discussions/order/reads-elsewhere.ts'
import { splitPosts } from '#server/discussions/order/split-posts.ts'
import { takeActBack } from '#server/discussions/order/take-act-back.ts'
import { threadAddress } from '#server/discussions/thread.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, chosenId, naming, optionalLine, several } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'

const root = '/c/:community/discussions/:thread'

/** The thread where the posts are now, and the act, by which it is undone. */
const actReceipt = z.object({ thread: threadRef, act: z.string() })
type ActReceipt = z.infer<typeof actReceipt>

const often = { times: 60, seconds: 60 } as const
const ordering = { who: 'moderate', view: actReceipt, limit: often, respond: withUndo } as const

export const orderRoutes: readonly Endpoint[] = [
  reads({
    path: `${root}/order`,
    summary: 'What can be done with a discussion as a whole, and what was done with its posts.',
    who: 'moderate',
    refusals: [threadIsElsewhere],
    view: orderView,
    read: readOrder,
    page: orderPage,
  }),
  reads({
    path: `${root}/merging`,
    summary:
      'The discussions that this one can be merged into, what was said last first; `q` are words of their titles.',
    who: 'moderate',
    refusals: [staysBelow, threadIsElsewhere],
    input: z.object({ q: optionalLine(200).catch('') }),
    view: mergingView,
    read: readMerging,
    page: mergingPage,
  }),
  acts({
    path: `${root}/merging`,
    summary:
      'Merges a discussion into another one of its community: its posts stand there then, in the order of their times.',
    ...ordering,
    input: z.object({ into: chosenId }),
    form: `${root}/merging`,
    refusals: [mergedWithItself, staysBelow, otherReaders, threadIsHidden, threadIsElsewhere],
    act: async (work, actor, input) => receiptOf(await mergeThread(work, actor, input)),
  }),
  reads({
    path: `${root}/splitting`,
    summary: 'The posts of a discussion that can be split off.',
    who: 'moderate',
    refusals: [threadIsElsewhere],
    view: splittingView,
    read: readSplitting,
    page: splittingPage,
  }),
  acts({
    path: `${root}/splitting`,
    summary: 'Splits posts off, each with its replies: they become a discussion of their own.',
    ...ordering,
    input: z.object({
      title: naming(200),
      kind: z.enum(['talk', 'question']).default('talk'),
      posts: several(addressId).pipe(z.array(z.string()).min(1, 'Choose at least one post.').max(500)),
    }),
    created: true,
    form: `${root}/splitting`,
    refusals: [openingStays, nothingStays, threadIsHidden, threadIsElsewhere],
    act: async (work, actor, input) => receiptOf(await splitPosts(work, actor, input)),
  }),
  reads({
    path: `${root}/moving`,
    summary: 'The communities that a discussion can be moved to: those where the reader moderates too.',
    who: 'moderate',
    refusals: [staysBelow, onlyForSome, threadIsHidden, threadIsElsewhere],
    view: movingView,
    read: readMoving,
    page: movingPage,
  }),
  acts({
    path: `${root}/moving`,
    summary:
      'Moves a discussion to another community where one moderates too. It begins anew there, with all its posts.',
    ...ordering,
    input: z.object({ to: chosenId }),
    form: `${root}/moving`,
    refusals: [staysBelow, onlyForSome, targetArchived, threadIsHidden, threadIsElsewhere],
    act: async (work, actor, input) => receiptOf(await moveThread(work, actor, input)),
  }),
  acts({
    path: `${root}/order/:act/undoing`,
    summary:
      'Undoes a merge, a split or a move: the posts stand where they stood, with what was answered to them since.',
    who: 'moderate',
    view: z.object({ thread: threadRef }),
    limit: often,
    refusals: [undoneAlready, changedSince],
    act: async (work, actor, input) => ({ thread: refOf(await takeActBack(work, actor, input)) }),
    respond: ({ thread }) => ({ location: thread.address, flash: 'It is as it was before.' }),
  }),
  reads({
    path: `${root}/moved`,
    summary: 'That a discussion was moved to another community which is not open to the reader.',
    who: 'read',
    view: z.object({
      community: communityHeadView,
      title: z.string(),
      /** Where it is; null where it is not open to the reader. */
      address: z.string().nullable(),
      /** The community it is in, where the reader may know of it. */
      name: z.object({ slug: z.string(), name: z.string() }).nullable(),
    }),
    async read(look, actor, { community: slug, thread }) {
      const community = await findCommunity(look, actor, slug)
      return { community, ...(await readMovedAway(look, actor, { community: community.slug, thread })) }
    },
    elsewhere: ({ address }) => address,
    page: (view, screen) => movedPage(view, screen),
  }),
]

function refOf(thread: { id: string; slug: string; title: string }): z.infer<typeof threadRef> {
  return { id: thread.id, title: thread.title, address: threadAddress(thread.slug, thread) }
}

function receiptOf({
  thread,
  actId,
}: {
  thread: { id: string; slug: string; title: string }
  actId: string
}): ActReceipt {
  return { thread: refOf(thread), act: actId }
}

/** On to the discussion where the posts are now, which offers to undo it. */
function withUndo({ thread, act }: ActReceipt) {
  return { location: `${thread.address}?${new URLSearchParams({ done: shortId(act) })}#undo` }
}
