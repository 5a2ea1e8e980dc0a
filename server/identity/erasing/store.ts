/**
 * The write that erases a person.
 */
import { sql } from 'kysely'
import { erasureRule } from '#server/identity/person-columns/person-column.ts'
import { readPersonColumns } from '#server/identity/person-columns/reads-person-columns.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Deletes the account, its photo, and mails to its address. What becomes of columns that point at it is written in their comments; where
 * they have a foreign key, the database does it by itself.
 */
export async function deletePerson(work: Work, personId: string): Promise<void> {
  await sql`
    update file set removed_at = ${work.now} where uploaded_by = ${personId} and use = 'photo' and removed_at is null`.execute(
    work.tx,
  )
  await sql`delete from mail where address = (select email from person where id = ${personId})`.execute(work.tx)
  for (const one of (await readPersonColumns(work)).filter(({ isBound }) => !isBound)) {
    const [table, column, rule] = [sql.table(one.table), sql.id(one.column), erasureRule(one)]
    if (rule === 'delete') await sql`delete from ${table} where ${column} = ${personId}::uuid`.execute(work.tx)
    if (rule === 'null')
      await sql`update ${table} set ${column} = null where ${column} = ${personId}::uuid`.execute(work.tx)
  }
  await work.tx.deleteFrom('person').where('id', '=', personId).execute()
}

/** Locks all owners of the site until the transaction ends, so that two of them do not go at once. */
export async function lockOwners(work: Work): Promise<void> {
  await work.tx.selectFrom('person').select('id').where('site_role', '=', 'owner').orderBy('id').forUpdate().execute()
}
