/**
 * Reads what a removed member was, and writes that they are one again.
 */
import { sql } from 'kysely'
import type { z } from 'zod'
import { memberRow, saveRoles } from '#server/communities/members/store.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** What an ended membership was, as the removal wrote it down; null where they are a member, or never were removed. */
const removal = memberRow.omit({ personId: true })
type Removal = z.infer<typeof removal>

/** The latest removal of somebody who is no member now. */
export async function readRemoval(work: Work, communityId: string, personId: string): Promise<Removal | null> {
  const [row] = await rows(work, removal)`
    select p.name, a.facts->'roles' as roles, a.facts->'sources' as sources
    from activity a join person p on p.id = a.object_id and p.removed_at is null
    where a.object_kind = 'person' and a.object_id = ${personId} and a.community_id = ${communityId} and a.verb = 'member.removed'
      and exists (select from membership m
        where m.community_id = a.community_id and m.person_id = a.object_id and m.ended_at is not null and m.ended_by is distinct from m.person_id)
    order by a.at desc, a.id desc limit 1`
  return row ?? null
}

/** Takes the end of a membership back: it continues as if it had never ended, with the given roles. A guest's last day stays, where it is still to come. */
export async function saveReturned(
  work: Work,
  communityId: string,
  personId: string,
  { roles, sources, givenBy }: { roles: readonly string[]; sources: Removal['sources']; givenBy: string | null },
): Promise<void> {
  await work.tx
    .updateTable('membership')
    .set({
      ended_at: null,
      ended_by: null,
      ends_at: roles.includes('guest') ? sql`case when ends_at > app_now() then ends_at end` : null,
    })
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .execute()
  await sql`
    insert into membership_source (community_id, person_id, source, cohort_id, added_by)
    select ${communityId}::uuid, ${personId}::uuid, s.source, h.id, ${givenBy}::uuid
    from json_to_recordset(${JSON.stringify(sources)}::json) as s (source text, "cohortId" uuid)
      left join cohort h on h.id = s."cohortId"
    where s."cohortId" is null or h.id is not null
    on conflict do nothing`.execute(work.tx)
  const given = roles.map((role) => ({ personId, role }))
  await saveRoles(work, communityId, given, givenBy)
}
