/**
 * Reads about the people of a community that other rooms ask for.
 */
import type { Look } from '#server/platform/work.ts'

/** The members behind some handles, by handle, without people who are not members. For mentions. */
export async function handlesIn(look: Look, communityId: string, handles: readonly string[]) {
  if (handles.length === 0) return new Map()
  const rows = await look.db
    .selectFrom('person as p')
    .innerJoin('membership_shown as m', 'm.person_id', 'p.id')
    .select(['p.id', 'p.handle', 'p.name'])
    .where('m.community_id', '=', communityId)
    .where('p.removed_at', 'is', null)
    .where('p.handle', 'in', [...handles])
    .execute()
  return new Map(rows.map(({ id, handle, name }) => [handle, { personId: id, name }]))
}
