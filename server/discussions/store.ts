/**
 * Threads and posts for use cases: loads for an actor, and writes of threads. Every write moves `thread.changed_at` on,
 * which takes the thread's row lock until the commit: so changes of one thread become visible in the order of their times.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isCalled, writerFacts } from '#server/communities/room.ts'
import { saveFollowing } from '#server/discussions/follow-store.ts'
import { writerColumn } from '#server/discussions/holding/reads-writer.ts'
import { refuseElsewhere } from '#server/discussions/order/reads-elsewhere.ts'
import { readsHidden } from '#server/discussions/policy.ts'
import { isLedOn, readableBy } from '#server/discussions/reads-access.ts'
import {
  type ModeratorRole,
  type OpenDiscussion,
  postFacts,
  postIsRemoved,
  type ThreadFacts,
  threadFacts,
  threadKind,
} from '#server/discussions/thread.ts'
import { changeEntry, isForReader, isNotHidden, newEntry } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Where a thread is: the community's slug and the thread's id, as an address says them. */
export interface ThreadRef {
  readonly community: string
  readonly thread: string
}

/** The same with one of its posts. */
export interface PostRef extends ThreadRef {
  readonly post: string
}

/** A thread as use cases need it. */
const threadRow = threadFacts.extend({
  slug: z.string(),
  title: z.string(),
  language: z.string(),
  /** An id that nothing has, for what is about to be said here. */
  freshId: z.string(),
  /** What the rules of the community need to know of whoever writes here; null where they are not for them, or nothing is written. */
  writer: writerFacts.nullable(),
})
export type ThreadRow = z.infer<typeof threadRow>

/** A post as use cases need it, with its thread. */
const postRow = postFacts.extend({
  parentId: z.string().nullable(),
  rootId: z.string().nullable(),
  source: z.string(),
  isEdited: z.boolean(),
})
export type PostRow = z.infer<typeof postRow> & { readonly thread: ThreadRow }

const postInThread = threadRow.extend({ post: postRow })

/** The next time of a thread: now, and always later than its last, whatever the clock does. */
export const nextChange = sql<Date>`greatest(app_clock(), thread.changed_at + interval '1 microsecond')`

/**
 * A thread the actor may read.
 * @refuses not_found · thread_elsewhere where it was merged or moved
 */
export async function findThread(
  look: Look,
  actor: Actor,
  where: ThreadRef,
  writing: Writing | null = null,
): Promise<ThreadRow> {
  const [row] = await rows(look, threadRow)`
    select ${threadColumns}, ${writerIn(look, actor, writing)} as writer from thread_there t join community_shown c on c.id = t.community_id
    where t.id = ${where.thread} and ${isCalled(where.community)} and ${readableBy(actor)} and ${isForReader('t', actor)}
      and ${isNotHidden('t', actor)}`
  return row ?? (await refuseElsewhere(look, actor, where))
}

/**
 * A post in a thread the actor may read.
 * @refuses not_found · post_removed
 */
export async function findPost(look: Look, actor: Actor, where: PostRef, writing: Writing | null = null) {
  const post = await loadPost(look, actor, where, sql`thread_there`, isNotHidden('t', actor), { writing })
  return post.isRemoved ? refuse(postIsRemoved) : post
}

/**
 * A post in a thread the actor may read, one that is hidden too where they read it.
 * @refuses not_found · post_removed
 */
export async function findPostOrHidden(look: Look, actor: Actor, where: PostRef) {
  const post = await loadPost(look, actor, where, sql`thread_there`, isNotHidden('t', actor))
  return post.isRemoved && !readsHidden(actor, post.thread, post) ? refuse(postIsRemoved) : post
}

/**
 * A removed post of a community the actor may read, for the person who brings it back; its thread may be gone with it.
 * @refuses not_found
 */
export async function findRemovedPost(look: Look, actor: Actor, where: PostRef) {
  // The posts that a moved discussion left behind are not brought back one by one.
  const which = sql`t.is_open and p.removed_at is not null
    and (t.removed_at is null or t.removed_by = ${personIdOf(actor)}::uuid and not ${isLedOn})`
  return loadPost(look, actor, where, sql`thread_entry`, which)
}

/**
 * A post of a community as those who moderate it act on it from their queue, where it was reported or is held: hidden or not, and also
 * where it is for people of whom they are not.
 * @refuses not_found
 */
export function findModeratedPost(look: Look, actor: Actor, where: PostRef) {
  return loadPost(look, actor, where, sql`thread_entry`, sql`true`, { isFor: sql`true` })
}

async function loadPost(
  look: Look,
  actor: Actor,
  where: PostRef,
  threads: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
  { writing = null, isFor = isForReader('t', actor) }: { writing?: Writing | null; isFor?: RawBuilder<unknown> } = {},
): Promise<PostRow> {
  const [row] = await rows(look, postInThread)`
    select ${threadColumns}, ${writerIn(look, actor, writing)} as writer, json_build_object('id', p.id, 'parentId', p.parent_id, 'rootId', p.root_id, 'isOpening', p.is_opening,
      'authorId', p.author_id, 'source', p.source, 'isEdited', p.edited_at is not null, 'isRemoved', p.removed_at is not null,
      'removedBy', p.removed_by, 'hiddenBecause', p.hidden_because) as post
    from ${threads} t join community_shown c on c.id = t.community_id join post p on p.thread_id = t.id
    where t.id = ${where.thread} and ${isCalled(where.community)} and p.id = ${where.post} and ${which}
      and ${readableBy(actor)} and ${isFor}`
  if (!row) return await refuseElsewhere(look, actor, where)
  const { post, ...thread } = row
  return { ...post, thread }
}

/** What somebody is about to write in a thread that is loaded for it. */
export interface Writing {
  readonly source: string
}

/** The facts of whoever writes in the thread `t`. What is for named people waits for nobody, as no moderator reads it. */
function writerIn({ platform }: Pick<Look, 'platform'>, actor: Actor, writing: Writing | null) {
  if (!writing) return sql<null>`null::json`
  const { publicUrl } = platform.config
  return sql`case when t.audience_id is null or not exists (select from audience_person a where a.audience_id = t.audience_id)
    then ${writerColumn(actor, sql`t.community_id`, { ...writing, publicUrl })} end`
}

/** Nothing is added to a thread that is hidden either. */
const lockedAt = sql`coalesce(t.locked_at, t.hidden_at)`
const threadColumns = sql`t.id, t.community_id as "communityId", c.slug, c.status as "communityStatus", t.kind, t.entry_id as "entryId",
  t.title, t.language, t.opened_by as "openedBy", ${lockedAt} as "lockedAt", t.answer_post_id as "answerPostId", uuidv7() as "freshId"`

/** Writes a thread of its own; its opening post follows. Gives its id. */
export async function saveThread(
  work: Work,
  thread: {
    communityId: string
    kind: 'talk' | 'question'
    title: string
    language: string
    openedBy: string | null
    audienceId: string | null
  },
): Promise<string> {
  const { communityId, kind, title, language, openedBy, audienceId } = thread
  const { id } = await work.tx
    .with(
      'e',
      newEntry({ kind: threadKind, communityId, title, language, authorId: openedBy, audienceId, shownFrom: 'now' }),
    )
    .insertInto('thread')
    .columns(['community_id', 'id', 'entry_id', 'entry_kind', 'kind', 'opened_by'])
    .expression((from) =>
      from
        .selectFrom('e')
        .select(({ val }) => [
          'e.community_id',
          'e.id',
          'e.id as entry_id',
          'e.kind as entry_kind',
          val(kind).as('kind'),
          val(openedBy).as('opened_by'),
        ]),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Writes the thread below an entry, or finds the one there is; nobody has said anything in it yet. The person who opens it follows
 * it from the start.
 */
export async function saveThreadBelow(work: Work, opening: OpenDiscussion): Promise<string> {
  const { communityId, entryId, prompt, openedBy } = opening
  const { id, isNew } = await work.tx
    .insertInto('thread')
    .values({
      community_id: communityId,
      entry_id: entryId,
      prompt,
      opened_by: openedBy,
      last_post_at: null,
    })
    .onConflict((same) => same.column('entry_id').doUpdateSet((old) => ({ entry_id: old.ref('thread.entry_id') })))
    .returning(['id', sql<boolean>`xmax = 0`.as('isNew')])
    .executeTakeFirstOrThrow()
  const followers = isNew ? new Set([openedBy, opening.followedBy]) : []
  for (const one of followers) if (one) await saveFollowing(work, { id, communityId }, one, 'following')
  return id
}

/** Changes the thread below an entry; gives its id, or null where there is none. */
export async function changeThreadBelow(work: Work, entryId: string, change: { prompt?: string; isOff?: boolean }) {
  const changed = await work.tx
    .updateTable('thread')
    .set({
      changed_at: nextChange,
      prompt: change.prompt,
      is_off: change.isOff,
    })
    .where('entry_id', '=', entryId)
    .returning('id')
    .executeTakeFirst()
  return changed?.id ?? null
}

/** Changes the title of a thread of its own. */
export async function saveTitle(work: Work, threadId: string, title: string): Promise<void> {
  await work.tx.updateTable('thread').set({ changed_at: nextChange }).where('id', '=', threadId).execute()
  await changeEntry(work, threadId, { title })
}

/** Holds these threads until the commit. Always in the order of their ids, so that two who hold several never wait for each other. */
export async function lockThreads(work: Work, threadIds: readonly string[]): Promise<void> {
  await sql`select from thread where id = any(${threadIds.filter(isUuid)}::uuid[]) order by id for update`.execute(
    work.tx,
  )
}

/** Who locks a thread, as what, and why. */
export interface Lock {
  readonly by: string
  readonly as: ModeratorRole
  readonly why: string
}

/** Locks a thread, or with null unlocks it. */
export async function saveLock(work: Work, threadId: string, lock: Lock | null): Promise<void> {
  await work.tx
    .updateTable('thread')
    .set({
      locked_at: lock ? sql<Date>`coalesce(locked_at, app_now())` : null,
      locked_by: lock?.by ?? null,
      locked_as: lock?.as ?? null,
      locked_why: lock?.why ?? null,
      changed_at: nextChange,
    })
    .where('id', '=', threadId)
    .execute()
}

/** Says which post answered the question, or with null that none has; both posts show it. */
export async function saveAnswer(work: Work, thread: ThreadFacts, postId: string | null): Promise<void> {
  await sql`
    with t as (
      update thread set answer_post_id = ${postId}::uuid, changed_at = ${nextChange} where id = ${thread.id} returning changed_at
    )
    update post set changed_at = t.changed_at from t
    where post.thread_id = ${thread.id} and post.id in (${postId}::uuid, ${thread.answerPostId}::uuid)`.execute(work.tx)
}

/** Where a post stands; null where there is no such post. */
export async function readPlaceOfPost(look: Look, postId: string): Promise<ThreadRef | null> {
  const [row] = await rows(look, () => z.object({ community: z.string(), thread: z.string() }))`
    select c.slug as community, p.thread_id as thread from post p join community_shown c on c.id = p.community_id where p.id = ${postId}`
  return row ?? null
}

/**
 * A post of a community that the actor may read, by its id alone.
 * @refuses not_found · post_removed
 */
export async function findPostToReport(look: Look, actor: Actor, community: string, postId: string) {
  const where = await readPlaceOfPost(look, postId)
  if (where?.community !== community) refuse(notFound)
  return findPost(look, actor, { ...where, post: postId })
}
