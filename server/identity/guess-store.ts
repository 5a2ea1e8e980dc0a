/**
 * Mails asked for and guesses, as they are counted in the database. The caller holds the client's lock before it counts, so that any
 * number at once are counted one after the other.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import {
  longestStreak,
  mailLimits,
  networkLimit,
  passwordLimit,
  type SignInClient,
  streakKey,
} from '#server/identity/sign-in-limits.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'

type Tx = Transaction<DB>
export type GuessKind = 'password' | 'code'

/** Other requests of the same client wait until this transaction ends. A browser that proved itself never waits for strangers. */
export async function lockClient(tx: Tx, client: SignInClient): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${streakKey(client)}, 11))`.execute(tx)
}

/** After the client's lock: others of the same network who try codes wait too, for any person's code. */
export async function lockNetwork(tx: Tx, client: SignInClient): Promise<void> {
  if (client.kind === 'stranger')
    await sql`select pg_advisory_xact_lock(hashtextextended(${client.networkHash}, 12))`.execute(tx)
}

/** How many mails were sent within a day: to this client, and to all strangers who asked for the same address. */
export async function countMails(tx: Tx, client: SignInClient): Promise<{ here: number; toStrangers: number }> {
  return onlyRow({ db: tx }, () => z.object({ here: z.number(), toStrangers: z.number() }))`
    select count(*) filter (where ${isOf(client)}) as here, count(*) filter (where browser_hash is null) as "toStrangers"
    from sign_in_try
    where kind = 'mail' and address_hash = ${client.addressHash} and ${within(mailLimits.strangers.minutes)}`
}

/** Wrong ones of a kind in a row, as they count for this client. */
export async function countInARow(tx: Tx, client: SignInClient, kind: GuessKind): Promise<number> {
  const row = await tx
    .selectFrom('sign_in_streak')
    .select('wrong')
    .where('kind', '=', kind)
    .where('key_hash', '=', streakKey(client))
    .executeTakeFirst()
  return row?.wrong ?? 0
}

/** Wrong passwords of this client lately, and in how many seconds one of its tries is free again. */
export async function countPasswords(tx: Tx, client: SignInClient): Promise<{ lately: number; seconds: number }> {
  const { times, minutes } = passwordLimit
  const [row] = await rows({ db: tx }, () => z.object({ lately: z.number(), seconds: z.number().nullable() }))`
    select count(*) as lately, ceil(extract(epoch from min(at) + make_interval(mins => ${minutes}::int) - app_now()))::int as seconds
    from (
      select at from sign_in_try
      where kind = 'password' and address_hash = ${client.addressHash} and ${isOf(client)} and ${within(minutes)}
      order by at desc limit ${times}
    ) latest`
  return { lately: row?.lately ?? 0, seconds: row?.seconds ?? 0 }
}

/** Wrong ones of this network's strangers within a day, for any person; 0 for a browser that proved itself. */
export async function countOfNetwork(tx: Tx, client: SignInClient): Promise<number> {
  if (client.kind === 'browser') return 0
  const { wrong } = await onlyRow({ db: tx }, () => z.object({ wrong: z.number() }))`
    select count(*) as wrong from sign_in_try
    where network_hash = ${client.networkHash} and kind <> 'mail' and ${within(networkLimit.minutes)}`
  return wrong
}

/** Counts a mail. */
export async function saveMailAsked(tx: Tx, client: SignInClient): Promise<void> {
  await saveTry(tx, client, 'mail')
}

/** Counts a wrong one. @returns whether it is the one that switches its kind off */
export async function saveWrong(tx: Tx, client: SignInClient, kind: GuessKind): Promise<boolean> {
  await saveTry(tx, client, kind)
  const [row] = await rows({ db: tx }, () => z.object({ wrong: z.number() }))`
    insert into sign_in_streak as s (kind, key_hash) values (${kind}, ${streakKey(client)})
    on conflict (kind, key_hash) do update set wrong = s.wrong + 1, last_at = app_clock()
    returning wrong`
  return row?.wrong === longestStreak
}

/** A right one ends its row of wrong ones. */
export async function endStreak(tx: Tx, client: SignInClient, kind: GuessKind): Promise<void> {
  await tx.deleteFrom('sign_in_streak').where('kind', '=', kind).where('key_hash', '=', streakKey(client)).execute()
}

/** A mailed link or code was used: passwords and codes are taken again, from strangers and from this browser. */
export async function endStreaks(tx: Tx, client: SignInClient): Promise<void> {
  const keys = [client.addressHash, streakKey(client)]
  await tx.deleteFrom('sign_in_streak').where('key_hash', 'in', keys).execute()
}

/** Forgets tries after two days, and what stands in a row after as many quiet days as it has wrong ones. */
export async function sweepGuesses(tx: Tx): Promise<void> {
  await sql`delete from sign_in_try where at < app_now() - interval '2 days'`.execute(tx)
  await sql`delete from sign_in_streak where last_at < app_now() - make_interval(days => wrong)`.execute(tx)
}

async function saveTry(tx: Tx, client: SignInClient, kind: 'mail' | GuessKind): Promise<void> {
  const whose = client.kind === 'browser' ? { browser_hash: client.browserHash } : { network_hash: client.networkHash }
  await tx
    .insertInto('sign_in_try')
    .values({ kind, address_hash: client.addressHash, ...whose })
    .execute()
}

function isOf(client: SignInClient): RawBuilder<boolean> {
  return client.kind === 'browser'
    ? sql`browser_hash = ${client.browserHash}`
    : sql`network_hash = ${client.networkHash}`
}

function within(minutes: number): RawBuilder<boolean> {
  return sql`at > app_now() - make_interval(mins => ${minutes}::int)`
}
