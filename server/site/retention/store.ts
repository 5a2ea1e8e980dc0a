/**
 * The times for which things are kept.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type RetentionKind, retentionKinds } from '#server/platform/retention.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const setRow = z.object({ kind: z.enum(retentionKinds), months: z.number() })
export type SetTime = z.infer<typeof setRow>

/** The times that are set. */
export function listTimes(look: Look): Promise<SetTime[]> {
  return rows(look, setRow)`
    select r.kind, r.months from retention r where r.kind = any(${[...retentionKinds]}::text[]) order by r.kind`
}

/** The time of one kind, locked until the work ends; null where none is set. */
export async function lockTime(work: Work, kind: RetentionKind): Promise<number | null> {
  const [row] = await rows(work, setRow)`select r.kind, r.months from retention r where r.kind = ${kind} for update`
  return row?.months ?? null
}

/** Keeps two owners apart who save at once. */
export async function lockTimes(work: Work): Promise<void> {
  await sql`lock table retention in share row exclusive mode`.execute(work.tx)
}

/** Sets the time of a kind, or with null that it is kept for good. */
export async function saveTime(work: Work, kind: RetentionKind, months: number | null): Promise<void> {
  if (months === null) await work.tx.deleteFrom('retention').where('kind', '=', kind).execute()
  else
    await work.tx
      .insertInto('retention')
      .values({ kind, months })
      .onConflict((on) => on.column('kind').doUpdateSet({ months }))
      .execute()
}

/** The first day of the month that lies so many months before this one, in UTC: what is older is not kept. */
export async function readBefore(look: Look, months: number): Promise<Date> {
  const { before } = await onlyRow(look, () => z.object({ before: z.date() }))`
    select (date_trunc('month', app_now() at time zone 'UTC') - make_interval(months => ${months}::int)) at time zone 'UTC' as before`
  return before
}
