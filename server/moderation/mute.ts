/** Those who moderate mute a member for a time, who then reads and does not write; and end that before its time. */
import { z } from 'zod'
import { findCommunityToChange, lockCommunity } from '#server/communities/room.ts'
import { moderatesAs } from '#server/discussions/room.ts'
import { memberMuted, memberUnmuted } from '#server/moderation/activities.ts'
import { aboutYourself, lastManager, muteDays, muteReaches, notMuted } from '#server/moderation/case.ts'
import { deleteMute, readMutedPerson, saveMute } from '#server/moderation/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine } from '#server/platform/http/input.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

interface PersonRef {
  readonly community: string
  readonly person: string
}

export const muteInput = z.object({
  days: z.coerce.number().pipe(z.union(muteDays.map((days) => z.literal(days)))),
  why: optionalLine(300),
})

export const mutedView = z.object({ personId: z.string(), name: z.string(), until: z.date().nullable() })

/**
 * Mutes a member from now. Somebody who is muted already is muted for the new time.
 * @refuses not_found · forbidden · community_archived · about_yourself · mute_reaches · last_manager
 */
export async function muteMember(
  work: Work,
  actor: Actor,
  { days, why, person, community }: PersonRef & z.infer<typeof muteInput>,
): Promise<z.infer<typeof mutedView>> {
  const { id: communityId } = await findCommunityToChange(work, actor, community, 'moderate')
  await lockCommunity(work, communityId)
  const by = personIdOf(actor)
  if (person === by) refuse(aboutYourself)
  const member = (await readMutedPerson(work, communityId, person)) ?? refuse(notFound)
  if (member.isLeading && !may(actor, 'give_roles', communityId)) refuse(muteReaches)
  if (member.isManager && member.otherManagers === 0) refuse(lastManager)
  const until = await saveMute(work, { communityId, personId: person, days, by })
  const facts = { personId: person, role: moderatesAs(actor, communityId), days, why }
  await work.record(memberMuted, { communityId, by: actor, objectId: person, facts })
  work.touchPerson(person)
  return { personId: person, name: member.name, until }
}

/**
 * Lets a muted member write again.
 * @refuses not_found · forbidden · community_archived · about_yourself · not_muted
 */
export async function unmuteMember(work: Work, actor: Actor, { person, community }: PersonRef) {
  const { id: communityId } = await findCommunityToChange(work, actor, community, 'moderate')
  await lockCommunity(work, communityId)
  if (person === personIdOf(actor)) refuse(aboutYourself)
  const member = (await readMutedPerson(work, communityId, person)) ?? refuse(notFound)
  if (!(await deleteMute(work, communityId, person))) refuse(notMuted)
  await work.record(memberUnmuted, { communityId, by: actor, objectId: person, facts: { personId: person } })
  work.touchPerson(person)
  return { personId: person, name: member.name, until: null }
}
