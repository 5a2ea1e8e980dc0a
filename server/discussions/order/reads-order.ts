/**
 * Reads for putting discussions in order.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type ActStanding, type Place, threadIsHidden } from '#server/discussions/order/order.ts'
import { threadAddress } from '#server/discussions/thread.ts'
import { topicsLost } from '#server/discussions/topics/views.ts'
import { isForReader } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'

const threadOfAct = z.object({ id: z.string(), slug: z.string(), title: z.string(), isLocked: z.boolean() })

/** A discussion to which something was done, where it is shown to the actor; null elsewhere. The caller checks the permission. */
export async function readThreadOfAct(look: Look, actor: Actor, threadId: string) {
  if (!isUuid(threadId)) return null
  const [row] = await rows(look, threadOfAct)`
    select t.id, c.slug, t.title, t.locked_at is not null as "isLocked"
    from thread_shown t join community_shown c on c.id = t.community_id where t.id = ${threadId} and ${isForReader('t', actor)}`
  return row ?? null
}

const postOfAct = z.object({
  id: z.string(),
  threadId: z.string(),
  slug: z.string(),
  title: z.string(),
  isHighlighted: z.boolean(),
})

/** A post to which something was done, where it is shown to the actor; null elsewhere. The caller checks the permission. */
export async function readPostOfAct(look: Look, actor: Actor, postId: string) {
  if (!isUuid(postId)) return null
  const [row] = await rows(look, postOfAct)`
    select p.id, t.id as "threadId", c.slug, t.title, p.highlighted_at is not null as "isHighlighted"
    from post p join thread_shown t on t.id = p.thread_id join community_shown c on c.id = t.community_id
    where p.id = ${postId} and p.removed_at is null and ${isForReader('t', actor)}`
  return row ?? null
}

/** A post with its place, as much as decides what becomes of it. */
const placedPost = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  rootId: z.string().nullable(),
  isOpening: z.boolean(),
  authorId: z.string().nullable(),
  isRemoved: z.boolean(),
})
export type PlacedPost = z.infer<typeof placedPost>

/** All posts of a thread with their places, the oldest first. */
export function listPlaces(look: Look, threadId: string): Promise<PlacedPost[]> {
  return rows(look, placedPost)`
    select p.id, p.parent_id as "parentId", p.root_id as "rootId", p.is_opening as "isOpening", p.author_id as "authorId",
      p.removed_at is not null as "isRemoved"
    from post p where p.thread_id = ${threadId} order by p.posted_at, p.id`
}

/** The places that posts had before an act. */
export async function listFormerPlaces(look: Look, actId: string): Promise<Map<string, Place>> {
  const found = await rows(look, () => placedPost.pick({ id: true, parentId: true, rootId: true, isOpening: true }))`
    select x.post_id as id, x.parent_id as "parentId", x.root_id as "rootId", x.is_opening as "isOpening"
    from thread_act_post x where x.act_id = ${actId}`
  return new Map(found.map((one) => [one.id, one]))
}

/**
 * The audience of a thread; null where it is for all who may read the community.
 * @refuses thread_hidden
 */
export async function readAudience(look: Look, threadId: string): Promise<string | null> {
  const [row] = await rows(look, () => z.object({ audienceId: z.string().nullable() }))`
    select t.audience_id as "audienceId" from thread_shown t where t.id = ${threadId}`
  return row ? row.audienceId : refuse(threadIsHidden)
}

const actRow = z.object({
  id: z.string(),
  kind: z.enum(['merge', 'split', 'move']),
  communityId: z.string(),
  slug: z.string(),
  communityStatus: z.enum(['draft', 'active', 'archived']),
  fromId: z.string(),
  fromEntryId: z.string(),
  fromTitle: z.string(),
  toCommunityId: z.string(),
  toSlug: z.string(),
  toStatus: z.enum(['draft', 'active', 'archived']),
  toId: z.string(),
  toEntryId: z.string(),
  toTitle: z.string(),
  /** As the database writes it. */
  at: z.string(),
  when: z.date(),
  posts: z.number(),
  answerPostId: z.string().nullable(),
  activityId: z.string().nullable(),
  by: z.string().nullable(),
  /** Authors of the posts. */
  authorIds: z.array(z.string()),
  isUndone: z.boolean(),
  isThere: z.boolean(),
  strayed: z.number(),
  isChanged: z.boolean(),
})
export type ActRow = z.infer<typeof actRow> & ActStanding

/** An act with how it stands now; for moderators of both communities, which the caller checks. */
export async function findAct(look: Look, which: { id: string } | { activityId: string }): Promise<ActRow | null> {
  const [act] = await listActsBy(
    look,
    'id' in which ? sql`a.id = ${which.id}` : sql`a.activity_id = ${which.activityId}`,
  )
  return act ?? null
}

/** The acts that brought posts into a thread or out of it, the latest first. */
export function listActsOf(look: Look, { id, communityId }: { id: string; communityId: string }): Promise<ActRow[]> {
  return listActsBy(
    look,
    sql`(a.community_id = ${communityId} and a.from_id = ${id} or a.to_community_id = ${communityId} and a.to_id = ${id})`,
  )
}

function listActsBy(look: Look, which: RawBuilder<unknown>): Promise<ActRow[]> {
  return rows(look, actRow)`
    select a.id, a.kind, a.community_id as "communityId", c.slug, c.status as "communityStatus", a.from_id as "fromId",
      f.entry_id as "fromEntryId", f.title as "fromTitle", a.to_community_id as "toCommunityId", d.slug as "toSlug",
      d.status as "toStatus", a.to_id as "toId", t.entry_id as "toEntryId", t.title as "toTitle", a.at::text as at, a.at as "when",
      a.posts, a.answer_post_id as "answerPostId", a.activity_id as "activityId", who.name as by, a.undone_at is not null as "isUndone",
      coalesce((select json_agg(distinct p.author_id) from thread_act_post x join post p on p.id = x.post_id
        where x.act_id = a.id and p.author_id is not null), '[]') as "authorIds",
      t.removed_at is null and t.is_open and (a.kind <> 'split' or f.removed_at is null and f.is_open) as "isThere",
      (select count(*) from thread_act_post x join post p on p.id = coalesce(x.copy_id, x.post_id)
        where x.act_id = a.id and p.thread_id <> a.to_id) as strayed,
      a.kind = 'move' and exists (
        select from thread_act_post x join post p on p.id = x.copy_id join post o on o.id = x.post_id
        where x.act_id = a.id and (p.edited_at is distinct from o.edited_at
          or (p.removed_at is null) <> (o.removed_at is null))) as "isChanged"
    from thread_act a
    join community_shown c on c.id = a.community_id join thread_entry f on f.id = a.from_id
    join community_shown d on d.id = a.to_community_id join thread_entry t on t.id = a.to_id
    left join person who on who.id = a.by_id
    where ${which} order by a.at desc limit 50`
}

/** A discussion that another one can be merged into. */
export const targetView = z.object({
  id: z.string(),
  title: z.string(),
  address: z.string(),
  replies: z.number(),
  lastPostAt: z.date().nullable(),
})
/** Discussions that a page offers at most: of those that were found, and before somebody searches. */
const mostOffered = { found: 20, latest: 8 }

/**
 * Discussions for the same people as this one, by words of their titles, what was said last first. The caller checks the permission.
 */
export async function listTargets(
  look: Look,
  actor: Actor,
  { id, communityId, slug }: { id: string; communityId: string; slug: string },
  q: string,
): Promise<z.infer<typeof targetView>[]> {
  const found = await rows(look, () => targetView.omit({ address: true }))`
    select t.id, t.title, t.reply_count as replies, t.last_post_at as "lastPostAt"
    from thread_shown t
    where t.community_id = ${communityId} and t.id <> ${id} and folded(t.title) like all (${patternsFor(q)}::text[])
      and t.audience_id is not distinct from (select own.audience_id from thread_shown own where own.id = ${id})
      and ${isForReader('t', actor)}
    order by t.last_post_at desc nulls last, t.id desc limit ${sql.lit(q ? mostOffered.found : mostOffered.latest)}`
  return found.map((one) => ({ ...one, address: threadAddress(slug, one) }))
}

export const communityChoice = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  isArchived: z.boolean(),
  /** Names of the discussion's topics that are not there. */
  lostTopics: z.array(z.string()),
})

/**
 * The other communities in which the actor moderates, by name, for a discussion that may go there; the archived ones too, so that a page
 * can say why they are none.
 */
export function listModerated(
  look: Look,
  actor: Actor,
  { communityId, entryId }: { communityId: string; entryId: string },
): Promise<z.infer<typeof communityChoice>[]> {
  return rows(look, communityChoice)`
    select c.id, c.name, c.slug, c.status = 'archived' as "isArchived", ${topicsLost('c', entryId)} as "lostTopics" from community_shown c
    where c.id <> ${communityId} and (
      exists (select from membership_permission g join membership_reader m on m.community_id = g.community_id and m.person_id = g.person_id
        where g.community_id = c.id and g.person_id = ${personIdOf(actor)}::uuid and g.permission = 'moderate')
      or ${actor.kind === 'person' && actor.sitePermissions.includes('moderate')}::boolean)
    order by c.name collate "und-x-icu" limit 500`
}

/** A post that can be split off. */
export const splittableView = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  rootId: z.string().nullable(),
  /** Null where they have left the site. */
  author: z.string().nullable(),
  words: z.string(),
  postedAt: z.date(),
  replies: z.number(),
})
/** Posts that a page offers at most. */
const mostSplittable = 500

/** The posts of a thread that can be split off: without its first one and what was removed, each first-level post before its replies. */
export function listSplittable(look: Look, threadId: string): Promise<z.infer<typeof splittableView>[]> {
  return rows(look, splittableView)`
    select p.id, p.parent_id as "parentId", p.root_id as "rootId", x.name as author, left(p.text, 400) as words, p.posted_at as "postedAt",
      p.reply_count as replies
    from post p left join person x on x.id = p.author_id left join post f on f.id = p.root_id
    where p.thread_id = ${threadId} and not p.is_opening and p.removed_at is null
    order by coalesce(f.posted_at, p.posted_at), coalesce(f.id, p.id), p.root_id is not null, p.posted_at, p.id
    limit ${sql.lit(mostSplittable)}`
}
