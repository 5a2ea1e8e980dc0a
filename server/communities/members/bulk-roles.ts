/**
 * Several members are given a role, or lose one, by one press.
 */
import { z } from 'zod'
import { rolesGiven, rolesTaken } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { saveRolesBeside } from '#server/communities/members/copy-store.ts'
import { beyondYourRole, lastLeader } from '#server/communities/members/member.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { givenRoles } from '#server/communities/members/role.ts'
import { dropRoleOf, readLeaderIds, readMembers } from '#server/communities/members/store.ts'
import { directoryView, readDirectory } from '#server/communities/members/views.ts'
import { findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { addressId, several } from '#server/platform/http/input.ts'
import { refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

export const bulkRolesView = directoryView.extend({
  /** Those that this actor may give and take here. */
  givable: z.array(z.string()),
})
export type BulkRoles = z.infer<typeof bulkRolesView>

/**
 * The members with their roles, as the directory finds them.
 * @refuses not_found · forbidden · community_archived
 */
export async function readBulkRoles(
  look: Look,
  actor: Actor,
  asked: Parameters<typeof readDirectory>[2],
): Promise<BulkRoles> {
  const { id } = await findCommunityToChange(look, actor, asked.community, 'give_roles')
  const directory = await readDirectory(look, actor, asked)
  const names = givableRoles(actor, givenRoles(directory.roles), id)
  return { ...directory, givable: names.filter((name) => name !== 'guest') }
}

export const bulkRolesInput = z.object({
  persons: several(addressId),
  role: z.string().max(60),
  act: z.enum(['give', 'take']),
})

export const bulkDoneView = z.object({ changed: z.number(), guests: z.number() })

/**
 * Gives each of these members a role, or takes it from each. Guests are left out: who is a guest has no other role.
 * @returns how many it changed, and how many guests were left out
 * @refuses not_found · forbidden · community_archived · beyond_your_role · last_leader (nobody's role is changed then) ·
 *   input_invalid where nobody is chosen
 */
export async function changeRolesOfMany(
  work: Work,
  actor: Actor,
  { community, persons, role, act }: InCommunity & z.infer<typeof bulkRolesInput>,
) {
  const head = await findCommunityToChange(work, actor, community, 'give_roles')
  if (persons.length === 0) refuseFields({ persons: { says: 'Tick the members first.' } })
  const givable = givableRoles(actor, givenRoles(await readRoles(work)), head.id)
  if (role === 'guest' || !givable.includes(role)) refuse(beyondYourRole)
  await lockCommunity(work, head.id)
  const members = await readMembers(work, head.id, persons)
  const guests = members.filter(({ roles }) => roles.includes('guest'))
  const ids = members
    .filter(({ roles }) => !roles.includes('guest') && roles.includes(role) === (act === 'take'))
    .map(({ personId }) => personId)
  if (act === 'give') {
    const given = ids.map((personId) => ({ personId, role }))
    await saveRolesBeside(work, head.id, given, personIdOf(actor))
  } else {
    const leaders = await readLeaderIds(work, head.id)
    if (role === 'manager' && leaders.every((id) => ids.includes(id))) refuse(lastLeader)
    await dropRoleOf(work, head.id, ids, role)
  }
  if (ids.length > 0) {
    const kind = act === 'give' ? rolesGiven : rolesTaken
    await work.record(kind, { communityId: head.id, by: actor, objectId: head.id, facts: { personIds: ids, role } })
  }
  for (const id of ids) work.touchPerson(id)
  return { changed: ids.length, guests: act === 'give' ? guests.length : 0 }
}
