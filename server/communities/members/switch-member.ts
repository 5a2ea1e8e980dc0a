/**
 * One person whom a leader finds becomes a member, or is one no more, by one press.
 */
import { z } from 'zod'
import type { OneMember } from '#server/communities/input.ts'
import { findAmong } from '#server/communities/members/accounts-views.ts'
import { makeMembers } from '#server/communities/members/make-members.ts'
import { removeMember } from '#server/communities/members/remove-member.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
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
  const [person] = await findAmong(work, actor, [asked.person])
  if (!person) return refuse(notFound)
  await makeMembers(work, actor, found.id, [person.id])
  return { personId: person.id, name: person.name, isMember: true }
}
