/** How far a mailbox was read, and whether it can be. */
import { sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A place in a mailbox. UIDs of another validity say nothing. */
export interface Place {
  readonly uidValidity: number
  readonly uid: number
}

/** The highest UID that was read, for the one who reads on; 0 in a mailbox that is new, or was made anew. */
export async function lockLastUid({ tx }: Pick<Work, 'tx'>, address: string, uidValidity: number): Promise<number> {
  await sql`insert into read_mailbox (address) values (${address}) on conflict do nothing`.execute(tx)
  const [row] = await rows({ db: tx }, () => z.object({ uid: z.coerce.number() }))`
    select case when uid_validity = ${uidValidity} then last_uid else 0 end as uid
    from read_mailbox where address = ${address} for update`
  return row?.uid ?? 0
}

/** Notes that a mail was read. */
export async function saveLastUid({ tx }: Pick<Work, 'tx'>, address: string, { uidValidity, uid }: Place) {
  await sql`update read_mailbox set uid_validity = ${uidValidity}, last_uid = ${uid} where address = ${address}`.execute(
    tx,
  )
}

/** Notes that a mailbox was opened, or why not. */
export async function saveStanding({ tx }: Pick<Work, 'tx'>, address: string, problem: string | null): Promise<void> {
  await sql`
    insert into read_mailbox (address, connected_at, problem, problem_at)
    values (${address}, case when ${problem}::text is null then app_now() end, ${problem}, case when ${problem}::text is not null then app_now() end)
    on conflict (address) do update set problem = excluded.problem, problem_at = excluded.problem_at,
      connected_at = coalesce(excluded.connected_at, read_mailbox.connected_at)`.execute(tx)
}
