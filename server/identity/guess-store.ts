/**
 * Mails asked for and guesses, as they are counted in the database. Whoever counts holds the asker's lock first, so that any
 * number at once are counted one after the other.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import {
  type Asker,
  longestStreak,
  mailLimits,
  networkLimit,
  passwordLimit,
  streakKey,
} from '#server/identity/sign-in-limits.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'

type Tx = Transaction<DB>
export type GuessKind = 'password' | 'code'

/** Other requests of the same asker wait until this transaction ends. A browser that proved itself never waits for strangers. */
export async function lockAsker(tx: Tx, asker: Asker): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${streakKey(asker)}, 11))`.execute(tx)
}

/** After the asker's lock: others of the same network who try codes wait too, for any person's code. */
export async function lockNetwork(tx: Tx, asker: Asker): Promise<void> {
  if (asker.kind === 'stranger')
    await sql`select pg_advisory_xact_lock(hashtextextended(${asker.networkHash}, 12))`.execute(tx)
}

/** How many mails were sent within a day: to this asker, and to all strangers who asked for the same address. */
export async function countMails(tx: Tx, asker: Asker): Promise<{ here: number; toStrangers: number }> {
  return onlyRow({ db: tx }, () => z.object({ here: z.number(), toStrangers: z.number() }))`
    select count(*) filter (where ${isOf(asker)}) as here, count(*) filter (where browser_hash is null) as "toStrangers"
    from sign_in_try
    where kind = 'mail' and address_hash = ${asker.addressHash} and ${within(mailLimits.strangers.minutes)}`
}

/** Wrong ones of a kind in a row, as they count for this asker. */
export async function countInARow(tx: Tx, asker: Asker, kind: GuessKind): Promise<number> {
  const row = await tx
    .selectFrom('sign_in_streak')
    .select('wrong')
    .where('kind', '=', kind)
    .where('key_hash', '=', streakKey(asker))
    .executeTakeFirst()
  return row?.wrong ?? 0
}

/** Wrong passwords of this asker lately, and in how many seconds one of its tries is free again. */
export async function countPasswords(tx: Tx, asker: Asker): Promise<{ lately: number; seconds: number }> {
  const { times, minutes } = passwordLimit
  const [row] = await rows({ db: tx }, () => z.object({ lately: z.number(), seconds: z.number().nullable() }))`
    select count(*) as lately, ceil(extract(epoch from min(at) + make_interval(mins => ${minutes}::int) - app_now()))::int as seconds
    from (
      select at from sign_in_try
      where kind = 'password' and address_hash = ${asker.addressHash} and ${isOf(asker)} and ${within(minutes)}
      order by at desc limit ${times}
    ) latest`
  return { lately: row?.lately ?? 0, seconds: row?.seconds ?? 0 }
}

/** Wrong ones of this network's strangers within a day, for any person; 0 for a browser that proved itself. */
export async function countOfNetwork(tx: Tx, asker: Asker): Promise<number> {
  if (asker.kind === 'browser') return 0
  const { wrong } = await onlyRow({ db: tx }, () => z.object({ wrong: z.number() }))`
    select count(*) as wrong from sign_in_try
    where network_hash = ${asker.networkHash} and kind <> 'mail' and ${within(networkLimit.minutes)}`
  return wrong
}

/** Counts a mail. */
export async function saveMailAsked(tx: Tx, asker: Asker): Promise<void> {
  await saveTry(tx, asker, 'mail')
}

/** Counts a wrong one. @returns whether it is the one that switches its kind off */
export async function saveWrong(tx: Tx, asker: Asker, kind: GuessKind): Promise<boolean> {
  await saveTry(tx, asker, kind)
  const [row] = await rows({ db: tx }, () => z.object({ wrong: z.number() }))`
    insert into sign_in_streak as s (kind, key_hash) values (${kind}, ${streakKey(asker)})
    on conflict (kind, key_hash) do update set wrong = s.wrong + 1, last_at = app_clock()
    returning wrong`
  return row?.wrong === longestStreak
}

/** A right one ends its row of wrong ones. */
export async function endStreak(tx: Tx, asker: Asker, kind: GuessKind): Promise<void> {
  await tx.deleteFrom('sign_in_streak').where('kind', '=', kind).where('key_hash', '=', streakKey(asker)).execute()
}

/** A mailed link or code was used: passwords and codes are taken again, from strangers and from this browser. */
export async function endStreaks(tx: Tx, asker: Asker): Promise<void> {
  const keys = [asker.addressHash, streakKey(asker)]
  await tx.deleteFrom('sign_in_streak').where('key_hash', 'in', keys).execute()
}

/** Forgets tries after two days, and what stands in a row after as many quiet days as it has wrong ones. */
export async function sweepGuesses(tx: Tx): Promise<void> {
  await sql`delete from sign_in_try where at < app_now() - interval '2 days'`.execute(tx)
  await sql`delete from sign_in_streak where last_at < app_now() - make_interval(days => wrong)`.execute(tx)
}

async function saveTry(tx: Tx, asker: Asker, kind: 'mail' | GuessKind): Promise<void> {
  const whose = asker.kind === 'browser' ? { browser_hash: asker.browserHash } : { network_hash: asker.networkHash }
  await tx
    .insertInto('sign_in_try')
    .values({ kind, address_hash: asker.addressHash, ...whose })
    .execute()
}

function isOf(asker: Asker): RawBuilder<boolean> {
  return asker.kind === 'browser' ? sql`browser_hash = ${asker.browserHash}` : sql`network_hash = ${asker.networkHash}`
}

function within(minutes: number): RawBuilder<boolean> {
  return sql`at > app_now() - make_interval(mins => ${minutes}::int)`
}
