/**
 * Locked reads and writes of accounts.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'
import type { Account } from '#server/site/people/account.ts'

/** Reads an account that is about to change, and locks it. */
export async function lockAccount(work: Work, personId: string): Promise<Account | null> {
  const row = await work.tx
    .selectFrom('person')
    .select(['id', 'name', 'email', 'site_role as siteRole', 'removed_at as removedAt'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, siteRole: row.siteRole as Account['siteRole'] } : null
}

/** By what people are found in files: their mail address, or their id in the organisation's own system. */
type Key = 'email' | 'external_id'

/** Who has this key, if by an account that was merged into theirs; null where nobody has it. */
export async function findByKey(work: Work, kind: Key, value: string): Promise<string | null> {
  const [row] = await rows(work, idRow)`
    select person_id as id from person_key where kind = ${kind} and value = ${value}`
  return row?.id ?? null
}

/** What of an account is replaced. */
export interface AccountFields {
  readonly name: string
  readonly title: string
  readonly email: string
  readonly location: string
  readonly locale: string | null
  readonly timeZone: string | null
  readonly externalId: string | null
  readonly managerId: string | null
}

/** Writes them. With another address, every mailed link made before stops, and the address is not yet shown to be theirs. */
export async function saveAccount(work: Work, account: Account, fields: AccountFields): Promise<void> {
  const { timeZone, externalId, managerId, ...rest } = fields
  await work.tx
    .updateTable('person')
    .set({ ...rest, time_zone: timeZone, external_id: externalId, manager_id: managerId, updated_at: work.now })
    .$if(fields.email !== account.email, (query) =>
      query.set({ email_verified: false, mail_version: sql`mail_version + 1`, bounced_at: null, bounced_mail: null }),
    )
    .where('id', '=', account.id)
    .execute()
  // What was theirs by a merged account, and is their own again, is kept once.
  await sql`
    delete from merged_key where person_id = ${account.id}
      and (kind, value) in (('email', ${fields.email}), ('external_id', ${externalId}))`.execute(work.tx)
}

/** Writes another address alone, which nobody else has: every mailed link made before stops, and it is not yet shown to be theirs. */
export async function saveAddress(work: Work, personId: string, email: string): Promise<void> {
  await work.tx
    .updateTable('person')
    .set({ email, email_verified: false, mail_version: sql`mail_version + 1`, bounced_at: null, bounced_mail: null })
    .set({ updated_at: work.now })
    .where('id', '=', personId)
    .execute()
}

/** Closes an account; every mailed link and ballot made before stops for good. */
export async function saveDeactivated(work: Work, personId: string): Promise<void> {
  await work.tx
    .updateTable('person')
    .set({ removed_at: work.now, updated_at: work.now, mail_version: sql`mail_version + 1` })
    .where('id', '=', personId)
    .execute()
}

/** Opens an account again. */
export async function saveReactivated(work: Work, personId: string): Promise<void> {
  await work.tx
    .updateTable('person')
    .set({ removed_at: null, updated_at: work.now })
    .where('id', '=', personId)
    .execute()
}

/** How many owners with an active account the site has beside this person. */
export async function countOtherOwners(work: Work, personId: string): Promise<number> {
  const { n } = await onlyRow(work, () => z.object({ n: z.number() }))`
    select count(*)::int as n from person where site_role = 'owner' and removed_at is null and id <> ${personId}`
  return n
}

/** Writes the role that somebody holds on the site; null for none. */
export async function saveRoleOnSite(work: Work, personId: string, role: Account['siteRole']): Promise<void> {
  await work.tx
    .updateTable('person')
    .set({ site_role: role, updated_at: work.now })
    .where('id', '=', personId)
    .execute()
}
