/**
 * Gives and takes the roles of one member.
 */
import { z } from 'zod'
import { guestEndSet, roleGiven, roleTaken } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import type { OneMember } from '#server/communities/input.ts'
import { endOfDay, saveGuestEnd } from '#server/communities/members/guest-store.ts'
import { beyondYourRole, lastLeader } from '#server/communities/members/member.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { givenRoles, type Standing, standings } from '#server/communities/members/role.ts'
import { dropRole, readMember, saveRole } from '#server/communities/members/store.ts'
import { findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine, several } from '#server/platform/http/input.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const rolesInput = z.object({
  standing: z.enum(Object.keys(standings) as [Standing, ...Standing[]]).default('member'),
  /** Beside the roles of the standing. */
  roles: several(z.string().max(60)),
  /** The last day (`2026-12-03`) of a guest; empty for no end. */
  guestUntil: optionalLine(10)
    .refine((day) => day === '' || z.iso.date().safeParse(day).success, 'Write a day, such as 2026-12-03.')
    .default(''),
})

/**
 * Makes somebody leader, helper or plain member, with further roles where chosen; roles that are not named are removed.
 * @returns the roles they hold now
 * @refuses not_found · forbidden · community_archived · beyond_your_role · last_leader · input_invalid (a guest with other roles or
 *   whose last day is over, an unknown role)
 */
export async function changeRoles(work: Work, actor: Actor, asked: OneMember & z.infer<typeof rolesInput>) {
  const head = await findCommunityToChange(work, actor, asked.community, 'give_roles')
  const roles = givenRoles(await readRoles(work))
  const names = roles.map(({ name }) => name)
  if (!asked.roles.every((role) => names.includes(role))) {
    refuseFields({ roles: { says: 'This role is not there any more.' } })
  }
  const wanted = names.filter((name) => [...standings[asked.standing], ...asked.roles].includes(name))
  if (wanted.includes('guest') && wanted.length > 1) {
    refuseFields({ roles: { says: 'A guest can do less than a member and has no other role.' } })
  }
  await lockCommunity(work, head.id)
  const member = (await readMember(work, head.id, asked.person)) ?? refuse(notFound)
  const given = wanted.filter((role) => !member.roles.includes(role))
  const taken = member.roles.filter((role) => !wanted.includes(role))
  const givable = givableRoles(actor, roles, head.id)
  if (![...given, ...taken].every((role) => givable.includes(role))) refuse(beyondYourRole)
  if (taken.includes('manager') && member.otherLeaders === 0) refuse(lastLeader)
  for (const role of given) {
    await saveRole(work, { communityId: head.id, personId: member.personId, role, givenBy: personIdOf(actor) })
  }
  for (const role of taken) await dropRole(work, head.id, member.personId, role)
  await tell(work, actor, head, member.personId, { given, taken })
  await setGuestEnd(work, actor, head, {
    personId: member.personId,
    day: wanted.includes('guest') ? asked.guestUntil : '',
  })
  return { personId: member.personId, name: member.name, roles: wanted }
}

async function tell(
  work: Work,
  actor: Actor,
  head: CommunityHead,
  personId: string,
  { given, taken }: Record<'given' | 'taken', readonly string[]>,
) {
  if (given.length + taken.length > 0) work.touchPerson(personId)
  const about = { communityId: head.id, by: actor, objectId: personId }
  for (const role of given) await work.record(roleGiven, { ...about, facts: { role } })
  for (const role of taken) await work.record(roleTaken, { ...about, facts: { role } })
}

/** A guest's membership ends with their last day; a member has no end. */
async function setGuestEnd(work: Work, actor: Actor, head: CommunityHead, guest: { personId: string; day: string }) {
  const endsAt = guest.day ? await endOfDay(work, head.id, guest.day) : null
  if (guest.day && !endsAt) refuseFields({ guestUntil: { says: 'Choose a day that is not over yet.' } })
  if (!(await saveGuestEnd(work, head.id, guest.personId, endsAt))) return
  if (endsAt) await work.enqueue('end-guests', {}, { at: endsAt })
  const facts = { hasEnd: endsAt !== null }
  await work.record(guestEndSet, { communityId: head.id, by: actor, objectId: guest.personId, facts })
  work.touchPerson(guest.personId)
}
