/** The members of one community who are copied into another one. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Members of a community who can be copied: guests and deactivated accounts stay where they are. */
const copied = (fromId: string): RawBuilder<unknown> => sql`
  select m.person_id, array(select r.role from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id) as roles
  from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
  where m.community_id = ${fromId} and not exists (select from membership_role g
    where g.community_id = m.community_id and g.person_id = m.person_id and g.role = 'guest')`

const copiedMember = z.object({ personId: z.string(), roles: z.array(z.string()), isMember: z.boolean() })

/** Those members, and whether they are members of the other community already. */
export function listCopied(look: Look, { fromId, toId }: { fromId: string; toId: string }) {
  return rows(look, copiedMember)`
    select c.person_id as "personId", c.roles,
      exists (select from membership_shown m where m.community_id = ${toId} and m.person_id = c.person_id) as "isMember"
    from (${copied(fromId)}) c order by c.person_id`
}

/** How many guests a community has, who are not copied. */
export async function countGuests(look: Look, communityId: string): Promise<number> {
  const [row] = await rows(look, () => z.object({ guests: z.number() }))`
    select count(*)::int as guests from membership_shown m join membership_role r using (community_id, person_id)
    where m.community_id = ${communityId} and r.role = 'guest'`
  return row?.guests ?? 0
}

const givenRow = z.object({ personId: z.string(), role: z.string() })

/** Gives members roles beside those they hold, in one statement. A person who is a guest there gets none. @returns what they had not */
export async function saveRolesBeside(
  work: Work,
  communityId: string,
  given: readonly { readonly personId: string; readonly role: string }[],
  givenBy: string | null,
): Promise<z.infer<typeof givenRow>[]> {
  return rows(work, givenRow)`
    insert into membership_role (community_id, person_id, role, given_by)
    select ${communityId}::uuid, g.person_id, g.role, ${givenBy}::uuid
    from unnest(${given.map(({ personId }) => personId)}::uuid[], ${given.map(({ role }) => role)}::text[]) as g (person_id, role)
    where not exists (select from membership_role r
      where r.community_id = ${communityId} and r.person_id = g.person_id and r.role = 'guest')
    on conflict do nothing
    returning person_id as "personId", role`
}

export const copyChoice = z.object({ id: z.string(), name: z.string(), members: z.number() })

/** The other communities whose members the actor manages. */
export function listCopyChoices(look: Look, actor: Actor, communityId: string): Promise<z.infer<typeof copyChoice>[]> {
  const isEverywhere = may(actor, 'manage_members', null)
  const mine = actor.kind === 'person' ? actor.memberships.map((one) => one.communityId) : []
  const ids = mine.filter((id) => may(actor, 'manage_members', id))
  return rows(look, copyChoice)`
    select c.id, c.name, coalesce((select n.members from community_tally n where n.community_id = c.id), 0) as members
    from community_shown c
    where c.id <> ${communityId} and (${isEverywhere}::boolean or c.id = any(${ids}::uuid[]))
    order by (c.created_by is not distinct from ${personIdOf(actor)}::uuid) desc, c.name collate "und-x-icu", c.id limit 500`
}
