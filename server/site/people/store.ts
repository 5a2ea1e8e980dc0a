/**
 * Locked reads and writes of accounts.
 */
import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'
import type { Account } from '#server/site/people/account.ts'

/** Reads an account that is about to change, and locks it. */
export async function lockAccount(work: Work, personId: string): Promise<Account | null> {
  const row = await work.tx
    .selectFrom('person')
    .select(['id', 'email', 'site_role as siteRole', 'removed_at as removedAt'])
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, siteRole: row.siteRole as Account['siteRole'] } : null
}

/** Does somebody else have this address? */
export async function isAddressTaken(work: Work, email: string, personId: string): Promise<boolean> {
  const row = await work.tx
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .where('id', '<>', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes name, title and address. With another address, every mailed link made before stops, and the address is not yet shown to be theirs. */
export async function saveAccount(
  work: Work,
  account: Account,
  { name, title, email }: { name: string; title: string; email: string },
): Promise<void> {
  await work.tx
    .updateTable('person')
    .set({ name, title, email, updated_at: work.now })
    .$if(email !== account.email, (query) =>
      query.set({ email_verified: false, mail_version: sql`mail_version + 1`, bounced_at: null, bounced_mail: null }),
    )
    .where('id', '=', account.id)
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
