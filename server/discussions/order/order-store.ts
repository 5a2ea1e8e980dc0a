/**
 * Writes of discussions put in order. The caller holds the rows of the threads (`lockThreads`), and gives both the same next version
 * first: what an open page of either lacks is what is newer than its own.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { answersMail } from '#server/discussions/notices.ts'
import type { Place } from '#server/discussions/order/order.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A thread that posts leave or come into. */
export interface ThreadEnd {
  readonly id: string
  readonly communityId: string
  readonly entryId: string
}

/** Gives threads their next version, later than that of each. @returns the moment, as the database writes it: to the microsecond */
export async function saveNextVersion(work: Work, threadIds: readonly string[]): Promise<string> {
  const { at } = await onlyRow(work, () => z.object({ at: z.string() }))`
    with next as (
      select greatest(app_clock(), max(changed_at) + interval '1 microsecond') as at from thread where id = any(${threadIds}::uuid[])
    ), changed as (
      update thread set changed_at = next.at from next where thread.id = any(${threadIds}::uuid[])
    )
    select at::text as at from next`
  return at
}

export interface NewAct {
  readonly kind: 'merge' | 'split' | 'move'
  readonly from: ThreadEnd
  readonly to: ThreadEnd
  readonly by: string
  readonly at: string
  readonly postIds: readonly string[]
  /** The marked answer of the thread they were in. */
  readonly answerPostId: string | null
}

/** Writes down an act, with the places that its posts have now. @returns its id */
export async function saveAct(work: Work, { kind, from, to, by, at, postIds, answerPostId }: NewAct): Promise<string> {
  const answer = answerPostId && postIds.includes(answerPostId) ? answerPostId : null
  const { id } = await onlyRow(work, idRow)`
    with going as (
      select p.*, coalesce(root.posted_at, p.posted_at) as place_at
      from post p left join post root on root.id = p.root_id where p.id = any(${postIds}::uuid[])
    ), act as (
      insert into thread_act (community_id, kind, from_id, to_community_id, to_id, by_id, at, posts, place_at, answer_post_id)
      select ${from.communityId}::uuid, ${kind}, ${from.id}::uuid, ${to.communityId}::uuid, ${to.id}::uuid, ${by}::uuid, ${at}::timestamptz,
        count(*) filter (where going.removed_at is null), min(place_at), ${answer}::uuid
      from going returning id
    ), placed as (
      insert into thread_act_post (act_id, community_id, post_id, parent_id, root_id, is_opening)
      select act.id, g.community_id, g.id, g.parent_id, g.root_id, g.is_opening from act, going g
    )
    select id from act`
  return id
}

/** Says which activity records an act. */
export async function saveActivityOfAct(work: Work, actId: string, activityId: string): Promise<void> {
  await work.tx.updateTable('thread_act').set({ activity_id: activityId }).where('id', '=', actId).execute()
}

/** Writes down that an act was undone, and which posts went back with those of before. */
export async function saveUndone(
  work: Work,
  { id, by, at, places }: { id: string; by: string; at: string; places: readonly Place[] },
): Promise<void> {
  await sql`
    with placed as (
      insert into thread_act_post (act_id, community_id, post_id, parent_id, root_id, is_opening)
      select ${id}::uuid, p.community_id, p.id, x.parent, x.root, x.opening
      from ${placesTable(places)} join post p on p.id = x.id
      on conflict do nothing
    )
    update thread_act set undone_at = ${at}::timestamptz, undone_by = ${by}::uuid where id = ${id}`.execute(work.tx)
}

function placesTable(places: readonly Place[]) {
  const said = places.map(({ id, parentId, rootId, isOpening }) => ({
    id,
    parent: parentId,
    root: rootId,
    opening: isOpening,
  }))
  return sql`json_to_recordset(${JSON.stringify(said)}::json) as x (id uuid, parent uuid, root uuid, opening boolean)`
}

/**
 * Brings posts into another thread of their community, with what hangs on their place: their pictures, and the notices and activities
 * about them. Reactions, mentions and earlier versions hang on the post itself.
 */
export async function movePosts(
  work: Work,
  { from, to, at, places }: { from: ThreadEnd; to: ThreadEnd; at: string; places: readonly Place[] },
): Promise<void> {
  const ids = places.map(({ id }) => id)
  const [opening = null] = places.filter(({ isOpening }) => isOpening).map(({ id }) => id)
  // What opens a thread is found by a search with its thread, and not by itself any more: so it goes out of sight first, and comes back
  // as the one that opens it.
  const { wasShown } = await onlyRow(work, () => z.object({ wasShown: z.boolean() }))`
    with gone as (
      update post set removed_at = ${at}::timestamptz where id = ${opening}::uuid and removed_at is null returning id
    )
    select exists (select from gone) as "wasShown"`
  await sql`
    update post set thread_id = ${to.id}, parent_id = x.parent, root_id = x.root, is_opening = x.opening, changed_at = ${at}::timestamptz,
      reply_count = case when x.root is null then reply_count else 0 end,
      removed_at = case when ${wasShown}::boolean and post.id = ${opening}::uuid then null else removed_at end
    from ${placesTable(places)} where post.id = x.id`.execute(work.tx)
  await sql`
    update text_picture set entry_id = ${to.entryId}
    where community_id = ${to.communityId} and post_id = any(${ids}::uuid[])`.execute(work.tx)
  // What was read where it stood stays read.
  await sql`
    update notice n set entry_id = ${to.entryId}, read_at = coalesce(n.read_at, (
      select r.read_at from entry_read r where r.person_id = n.person_id and r.entry_id = n.entry_id and r.read_at >= n.at))
    where n.community_id = ${from.communityId} and n.entry_id = ${from.entryId} and n.post_id = any(${ids}::uuid[])`.execute(
    work.tx,
  )
  await sql`
    update activity set entry_id = ${to.entryId}
    where object_kind = 'post' and object_id = any(${ids}::uuid[]) and entry_id = ${from.entryId}`.execute(work.tx)
  await planMails(work, to, ids)
}

/** Notices that were not mailed yet wait for the mail about the entry they are below now. */
export async function planMails(work: Work, to: ThreadEnd, postIds: readonly string[]): Promise<void> {
  const waiting = await rows(work, () => z.object({ personId: z.string() }))`
    select distinct n.person_id as "personId" from notice n
    where n.community_id = ${to.communityId} and n.entry_id = ${to.entryId} and n.post_id = any(${postIds}::uuid[])
      and n.mailed_at is null and n.read_at is null`
  const { task, minutes } = answersMail
  const at = new Date(work.now.getTime() + minutes * 60_000)
  for (const { personId } of waiting) {
    const key = `${task}/${personId}/${to.entryId}`
    await work.enqueue(task, { personId, entryId: to.entryId }, { key, at, priority: 10 })
  }
}

/** Takes the mark of the answer away where that post is not in its thread any more. */
export async function dropStrayAnswers(work: Work, threadIds: readonly string[]): Promise<void> {
  await sql`
    update thread set answer_post_id = null
    where id = any(${threadIds}::uuid[]) and answer_post_id is not null
      and not exists (select from post p where p.id = thread.answer_post_id and p.thread_id = thread.id)`.execute(
    work.tx,
  )
}

/** Marks the answer again that was marked before, where nothing else is marked now and it is still there. */
export async function saveFormerAnswer(work: Work, threadId: string, answerPostId: string | null): Promise<void> {
  await sql`
    update thread set answer_post_id = p.id from post p
    where thread.id = ${threadId} and thread.answer_post_id is null and p.id = ${answerPostId}::uuid and p.thread_id = thread.id
      and p.removed_at is null`.execute(work.tx)
}

/** Who follows a thread follows another one too, from that moment on; who keeps something about it already keeps that. */
export async function copyFollowing(
  work: Work,
  { from, to, at, states }: { from: ThreadEnd; to: ThreadEnd; at: string; states: readonly ('following' | 'muted')[] },
): Promise<void> {
  await sql`
    insert into thread_follow (community_id, thread_id, person_id, state, at)
    select ${to.communityId}::uuid, ${to.id}::uuid, f.person_id, f.state, ${at}::timestamptz from thread_follow f
    where f.thread_id = ${from.id} and f.state = any(${states}::text[])
      and exists (select from community_reader r where r.community_id = ${to.communityId} and r.person_id = f.person_id)
    on conflict do nothing`.execute(work.tx)
}

/** Those do not follow it any more who do so since that act alone, and have said nothing there since. */
export async function dropFollowing(work: Work, { threadId, at }: { threadId: string; at: string }): Promise<void> {
  await sql`
    delete from thread_follow f
    where f.thread_id = ${threadId} and f.at = ${at}::timestamptz and not exists (
      select from post p where p.thread_id = f.thread_id and p.author_id = f.person_id and p.posted_at > f.at)`.execute(
    work.tx,
  )
}

/** A thread was begun when its first post was written. */
export async function saveBeginning(work: Work, threadId: string): Promise<void> {
  await sql`
    update thread set opened_at = p.posted_at from post p
    where thread.id = ${threadId} and p.thread_id = thread.id and p.is_opening`.execute(work.tx)
}

/** Counts threads and what stands in them afresh. */
export async function recount(work: Work, threadIds: readonly string[]): Promise<void> {
  await sql`
    update post set reply_count = counted.n from (
      select f.id, (select count(*) from post r where r.root_id = f.id and r.removed_at is null)::int as n
      from post f where f.thread_id = any(${threadIds}::uuid[]) and f.root_id is null
    ) counted
    where post.id = counted.id and post.reply_count <> counted.n`.execute(work.tx)
  await sql`
    update thread set last_post_at = left_over.last, reply_count = left_over.replies from (
      select x.id, max(p.posted_at) as last, count(p.id) filter (where not p.is_opening) as replies
      from unnest(${threadIds}::uuid[]) x (id) left join post p on p.thread_id = x.id and p.removed_at is null group by x.id
    ) left_over
    where thread.id = left_over.id`.execute(work.tx)
}
