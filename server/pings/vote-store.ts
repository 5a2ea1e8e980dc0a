/**
 * Votes: one row for each person and Ping. The Ping's row is held `for share` by whoever calls these, and the clock is read
 * after that lock was taken: a vote is in the closing count, or refused.
 */
import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'

/** How a vote was written. */
export interface SavedVote {
  /** False where the end came while it waited. */
  readonly inTime: boolean
  /** False where they had chosen the same before. */
  readonly changed: boolean
  readonly isFirst: boolean
  /** When, to the microsecond, as PostgreSQL writes it; null where nothing changed. */
  readonly votedAt: string | null
}

/** Who chooses what in which Ping. */
export interface NewVote {
  readonly communityId: string
  readonly pingId: string
  readonly personId: string
  readonly optionId: string
}

/** Sets a person's vote, or puts another in its place, unless the end has come. */
export async function saveVote(work: Work, vote: NewVote): Promise<SavedVote> {
  const { rows } = await sql<{ in_time: boolean; is_first: boolean | null; voted_at: string | null }>`
    with moment as materialized (
      select app_clock() as at, closes_at from ping where id = ${vote.pingId}
    ), saved as (
      insert into vote (community_id, ping_id, person_id, option_id, first_option_id, voted_at)
      select ${vote.communityId}::uuid, ${vote.pingId}::uuid, ${vote.personId}::uuid, ${vote.optionId}::uuid, ${vote.optionId}::uuid, moment.at
      from moment where moment.at < moment.closes_at
      on conflict (ping_id, person_id) do update
        set before_option_id = vote.option_id, option_id = excluded.option_id, voted_at = excluded.voted_at
        where vote.option_id <> excluded.option_id
      returning before_option_id is null as is_first, voted_at::text as voted_at
    )
    select moment.at < moment.closes_at as in_time, saved.is_first, saved.voted_at from moment left join saved on true`.execute(
    work.tx,
  )
  const row = rows[0]
  return {
    inTime: row?.in_time ?? false,
    changed: row?.voted_at != null,
    isFirst: row?.is_first ?? false,
    votedAt: row?.voted_at ?? null,
  }
}

/**
 * Takes back a vote cast in the last minutes: what was chosen before stands again, or nothing does.
 * @returns whether there was one to take back
 */
export async function takeBackVote(
  work: Work,
  pingId: string,
  personId: string,
  withinMinutes: number,
): Promise<'none' | 'restored' | 'removed'> {
  const recent = sql`ping_id = ${pingId} and person_id = ${personId}
    and voted_at > app_clock() - make_interval(mins => ${withinMinutes}::int)`
  // What stands again is not to be taken back once more, so it is made as old as that needs.
  const { rows } = await sql<{ kind: 'restored' | 'removed' }>`
    with restored as (
      update vote set option_id = before_option_id, before_option_id = null,
        voted_at = app_clock() - make_interval(mins => ${withinMinutes}::int)
      where ${recent} and before_option_id is not null returning 'restored' as kind
    ), removed as (
      delete from vote where ${recent} and before_option_id is null returning 'removed' as kind
    )
    select kind from restored union all select kind from removed`.execute(work.tx)
  return rows[0]?.kind ?? 'none'
}

/**
 * Takes the vote of exactly that moment out of the count again; what it took the place of stands again.
 * @returns the option it was for, or null where they have chosen anew since
 */
export async function retractVote(
  work: Work,
  vote: { pingId: string; personId: string; votedAt: string },
): Promise<string | null> {
  const { rows } = await sql<{ option_id: string }>`
    with it as (
      select option_id, before_option_id from vote
      where ping_id = ${vote.pingId} and person_id = ${vote.personId} and voted_at = ${vote.votedAt}::timestamptz
      for update
    ), restored as (
      update vote set option_id = it.before_option_id, before_option_id = null from it
      where vote.ping_id = ${vote.pingId} and vote.person_id = ${vote.personId} and it.before_option_id is not null
    ), removed as (
      delete from vote using it
      where vote.ping_id = ${vote.pingId} and vote.person_id = ${vote.personId} and it.before_option_id is null
    )
    select option_id from it`.execute(work.tx)
  return rows[0]?.option_id ?? null
}
