/**
 * Writes of what profiles say in the fields of the site.
 */
import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'

/** One value; an empty one is taken away. */
export interface NewValue {
  readonly personId: string
  readonly fieldId: string
  readonly value: string
}

/** Writes values, of any number of people at once. Each person has each field once at most. */
export async function saveValues(work: Work, values: readonly NewValue[]): Promise<void> {
  if (values.length === 0) return
  const given = sql`unnest(${values.map(({ personId }) => personId)}::uuid[], ${values.map(({ fieldId }) => fieldId)}::uuid[],
    ${values.map(({ value }) => value)}::text[]) as g(person_id, field_id, value)`
  await sql`
    delete from profile_value v using ${given} where v.person_id = g.person_id and v.field_id = g.field_id and g.value = ''`.execute(
    work.tx,
  )
  await sql`
    insert into profile_value (person_id, field_id, value)
    select g.person_id, g.field_id, g.value from ${given} where g.value <> '' order by 1, 2
    on conflict (person_id, field_id) do update set value = excluded.value where profile_value.value <> excluded.value`.execute(
    work.tx,
  )
}
