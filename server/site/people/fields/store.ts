/**
 * Writes of the fields that the site adds to profiles.
 */
import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'
import type { FieldInput } from '#server/site/people/fields/field.ts'

/** Locks the list of fields until the transaction ends. @returns their keys */
export async function lockKeys(work: Work): Promise<Set<string>> {
  await sql`lock table profile_field in share row exclusive mode`.execute(work.tx)
  const found = await work.tx.selectFrom('profile_field').select('key').execute()
  return new Set(found.map(({ key }) => key))
}

/** Adds a field after all others. @returns its id */
export async function saveNewField(work: Work, { key, label, shownTo, changedBy }: FieldInput & { key: string }) {
  const { id } = await work.tx
    .insertInto('profile_field')
    .values({
      key,
      label,
      shown_to: shownTo,
      changed_by: changedBy,
      place: sql<number>`(select coalesce(max(place), 0) + 1 from profile_field)`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Replaces what can be changed of a field. @returns whether it is there */
export async function saveField(work: Work, id: string, { label, shownTo, changedBy }: FieldInput): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('profile_field')
    .set({ label, shown_to: shownTo, changed_by: changedBy })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Deletes a field and what all profiles say in it. @returns whether it was there */
export async function deleteField(work: Work, id: string): Promise<boolean> {
  const { numDeletedRows } = await work.tx.deleteFrom('profile_field').where('id', '=', id).executeTakeFirst()
  return numDeletedRows === 1n
}

/** Puts the fields into the order of these ids. */
export async function saveOrder(work: Work, ids: readonly string[]): Promise<void> {
  await sql`
    update profile_field f set place = o.place from unnest(${[...ids]}::uuid[]) with ordinality as o(id, place)
    where f.id = o.id`.execute(work.tx)
}
