/** What moderators see who put discussions in order. */
import { z } from 'zod'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { threadRef } from '#server/discussions/edit-views.ts'
import { mayLeave, mayUndo, onlyForSome } from '#server/discussions/order/order.ts'
import {
  type ActRow,
  communityChoice,
  listActsOf,
  listModerated,
  listSplittable,
  listTargets,
  readAudience,
  splittableView,
  targetView,
} from '#server/discussions/order/reads-order.ts'
import { mayModerate } from '#server/discussions/policy.ts'
import { findThread, type ThreadRef } from '#server/discussions/store.ts'
import { isBelow, threadAddress } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

const actView = z.object({
  id: z.string(),
  kind: z.enum(['merge', 'split', 'move']),
  at: z.date(),
  /** Who did it; null where they have left the site. */
  by: z.string().nullable(),
  posts: z.number(),
  /** The thread that the posts were in, and the one that they went into. */
  from: threadRef,
  to: threadRef,
  isUndone: z.boolean(),
  canUndo: z.boolean(),
})

const ofThread = z.object({ community: communityHeadView, thread: threadRef })

export const orderView = ofThread.extend({
  isLocked: z.boolean(),
  /** Does it belong to an entry of another kind? Then it stays below that. */
  isBelow: z.boolean(),
  /** What was done with its posts, the latest first. */
  acts: z.array(actView),
})
export type OrderView = z.infer<typeof orderView>

async function findToOrder(look: Look, actor: Actor, where: ThreadRef) {
  const community = await findCommunity(look, actor, where.community)
  const row = await findThread(look, actor, { ...where, community: community.slug })
  insist(mayModerate(actor, row))
  return { community, row, thread: { id: row.id, title: row.title, address: threadAddress(row.slug, row) } }
}

/**
 * What can be done with a discussion as a whole, and what was done.
 * @refuses not_found · forbidden · community_archived
 */
export async function readOrder(look: Look, actor: Actor, where: ThreadRef): Promise<OrderView> {
  const { community, thread, row } = await findToOrder(look, actor, where)
  const acts = await listActsOf(look, row)
  return { community, thread, isLocked: row.lockedAt !== null, isBelow: isBelow(row), acts: acts.map(actOf) }
}

function actOf(act: ActRow): z.infer<typeof actView> {
  const refOf = (slug: string, id: string, title: string) => ({
    id,
    title,
    address: threadAddress(slug, { id, title }),
  })
  const { id, kind, when, by, posts, isUndone } = act
  const from = refOf(act.slug, act.fromId, act.fromTitle)
  const to = refOf(act.toSlug, act.toId, act.toTitle)
  return { id, kind, at: when, by, posts, from, to, isUndone, canUndo: mayUndo(act).ok }
}

export const mergingView = ofThread.extend({
  q: z.string(),
  /** Discussions for the same people, what was said last first: those whose titles have the words of `q`. */
  items: z.array(targetView),
})
export type MergingView = z.infer<typeof mergingView>

/**
 * The discussions that this one can be merged into.
 * @refuses not_found · forbidden · community_archived · stays_below
 */
export async function readMerging(
  look: Look,
  actor: Actor,
  { q, ...where }: ThreadRef & { q: string },
): Promise<MergingView> {
  const { community, thread, row } = await findToOrder(look, actor, where)
  insist(mayLeave(row))
  return { community, thread, q, items: await listTargets(look, actor, row, q) }
}

export const splittingView = ofThread.extend({ posts: z.array(splittableView) })
export type SplittingView = z.infer<typeof splittingView>

/**
 * The posts that can be split off.
 * @refuses not_found · forbidden · community_archived
 */
export async function readSplitting(look: Look, actor: Actor, where: ThreadRef): Promise<SplittingView> {
  const { community, thread, row } = await findToOrder(look, actor, where)
  return { community, thread, posts: await listSplittable(look, row.id) }
}

export const movingView = ofThread.extend({ communities: z.array(communityChoice) })
export type MovingView = z.infer<typeof movingView>

/**
 * The communities that a discussion can be moved to.
 * @refuses not_found · forbidden · community_archived · stays_below · only_for_some · thread_hidden
 */
export async function readMoving(look: Look, actor: Actor, where: ThreadRef): Promise<MovingView> {
  const { community, thread, row } = await findToOrder(look, actor, where)
  insist(mayLeave(row))
  if (await readAudience(look, row.id)) refuse(onlyForSome)
  return { community, thread, communities: await listModerated(look, actor, row) }
}
