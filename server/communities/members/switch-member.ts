/**
 * One person whom a leader finds becomes a member, or is one no more, by one press.
 */
import { z } from 'zod'
import { memberAdded } from '#server/communities/activities.ts'
import type { OneMember } from '#server/communities/input.ts'
import { findAccount } from '#server/communities/members/accounts-views.ts'
import { inviteMembers } from '#server/communities/members/invite-members.ts'
import { removeMember } from '#server/communities/members/remove-member.ts'
import { saveMemberships } from '#server/communities/members/store.ts'
import { findCommunityById, findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine } from '#server/platform/http/input.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const switchInput = z.object({
  member: z.enum(['yes', 'no']),
  /** The question of the list it was pressed in, to come back to. */
  list: optionalLine(600),
})

export const switchedView = z.object({ personId: z.string(), name: z.string(), isMember: z.boolean() })

/**
 * Makes a person a member, who is invited where the community is open; or ends their membership.
 * @refuses not_found (also where the actor does not find them) · forbidden · community_archived · beyond_your_role · last_leader
 */
export async function switchMember(work: Work, actor: Actor, asked: OneMember & z.infer<typeof switchInput>) {
  if (asked.member === 'no') return { ...(await removeMember(work, actor, asked)), isMember: false }
  const found = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const person = (await findAccount(work, actor, asked.person)) ?? refuse(notFound)
  await lockCommunity(work, found.id)
  const head = await findCommunityById(work, actor, found.id)
  const added = await saveMemberships(work, {
    communityId: head.id,
    personIds: [person.id],
    addedBy: personIdOf(actor),
  })
  if (added.length > 0) {
    if (head.status === 'active') await inviteMembers(work, actor, head)
    await work.record(memberAdded, { communityId: head.id, by: actor, objectId: head.id, facts: { personIds: added } })
    work.touchPerson(person.id)
  }
  return { personId: person.id, name: person.name, isMember: true }
}
