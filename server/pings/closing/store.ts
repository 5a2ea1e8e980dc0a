/**
 * Writes for closing, moving the end, withdrawing and forgetting. All hold the Ping's row `for update`, so no vote is under way.
 */

import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isInAudience } from '#server/entries/room.ts'
import { type Group, keptGroups } from '#server/pings/closing/kept-groups.ts'
import type { Ping } from '#server/pings/ping.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Has the Ping's end come, by the database's clock, or was its community archived? Call it after its lock was taken. */
export async function hasEnded(work: Work, pingId: string): Promise<boolean> {
  const [row] = await rows(work, () =>
    z.object({ over: z.boolean() }),
  )`select app_clock() >= p.closes_at or c.status = 'archived' as over
    from ping p join community c on c.id = p.community_id where p.id = ${pingId}`
  return row?.over ?? false
}

/** The last person who archived the Ping's community; null where they are gone. */
export async function whoArchived(work: Work, { communityId }: Pick<Ping, 'communityId'>): Promise<string | null> {
  const row = await work.tx
    .selectFrom('activity')
    .select('actor_id')
    .where('community_id', '=', communityId)
    .where('verb', '=', 'community.archived')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.actor_id ?? null
}

/** Closes it: from now on the number of people who could have answered is fixed. */
export async function saveClosing(work: Work, pingId: string): Promise<void> {
  await sql`
    update ping set state = 'closed', closed_at = app_clock(), reminds_at = null, (could_answer, bounced, opted_out) = (
      select count(*), count(*) filter (where h.bounced_at is not null),
        count(*) filter (where h.bounced_at is null and exists (select from mail_choice x
          where x.person_id = h.id and x.community_id = ping.community_id and x.kind = 'ping' and x.choice = 'off'))
      from (
        select m.person_id from membership_shown m join entry e on e.id = ping.id
        where m.community_id = ping.community_id and ${isInAudience(sql`e.audience_id`, sql`m.person_id`)}
        union select v.person_id from vote v where v.ping_id = ping.id) as able join person h on h.id = able.person_id)
    where id = ${pingId}`.execute(work.tx)
}

/**
 * Who gets its result by mail, as a query for `queueMailing`: its sender, the person in whose name it is asked, and members who
 * answered; not those who turned that off, or whom no mail reaches.
 */
export function curious({ id, communityId, sentBy, voiceId }: Ping): RawBuilder<{ person_id: string }> {
  return sql`
    select h.id as person_id from person h
      left join membership_shown m on m.community_id = ${communityId} and m.person_id = h.id
    where (h.id = any(${[sentBy, voiceId].filter((one) => one !== null)}::uuid[]) or m.person_id is not null and h.id in (
        select v.person_id from vote v where v.ping_id = ${id}))
      and h.removed_at is null and h.bounced_at is null
      and not exists (select from mail_choice x where x.community_id = ${communityId} and x.person_id = h.id
        and x.kind = 'ping_result' and x.choice = 'off')`
}

/** Moves its end to now. */
export async function saveEndNow(work: Work, pingId: string): Promise<void> {
  await sql`update ping set closes_at = app_clock() where id = ${pingId}`.execute(work.tx)
}

/** Moves its end. */
export async function saveEnd(work: Work, pingId: string, closesAt: Date): Promise<void> {
  await work.tx.updateTable('ping').set({ closes_at: closesAt }).where('id', '=', pingId).execute()
}

/** Withdraws it, and destroys its answers. */
export async function saveWithdrawal(work: Work, pingId: string, successorId: string | null): Promise<void> {
  await sql`
    update ping set state = 'withdrawn', withdrawn_at = app_clock(), successor_id = ${successorId}, forgotten_at = app_clock()
    where id = ${pingId}`.execute(work.tx)
  await sql`delete from vote where ping_id = ${pingId}`.execute(work.tx)
  await sql`delete from unconfirmed_vote where ping_id = ${pingId}`.execute(work.tx)
  await sql`delete from mail where about_id = ${pingId} and kind in ('ping_reminder', 'ping_result')`.execute(work.tx)
}

/** Logs a change of its end or its withdrawal: the actor, the reason, the old and the new end. */
export async function saveChange(
  work: Work,
  ping: Ping,
  change: { kind: 'closed_early' | 'extended' | 'withdrawn'; by: string | null; why: string; closesAt: Date | null },
): Promise<void> {
  await work.tx
    .insertInto('ping_change')
    .values({
      community_id: ping.communityId,
      ping_id: ping.id,
      kind: change.kind,
      by_id: change.by,
      why: change.why,
      closes_at_before: ping.closesAt,
      closes_at_after: change.closesAt,
    })
    .execute()
}

/** Pings whose end has come and which are still open, the earliest first. */
export async function listEnded(work: Work): Promise<string[]> {
  const found = await rows(work, idRow)`
    select p.id from ping p join community c on c.id = p.community_id
    where p.state = 'open' and (p.closes_at <= app_now() or c.status = 'archived') order by p.closes_at limit 100`
  return found.map(({ id }) => id)
}

/** Closed Pings whose choices are due to be forgotten. */
export async function listToForget(work: Work, hours: number): Promise<string[]> {
  const found = await rows(work, idRow)`
    select id from ping where state = 'closed' and forgotten_at is null
      and closed_at <= app_now() - make_interval(hours => ${hours}::int) order by closed_at limit 100`
  return found.map(({ id }) => id)
}

/** Closed Pings that ended more than a day ago and still have choices, and open ones with their hours. */
export async function listAfterRestore(work: Work) {
  const long = await rows(work, idRow)`
    select id from ping where state = 'closed' and forgotten_at is null
      and least(closed_at, closes_at) <= app_now() - interval '1 day'`
  const open = await rows(work, () => z.object({ id: z.string(), closesAt: z.date() }))`
    select id, closes_at as "closesAt" from ping where state = 'open'`
  return { long: long.map(({ id }) => id), open }
}

/** Has the hour of forgetting come, and is there something to forget? Call it after the lock was taken. */
export async function isToForget(work: Work, pingId: string, hours: number): Promise<boolean> {
  const [row] = await rows(work, () => z.object({ due: z.boolean() }))`
    select state = 'closed' and forgotten_at is null and closed_at <= app_clock() - make_interval(hours => ${hours}::int) as due
    from ping where id = ${pingId}`
  return row?.due ?? false
}

/**
 * Counts a closed Ping: all answers, the moves between them, and the answers by cohort, each kept only where it may be shown.
 * Under the threshold nothing but the number who answered is stored. A second call counts anew.
 */
export async function saveCounts(work: Work, ping: Pick<Ping, 'id' | 'communityId' | 'threshold'>): Promise<void> {
  const { answered, changed } = await onlyRow(work, () => z.object({ answered: z.number(), changed: z.number() }))`
    select count(*) as answered, count(*) filter (where option_id <> first_option_id) as changed
    from vote where ping_id = ${ping.id}`
  await sql`update ping set answered = ${answered} where id = ${ping.id}`.execute(work.tx)
  const isShown = answered >= ping.threshold
  await sql`
    update ping_option set final_votes = case when ${isShown}::boolean
      then (select count(*) from vote v where v.option_id = ping_option.id and v.ping_id = ${ping.id}) end
    where ping_id = ${ping.id}`.execute(work.tx)
  await sql`delete from ping_flow where ping_id = ${ping.id}`.execute(work.tx)
  if (changed >= ping.threshold) {
    await sql`
      insert into ping_flow (ping_id, from_option_id, to_option_id, people)
      select ping_id, first_option_id, option_id, count(*) from vote
      where ping_id = ${ping.id} and option_id <> first_option_id
      group by 1, 2, 3`.execute(work.tx)
  }
  await work.tx.deleteFrom('ping_cohort_count').where('ping_id', '=', ping.id).execute()
  if (isShown) await saveGroups(work, ping, keptGroups(await countGroups(work, ping.id), ping.threshold))
}

const groupRow = z.object({ cohortId: z.string().nullable(), votes: z.record(z.string(), z.number()).nullable() })

/**
 * The votes by cohort, of all who could answer. Who is in several counts in one: one the Ping is for, else one that runs, and of
 * those the last to start.
 */
async function countGroups(work: Work, pingId: string): Promise<Group[]> {
  const found = await rows(work, groupRow)`
    with able as (
      select m.person_id from ping p join entry e on e.id = p.id join membership_shown m on m.community_id = p.community_id
      where p.id = ${pingId} and ${isInAudience(sql`e.audience_id`, sql`m.person_id`)}
      union select v.person_id from vote v where v.ping_id = ${pingId}
    ), counts_in as (
      select distinct on (s.person_id) s.person_id, s.cohort_id
      from ping p join entry e on e.id = p.id join membership_source s on s.community_id = p.community_id
        join cohort h on h.id = s.cohort_id
        left join audience_cohort a on a.audience_id = e.audience_id and a.cohort_id = s.cohort_id
      where p.id = ${pingId}
      order by s.person_id, a.cohort_id is null, h.state <> 'running', h.starts_on desc nulls last, h.id desc
    ), counted as (
      select c.cohort_id, v.option_id, count(v.option_id) as votes
      from able left join counts_in c on c.person_id = able.person_id
        left join vote v on v.ping_id = ${pingId} and v.person_id = able.person_id
      group by 1, 2
    )
    select cohort_id as "cohortId", json_object_agg(option_id, votes) filter (where option_id is not null) as votes
    from counted group by 1 order by 1 nulls last`
  return found.map(({ cohortId, votes }) => ({ cohortId, votes: new Map(Object.entries(votes ?? {})) }))
}

/** Writes what is kept, with a row also for an answer that nobody of a group chose. */
async function saveGroups(work: Work, ping: Pick<Ping, 'id' | 'communityId'>, groups: readonly Group[]): Promise<void> {
  for (const { cohortId, votes } of groups) {
    await sql`
      insert into ping_cohort_count (community_id, ping_id, cohort_id, option_id, votes)
      select ${ping.communityId}, o.ping_id, ${cohortId}::uuid, o.id, coalesce((${JSON.stringify(Object.fromEntries(votes))}::jsonb ->> o.id::text)::int, 0)
      from ping_option o where o.ping_id = ${ping.id}`.execute(work.tx)
  }
}

/** Destroys the link between people and choices. What was counted as it closed stays. */
export async function saveForgetting(work: Work, ping: Pick<Ping, 'id'>): Promise<void> {
  await sql`delete from vote where ping_id = ${ping.id}`.execute(work.tx)
  await sql`delete from unconfirmed_vote where ping_id = ${ping.id}`.execute(work.tx)
  // Who was reminded had not answered, and who got the result had.
  await sql`delete from mail where about_id = ${ping.id} and kind in ('ping_reminder', 'ping_result')`.execute(work.tx)
  await sql`update ping set forgotten_at = app_clock() where id = ${ping.id}`.execute(work.tx)
}
