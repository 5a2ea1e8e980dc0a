/**
 * An act is done once. The key of a form (`once`) or of a program (`Idempotency-Key`) is kept with the act's outcome,
 * in the act's own transaction: a repeat gets the first outcome, another content under the same key is refused.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { alreadyDone, refuse, toldAlready } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** The hash under which an act's content is compared with its repeat. */
export function hashOfAct(address: string, input: unknown): string {
  return createHash('sha256').update(address).update('\n').update(JSON.stringify(input)).digest('base64url')
}

/** One act: whose, under which key, with which contents, and whether its outcome may be kept for a repeat. */
export interface OnceTerms {
  readonly personId: string
  readonly key: string
  readonly hash: string
  /** The outcome holds a secret: it is not kept, and a repeat is refused. */
  readonly toldOnce: boolean
}

/**
 * Runs the act unless its key was used before, and keeps the outcome.
 * A second request with the same key waits for the first one's transaction.
 * @returns the view, of now or of then
 * @refuses already_done where the key came with other contents · told_already where its outcome was told once
 */
export async function doOnce<T>(
  work: Work,
  { personId, key, hash, toldOnce }: OnceTerms,
  act: () => Promise<T>,
): Promise<T> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${personId}/${key}`}, 7))`.execute(work.tx)
  const before = await work.tx
    .selectFrom('act')
    .select(['request_hash', 'outcome'])
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (before && before.request_hash !== hash) refuse(alreadyDone)
  if (before && toldOnce) refuse(toldAlready)
  if (before) return thawed(before.outcome) as T
  const view = await act()
  const outcome = toldOnce ? null : frozen(view)
  await work.tx
    .insertInto('act')
    .values({ person_id: personId, key, request_hash: hash, outcome: JSON.stringify(outcome) })
    .execute()
  return view
}

// JSON knows neither a date nor nothing; a page made from an outcome that was kept needs both as they were.
const dateMark = '$date'

function frozen(value: unknown): unknown {
  if (value === undefined) return null
  if (value instanceof Date) return { [dateMark]: value.toISOString() }
  if (Array.isArray(value)) return value.map(frozen)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, frozen(one)]])),
  )
}

function thawed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(thawed)
  if (typeof value !== 'object' || value === null) return value
  const date = (value as Record<string, unknown>)[dateMark]
  if (typeof date === 'string') return new Date(date)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, thawed(one)]))
}
