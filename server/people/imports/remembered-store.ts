/**
 * What people said that columns of their files hold.
 */
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** The fields that this person chose for columns before, by the key of the column's name. */
export async function readRemembered(look: Look, personId: string | null): Promise<Map<string, string>> {
  const found = await rows(look, () => z.object({ name: z.string(), field: z.string() }))`
    select name, field from people_import_column where person_id = ${personId}::uuid`
  return new Map(found.map(({ name, field }) => [name, field]))
}

/** Remembers what a person chose for columns, and forgets what they chose as it would be proposed anyway. */
export async function saveRemembered(
  work: Work,
  personId: string,
  chosen: readonly { readonly name: string; readonly field: string; readonly isUsual: boolean }[],
): Promise<void> {
  for (const { name, field, isUsual } of chosen) {
    if (isUsual)
      await work.tx
        .deleteFrom('people_import_column')
        .where('person_id', '=', personId)
        .where('name', '=', name)
        .execute()
    else
      await work.tx
        .insertInto('people_import_column')
        .values({ person_id: personId, name, field })
        .onConflict((on) => on.columns(['person_id', 'name']).doUpdateSet({ field }))
        .execute()
  }
}
