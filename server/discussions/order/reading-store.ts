/**
 * How far people have read discussions that are put in order: what they read stays read, and what they did not read stays unread. A mark
 * is one moment for a discussion; what is read after its first unread post is kept beside it, by name (`entry_read.ahead`).
 */
import { type RawBuilder, sql } from 'kysely'
import type { ThreadEnd } from '#server/discussions/order/order-store.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Brings together what people have read of two discussions, before the posts of one go into the other. Who has no mark in one of them has
 * read nothing there since they joined.
 */
export async function mergeReading(work: Work, { from, to }: { from: ThreadEnd; to: ThreadEnd }): Promise<void> {
  // A mark may be earlier afterwards, and what a notice was about stays read.
  await sql`
    update notice n set read_at = r.read_at from entry_read r
    where r.community_id = ${to.communityId} and r.entry_id = ${to.entryId} and n.community_id = r.community_id
      and n.entry_id = r.entry_id and n.person_id = r.person_id and n.read_at is null and n.at <= r.read_at`.execute(
    work.tx,
  )
  const ends = sql`(values (${from.id}::uuid, ${from.entryId}::uuid), (${to.id}::uuid, ${to.entryId}::uuid)) e (thread_id, entry_id)`
  await sql`
    with reader as (
      select distinct r.person_id from entry_read r
      where r.community_id = ${to.communityId} and r.entry_id in (${from.entryId}, ${to.entryId})
    ), mark as (
      select reader.person_id, e.thread_id, coalesce(r.read_at, m.joined_at, '-infinity') as read_at, coalesce(r.ahead, '{}') as ahead
      from reader cross join ${ends}
      left join entry_read r on r.person_id = reader.person_id and r.entry_id = e.entry_id
      left join membership_shown m on m.community_id = ${to.communityId} and m.person_id = reader.person_id
    ), ${settledOf()}
    insert into entry_read (community_id, entry_id, person_id, read_at, ahead)
    select ${to.communityId}::uuid, ${to.entryId}::uuid, s.person_id, s.read_at, s.ahead from settled s
    on conflict (person_id, entry_id) do update set read_at = excluded.read_at, ahead = excluded.ahead`.execute(work.tx)
}

/**
 * The posts of an act are back in the thread they were in: who has read the other one since has read them, and what is left there is read
 * as far as it was.
 * @param at when the act was done
 */
export async function returnReading(
  work: Work,
  { from, to, at }: { from: ThreadEnd; to: ThreadEnd; at: string },
): Promise<void> {
  await sql`
    insert into entry_read (community_id, entry_id, person_id, read_at)
    select ${to.communityId}::uuid, ${to.entryId}::uuid, r.person_id, r.read_at from entry_read r
    where r.community_id = ${from.communityId} and r.entry_id = ${from.entryId} and r.read_at >= ${at}::timestamptz
      and exists (select from community_reader c where c.community_id = ${to.communityId} and c.person_id = r.person_id)
    on conflict (person_id, entry_id) do update set read_at = greatest(entry_read.read_at, excluded.read_at)`.execute(
    work.tx,
  )
  await sql`
    with mark as (
      select r.person_id, ${from.id}::uuid as thread_id, r.read_at, r.ahead from entry_read r
      where r.community_id = ${from.communityId} and r.entry_id = ${from.entryId} and r.ahead <> '{}'
    ), ${settledOf()}
    update entry_read r set read_at = s.read_at, ahead = s.ahead from settled s
    where r.person_id = s.person_id and r.entry_id = ${from.entryId}`.execute(work.tx)
}

/** From `mark`, a person's marks in one or more threads: `settled`, one mark for the posts of all of them. */
function settledOf(): RawBuilder<unknown> {
  return sql`unread as (
      select k.person_id, min(u.posted_at) as first, max(greatest(k.read_at, known.last)) as last
      from mark k
      left join lateral (
        select p.posted_at from post p
        where p.thread_id = k.thread_id and p.posted_at > k.read_at and p.removed_at is null
          and p.author_id is distinct from k.person_id and p.id <> all(k.ahead)
        order by p.posted_at limit 1) u on true
      left join lateral (
        select max(p.posted_at) as last from post p where p.id = any(k.ahead) and p.thread_id = k.thread_id) known on true
      group by k.person_id
    ), settled as (
      select u.person_id, coalesce(u.first - interval '1 microsecond', u.last) as read_at, array(
        select p.id from mark k join post p on p.thread_id = k.thread_id
        where k.person_id = u.person_id and p.posted_at >= u.first and p.removed_at is null
          and p.author_id is distinct from k.person_id and (p.posted_at <= k.read_at or p.id = any(k.ahead))
        order by p.posted_at) as ahead
      from unread u
    )`
}

/** What has been read of a thread has been read of the one that an act made of its posts. */
export async function copyReading(
  work: Work,
  { from, to, actId }: { from: ThreadEnd; to: ThreadEnd; actId: string },
): Promise<void> {
  await sql`
    insert into entry_read (community_id, entry_id, person_id, read_at, ahead)
    select ${to.communityId}::uuid, ${to.entryId}::uuid, r.person_id, r.read_at, array(
      select coalesce(x.copy_id, x.post_id) from thread_act_post x where x.act_id = ${actId} and x.post_id = any(r.ahead))
    from entry_read r where r.community_id = ${from.communityId} and r.entry_id = ${from.entryId}
    on conflict do nothing`.execute(work.tx)
}
