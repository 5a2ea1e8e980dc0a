/**
 * Ballots for use cases. A ballot is loaded by its own link, which is its right: the link's holder answers as its person,
 * while that person is a member, has the address it was mailed to, and the community is not archived.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isFor } from '#server/entries/room.ts'
import type { BallotKey } from '#server/pings/ballots/ballot.ts'
import { type Ping, pingShape } from '#server/pings/ping.ts'
import { pingColumns } from '#server/pings/store.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A ballot whose Ping's row is held `for share`. */
export interface BallotRow extends BallotKey {
  readonly personId: string
  readonly isMarked: boolean
  readonly ping: Ping
  /** Its answer that waits to be confirmed. */
  readonly unconfirmed: string | null
}

/** The condition that a ballot `b` is valid: for its person `h`, in the community `c`, who reads the Ping's entry `e`; nobody answers one that is hidden or removed. */
export const ballotHolds = sql`h.id = b.person_id and h.removed_at is null and h.mail_version = b.mail_version
  and c.status <> 'archived' and e.hidden_at is null and e.removed_at is null and exists (
    select from membership_shown m where m.community_id = b.community_id and m.person_id = b.person_id)
  and ${isFor(sql`e.audience_id`, sql`b.person_id`)}`

const ballotRow = pingShape.extend({
  ballotId: z.string(),
  version: z.number(),
  personId: z.string(),
  isMarked: z.boolean(),
  unconfirmed: z.string().nullable(),
})

/** The ballot, with its Ping locked for voting; null where the ballot is not valid any more. */
export function lockBallot(work: Work, { ballotId, version }: BallotKey): Promise<BallotRow | null> {
  return loadBallot(work, sql`b.id = ${ballotId} and b.mail_version = ${version}`)
}

/** The same by its id alone, for the work after a vote. */
export function lockBallotById(work: Work, ballotId: string): Promise<BallotRow | null> {
  return loadBallot(work, sql`b.id = ${ballotId}`)
}

async function loadBallot(work: Work, which: RawBuilder<unknown>): Promise<BallotRow | null> {
  const [row] = await rows(work, ballotRow)`
    select b.id as "ballotId", b.person_id as "personId", b.mail_version as version, b.marked_at is not null as "isMarked",
      (select u.option_id from unconfirmed_vote u where u.ballot_id = b.id) as unconfirmed, ${pingColumns}
    from ballot b join ping p on p.id = b.ping_id join entry e on e.id = p.id join community_shown c on c.id = p.community_id join person h on ${ballotHolds}
    where ${which}
    for share of p`
  if (!row) return null
  const { ballotId, version, personId, isMarked, unconfirmed, ...ping } = row
  return { ballotId, version, personId, isMarked, unconfirmed, ping }
}

/** Marks a ballot: a machine opens its links. */
export async function saveMark(work: Work, ballotId: string): Promise<void> {
  await sql`update ballot set marked_at = coalesce(marked_at, app_clock()) where id = ${ballotId}`.execute(work.tx)
}

/**
 * Puts an answer aside until somebody confirms it; the last one counts.
 * @param votedAt when it was cast, if it was counted at first: its browser recognizes it by this
 */
export async function saveUnconfirmed(work: Work, ballot: BallotRow, optionId: string, votedAt: string | null = null) {
  await sql`
    insert into unconfirmed_vote (ballot_id, ping_id, option_id, cast_at)
    values (${ballot.ballotId}, ${ballot.ping.id}, ${optionId}, coalesce(${votedAt}::timestamptz, app_clock()))
    on conflict (ballot_id) do update set option_id = excluded.option_id, cast_at = excluded.cast_at`.execute(work.tx)
}

/** Removes an unconfirmed answer. */
export async function removeUnconfirmed(work: Work, ballotId: string): Promise<void> {
  await sql`delete from unconfirmed_vote where ballot_id = ${ballotId}`.execute(work.tx)
}
