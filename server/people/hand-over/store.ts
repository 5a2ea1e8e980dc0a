/** Writes of hand-overs, and of who may be asked. */
import { sql } from 'kysely'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

export interface HandedOver {
  readonly entries: readonly string[]
  readonly people: readonly string[]
}

/** Replaces what a cohort sees of earlier ones. */
export async function saveHandOver(
  work: Work,
  of: { readonly communityId: string; readonly cohortId: string },
  { by, entries, people }: HandedOver & { readonly by: string | null },
): Promise<void> {
  const cohort = { community_id: of.communityId, cohort_id: of.cohortId }
  await work.tx
    .insertInto('hand_over')
    .values({ ...cohort, handed_by: by })
    .onConflict((on) => on.column('cohort_id').doUpdateSet({ handed_at: sql`app_now()`, handed_by: by }))
    .execute()
  await work.tx.deleteFrom('handed_entry').where('cohort_id', '=', of.cohortId).execute()
  await work.tx.deleteFrom('handed_person').where('cohort_id', '=', of.cohortId).execute()
  if (entries.length > 0)
    await work.tx
      .insertInto('handed_entry')
      .values(entries.map((entry_id) => ({ ...cohort, entry_id })))
      .execute()
  if (people.length > 0)
    await work.tx
      .insertInto('handed_person')
      .values(people.map((person_id) => ({ ...cohort, person_id })))
      .execute()
}

/** Somebody who belongs to a cohort says whether the next one may ask them. @returns false where they do not belong to it */
export async function saveMayBeAsked(
  work: Work,
  of: { readonly communityId: string; readonly cohortId: string; readonly personId: string },
  may: 'yes' | 'no',
): Promise<boolean> {
  const found = await rows(work, idRow)`
    update cohort_person p set may_be_asked = ${may === 'yes'}::boolean
    from cohort_people o join cohort h on h.id = o.cohort_id and h.state <> 'prepared'
    where o.cohort_id = p.cohort_id and o.person_id = p.person_id
      and p.community_id = ${of.communityId} and p.cohort_id = ${of.cohortId} and p.person_id = ${of.personId}
    returning p.cohort_id as id`
  return found.length > 0
}
