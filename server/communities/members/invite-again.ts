/**
 * Members who have not come are invited again: one of them, all whose invitation waited for a mail server, or all who
 * were mailed and stayed silent.
 */

import { memberInvitedAgain } from '#server/communities/activities.ts'
import type { OneMember } from '#server/communities/input.ts'
import { invitationStateOf, invitedLately, mayBeInvited } from '#server/communities/members/invitation-state.ts'
import { type Inviting, inviteAnew } from '#server/communities/members/invite-members.ts'
import { type InvitedMember, listAbsent } from '#server/communities/members/reads-invitations.ts'
import { findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

const notOpenYet = refusal(
  'not_open_yet',
  409,
  'This community is still a draft. Its invitations go out when it opens.',
)

const enoughForToday = refusal(
  'enough_for_today',
  409,
  'Nobody was invited again: only so many a day go to people who have never been here. Try again tomorrow.',
)

export const whyInvitingFails = [notOpenYet, mailWaits, invitedLately, enoughForToday]

/** Which of those who have not come. */
export const inviteChoices = ['not_mailed', 'silent'] as const
export type InviteChoice = (typeof inviteChoices)[number]

/**
 * Invites one member again.
 * @refuses not_found · forbidden · community_archived · not_open_yet · mail_waits · invited_lately · enough_for_today
 */
export async function inviteAgain(work: Work, actor: Actor, asked: OneMember): Promise<Inviting> {
  return invite(work, actor, asked.community, ({ personId }) => personId === asked.person)
}

/**
 * Invites all who have not come and were not mailed yet, or were mailed two days ago and stayed silent.
 * @refuses not_found · forbidden · community_archived · not_open_yet · mail_waits · invited_lately (there is none) · enough_for_today
 */
export async function inviteAbsent(work: Work, actor: Actor, asked: { community: string; who: InviteChoice }) {
  return invite(work, actor, asked.community, (one) => invitationStateOf(one, work.now).state === asked.who)
}

async function invite(work: Work, actor: Actor, slug: string, isMeant: (one: InvitedMember) => boolean) {
  const head = await findCommunityToChange(work, actor, slug, 'manage_members')
  if (head.status !== 'active') refuse(notOpenYet)
  if (mailMode(work.platform.config, actor.site) === 'waits') refuse(mailWaits)
  await lockCommunity(work, head.id)
  const absent = await listAbsent(work, head.id)
  const others = absent.filter(({ personId }) => personId !== personIdOf(actor))
  const meant = others.filter((one) => isMeant(one) && mayBeInvited(invitationStateOf(one, work.now)))
  if (meant.length === 0) refuse(invitedLately)
  const { personIds, ...inviting } = await inviteAnew(work, actor, head, meant)
  if (personIds.length === 0) refuse(enoughForToday)
  await work.record(memberInvitedAgain, { communityId: head.id, by: actor, objectId: head.id, facts: { personIds } })
  return inviting
}
