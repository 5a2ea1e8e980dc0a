/**
 * Tells members by mail that they are one: each once by itself, and again where somebody asks for it.
 */
import { randomUUID } from 'node:crypto'
import type { CommunityHead } from '#server/communities/community.ts'
import { invitationMail } from '#server/communities/members/invitation-mail.ts'
import { countInvitedLately, listInvitees } from '#server/communities/members/reads-strangers.ts'
import { markInvited, markInvitedAgain } from '#server/communities/members/store.ts'
import { whomToInvite } from '#server/communities/members/stranger.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

type Place = Pick<CommunityHead, 'id' | 'locale'>

/** To how many an invitation goes now, and how many strangers wait for theirs, as there were enough of them within a day. */
export interface Inviting {
  readonly invited: number
  readonly waiting: number
}

/**
 * Queues the invitation for every member who has none yet, except for the actor.
 * Call it only while the community is open and locked, for an actor who may invite.
 */
export function inviteMembers(work: Work, actor: Actor, head: Place): Promise<Inviting> {
  const isFree = actor.kind === 'person' && actor.siteRole !== null
  return inviteFor(work, head, { leaderId: personIdOf(actor), terms: isFree ? 'free' : 'bound' })
}

/** The same in the name of somebody who added them: those who wait are invited as the day's number allows. */
export async function inviteFor(
  work: Work,
  head: Place,
  { leaderId, terms }: { leaderId: string | null; terms: 'bound' | 'free' },
): Promise<Inviting> {
  const waiting = await listInvitees(work, head.id)
  const { known, strangers } = whomToInvite(waiting, await countInvitedLately(work, head.id, leaderId), terms)
  await markInvited(work, head.id, [...known, ...strangers])
  const mail = (people: readonly string[], isNew: boolean) =>
    queueMailing(
      work,
      invitationMail,
      people.filter((id) => id !== leaderId),
      {
        // Not the community: whoever left and is added anew is told anew. markInvited sees to it that each is told once.
        about: { kind: 'invitation', id: randomUUID() },
        communityId: head.id,
        payload: { invitedBy: leaderId, isNew },
        locale: head.locale,
      },
    )
  const invited = (await mail(known, false)) + (await mail(strangers, true))
  return { invited, waiting: waiting.length - known.length - strangers.length }
}

/** Queues a fresh invitation for each of these members, whatever they got before. */
export async function inviteAnew(work: Work, actor: Actor, head: Place, personIds: readonly string[]): Promise<number> {
  return mailInvitations(work, actor, head, await markInvitedAgain(work, head.id, personIds))
}

function mailInvitations(work: Work, actor: Actor, head: Place, people: readonly string[]): Promise<number> {
  return queueMailing(work, invitationMail, people, {
    // Not the community: whoever left and is added anew is told anew, and so is whoever is invited again.
    about: { kind: 'invitation', id: randomUUID() },
    communityId: head.id,
    payload: { invitedBy: personIdOf(actor), isNew: false },
    locale: head.locale,
  })
}
