/**
 * The people a resource may name: whose voice it is, and who looks after it.
 */
import { z } from 'zod'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Somebody to choose in a form. */
const choosable = z.object({ id: z.string(), name: z.string() })
export type Choosable = z.infer<typeof choosable>

/** Who may look after resources: people who lead the community or edit its Toolkit, by name. */
export async function listEditors(look: Look, communityId: string): Promise<Choosable[]> {
  return rows(look, choosable)`
    select p.id, p.name from person p
    where p.removed_at is null and p.id in (
      select m.person_id from membership_permission m where m.community_id = ${communityId} and m.permission = 'edit_toolkit')
    order by p.name collate "und-x-icu", p.id limit 100`
}

/** Which of these people a resource of the community may name: its members, those in front, and whom a resource names already. */
export async function knownPeople(work: Work, communityId: string, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows(work, idRow)`
    select p.id from person p where p.id = any(${ids}::uuid[]) and p.removed_at is null and (
      exists (select from membership_shown m where m.community_id = ${communityId} and m.person_id = p.id)
      or exists (select from featured_person f where f.community_id = ${communityId} and f.person_id = p.id)
      or exists (select from resource r where r.community_id = ${communityId} and p.id in (r.sponsor_id, r.owner_id)))`
  return new Set(found.map(({ id }) => id))
}
