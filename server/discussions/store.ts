/**
 * Threads and posts for use cases: loads for an actor, and writes of threads. Every write moves `thread.changed_at` on,
 * which takes the thread's row lock until the commit: so changes of one thread become visible in the order of their times.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isCalled } from '#server/communities/room.ts'
import { saveFollowing } from '#server/discussions/follow-store.ts'
import {
  type OpenDiscussion,
  type PostFacts,
  postRemoved,
  type ThreadFacts,
  threadKind,
} from '#server/discussions/thread.ts'
import { changeEntry, isForReader, newEntry } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Where a thread is: the community's slug and the thread's id, as an address says them. */
export interface ThreadRef {
  readonly community: string
  readonly thread: string
}

/** A thread as use cases need it. */
export interface ThreadRow extends ThreadFacts {
  readonly slug: string
  readonly title: string
  readonly language: string
  /** An id that nothing has, for what is about to be said here. */
  readonly freshId: string
}

/** A post as use cases need it, with its thread. */
export interface PostRow extends PostFacts {
  readonly thread: ThreadRow
  readonly parentId: string | null
  readonly rootId: string | null
  readonly source: string
  readonly isEdited: boolean
}

/** The next time of a thread: now, and always later than its last, whatever the clock does. */
export const nextChange = sql<Date>`greatest(app_clock(), thread.changed_at + interval '1 microsecond')`

const threadRow = z.object({
  id: z.string(),
  community_id: z.string(),
  slug: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  kind: z.enum(['talk', 'question']),
  entry_id: z.string(),
  title: z.string(),
  language: z.string(),
  opened_by: z.string().nullable(),
  locked_at: z.date().nullable(),
  answer_post_id: z.string().nullable(),
  fresh_id: z.string(),
})

const postRow = threadRow.extend({
  post_id: z.string(),
  parent_id: z.string().nullable(),
  root_id: z.string().nullable(),
  is_opening: z.boolean(),
  author_id: z.string().nullable(),
  source: z.string(),
  edited_at: z.date().nullable(),
  removed_at: z.date().nullable(),
  removed_by: z.string().nullable(),
})

/**
 * A thread the actor may read.
 * @refuses not_found
 */
export async function findThread(look: Look, actor: Actor, where: ThreadRef): Promise<ThreadRow> {
  const [row] = await rows(look, threadRow)`
    select ${threadColumns} from thread_shown t join community c on c.id = t.community_id
    where t.id = ${where.thread} and ${isCalled(where.community)} and ${readableBy(actor)} and ${isForReader('t', actor)}`
  return row ? threadFrom(row) : refuse(notFound)
}

/**
 * A post in a thread the actor may read.
 * @refuses not_found · post_removed
 */
export async function findPost(
  look: Look,
  actor: Actor,
  where: ThreadRef & { readonly post: string },
): Promise<PostRow> {
  const [row] = await rows(look, postRow)`
    select ${threadColumns}, ${postColumns}
    from thread_shown t join community c on c.id = t.community_id join post p on p.thread_id = t.id
    where t.id = ${where.thread} and ${isCalled(where.community)} and p.id = ${where.post} and ${readableBy(actor)} and ${isForReader('t', actor)}`
  if (!row) refuse(notFound)
  if (row.removed_at) refuse(postRemoved)
  return postFrom(row)
}

/**
 * A removed post of a community the actor may read, for whoever brings it back; its thread may be gone with it.
 * @refuses not_found
 */
export async function findRemovedPost(
  look: Look,
  actor: Actor,
  where: ThreadRef & { readonly post: string },
): Promise<PostRow> {
  const [row] = await rows(look, postRow)`
    select ${threadColumns}, ${postColumns}
    from thread_entry t join community c on c.id = t.community_id join post p on p.thread_id = t.id
    where t.id = ${where.thread} and ${isCalled(where.community)} and p.id = ${where.post} and t.is_open
      and p.removed_at is not null and (t.removed_at is null or t.removed_by = ${personIdOf(actor)}::uuid)
      and ${readableBy(actor)} and ${isForReader('t', actor)}`
  return row ? postFrom(row) : refuse(notFound)
}

/** The condition that the community `c` is open to the actor. */
function readableBy(actor: Actor): RawBuilder<boolean> {
  // Rights on the site hold in every community, so they are asked for one that nobody belongs to.
  if (may(actor, 'read', null)) return sql`true`
  const ids =
    actor.kind === 'person'
      ? actor.belongings.filter((one) => may(actor, 'read', one.communityId)).map((one) => one.communityId)
      : []
  return sql`c.id = any(${ids}::uuid[])`
}

const threadColumns = sql`t.id, t.community_id, c.slug, c.status, t.kind, t.entry_id, t.title, t.language, t.opened_by,
  t.locked_at, t.answer_post_id, uuidv7() as fresh_id`
const postColumns = sql`p.id as post_id, p.parent_id, p.root_id, p.is_opening, p.author_id, p.source, p.edited_at,
  p.removed_at, p.removed_by`

function threadFrom(row: z.infer<typeof threadRow>): ThreadRow {
  return {
    id: row.id,
    communityId: row.community_id,
    communityStatus: row.status,
    slug: row.slug,
    kind: row.kind,
    entryId: row.entry_id,
    title: row.title,
    language: row.language,
    openedBy: row.opened_by,
    lockedAt: row.locked_at,
    answerPostId: row.answer_post_id,
    freshId: row.fresh_id,
  }
}

function postFrom(row: z.infer<typeof postRow>): PostRow {
  return {
    id: row.post_id,
    thread: threadFrom(row),
    parentId: row.parent_id,
    rootId: row.root_id,
    isOpening: row.is_opening,
    authorId: row.author_id,
    source: row.source,
    isEdited: row.edited_at !== null,
    isRemoved: row.removed_at !== null,
    removedBy: row.removed_by,
  }
}

/** Writes a thread of its own; its opening post follows. Gives its id. */
export async function saveThread(
  work: Work,
  thread: { communityId: string; kind: 'talk' | 'question'; title: string; language: string; openedBy: string },
): Promise<string> {
  const { communityId, kind, title, language, openedBy } = thread
  const { id } = await work.tx
    .with('e', newEntry({ kind: threadKind, communityId, title, language, authorId: openedBy, shownFrom: 'now' }))
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
 * Writes the thread below an entry, or finds the one there is; nobody has said anything in it yet. Whoever opens it follows
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
export async function changeThreadBelow(
  work: Work,
  entryId: string,
  change: { prompt?: string; isOff?: boolean },
): Promise<string | null> {
  const changed = await work.tx
    .updateTable('thread')
    .set({
      changed_at: nextChange,
      ...(change.prompt === undefined ? {} : { prompt: change.prompt }),
      ...(change.isOff === undefined ? {} : { is_off: change.isOff }),
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

/** Locks a thread for somebody, or with null unlocks it. */
export async function saveLock(work: Work, threadId: string, lockedBy: string | null): Promise<void> {
  await work.tx
    .updateTable('thread')
    .set({
      locked_at: lockedBy ? sql<Date>`app_now()` : null,
      locked_by: lockedBy,
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
