/**
 * Votes: one row for each person and Ping. A shared lock: closing waits for the voters, and voters do not wait for each other.
 * The clock is read after that lock was taken, so a vote is in the closing count, or refused.
 * Whether its voter is a member, and their community not archived, was asked before.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** How a vote was written. */
const savedVote = z.object({
  /** False where the Ping ended before the vote had its lock. */
  inTime: z.boolean(),
  /** False where the vote is there already: the same press came again, or the same answer on the site. */
  isNew: z.boolean(),
  /** False where they had chosen the same before. */
  changed: z.boolean(),
  isFirst: z.boolean(),
  /** When the present vote was cast, to the microsecond, as PostgreSQL writes it: it identifies this one vote. */
  votedAt: z.string().nullable(),
})
export type SavedVote = z.infer<typeof savedVote>

/** The person, the Ping and the option of a vote. */
export interface NewVote {
  readonly communityId: string
  readonly pingId: string
  readonly personId: string
  readonly optionId: string
  /** From a mail: the mark of the button's press, and the vote that the same browser cast before. */
  readonly mailed?: { readonly press: string; readonly lastVotedAt: string | null }
}

/**
 * Sets or replaces a person's vote, unless the Ping has ended. A vote from a mail is a new vote even where it repeats the
 * same answer. So undo takes back nothing that was cast on the site or by another visit, and nobody learns from undo
 * whether there was an earlier vote.
 */
export async function saveVote(work: Work, vote: NewVote): Promise<SavedVote> {
  const press = vote.mailed?.press ?? null
  const isAgain = sql`vote.option_id = excluded.option_id and (
    case when ${press}::text is null then vote.press is null
    else vote.press = ${press} or vote.voted_at = ${vote.mailed?.lastVotedAt ?? null}::timestamptz end) is true`
  const [saved] = await rows({ db: work.tx }, savedVote)`
    with held as materialized (
      select closes_at from ping where id = ${vote.pingId} and state = 'open' for share
    ), moment as materialized (
      select app_clock() as at, closes_at from held
    ), saved as (
      insert into vote (community_id, ping_id, person_id, option_id, first_option_id, voted_at, press)
      select ${vote.communityId}::uuid, ${vote.pingId}::uuid, ${vote.personId}::uuid, ${vote.optionId}::uuid, ${vote.optionId}::uuid,
        moment.at, ${press}::text
      from moment where moment.at < moment.closes_at
      on conflict (ping_id, person_id) do update
        set before_option_id = vote.option_id, option_id = excluded.option_id, voted_at = excluded.voted_at, press = excluded.press
        where not (${isAgain})
      returning before_option_id is null as is_first, before_option_id is distinct from option_id as is_other, voted_at::text as voted_at
    )
    select moment.at < moment.closes_at as "inTime", saved.voted_at is not null as "isNew",
      coalesce(saved.is_other, false) as changed, coalesce(saved.is_first, false) as "isFirst",
      coalesce(saved.voted_at, (
        select voted_at::text from vote where ping_id = ${vote.pingId} and person_id = ${vote.personId})) as "votedAt"
    from moment left join saved on true`
  return saved ?? { inTime: false, isNew: false, changed: false, isFirst: false, votedAt: null }
}

/** A vote by its person and moment: exactly that one, and not a later one in its place. */
export interface ThatVote {
  readonly pingId: string
  readonly personId: string
  readonly votedAt: string
}

/**
 * The vote `it` goes, and the one it replaced counts again. That one came from another visit. It has a new moment: a browser
 * that knows this vote cannot name that one.
 */
const withdrawn = sql`restored as (
      update vote set option_id = it.before_option_id, before_option_id = null, press = null, voted_at = app_clock() - interval '1 hour'
      from it where (vote.ping_id, vote.person_id) = (it.ping_id, it.person_id) and it.before_option_id is not null
    ), removed as (
      delete from vote using it
      where (vote.ping_id, vote.person_id) = (it.ping_id, it.person_id) and it.before_option_id is null
    )`

/**
 * Takes back the vote of exactly that moment, if it was cast in the last minutes: an earlier choice counts again.
 * @returns whether there was one to take back
 */
export async function takeBackVote(work: Work, vote: ThatVote, withinMinutes: number) {
  const [row] = await rows(work, () => z.object({ kind: z.enum(['restored', 'removed']) }))`
    with it as (
      select ping_id, person_id, before_option_id from vote
      where ${isThat(vote)} and voted_at > app_clock() - make_interval(mins => ${withinMinutes}::int)
      for update
    ), ${withdrawn}
    select case when before_option_id is null then 'removed' else 'restored' end as kind from it`
  return row?.kind ?? 'none'
}

/**
 * Takes the vote of exactly that moment out of the count; the vote it replaced counts again.
 * @returns the option it was for, or null where they have chosen anew since
 */
export async function retractVote(work: Work, vote: ThatVote): Promise<string | null> {
  const [row] = await rows(work, () => z.object({ option_id: z.string() }))`
    with it as (
      select ping_id, person_id, option_id, before_option_id from vote where ${isThat(vote)} for update
    ), ${withdrawn}
    select option_id from it`
  return row?.option_id ?? null
}

function isThat({ pingId, personId, votedAt }: ThatVote) {
  return sql`ping_id = ${pingId} and person_id = ${personId} and voted_at = ${votedAt}::timestamptz`
}
