/**
 * Tells people by mail that they are members: each once automatically, and again where a leader asks for it.
 */
import { randomUUID } from 'node:crypto'
import type { CommunityHead } from '#server/communities/community.ts'
import { invitationMail } from '#server/communities/members/invitation-mail.ts'
import type { InvitedMember } from '#server/communities/members/reads-invitations.ts'
import {
  countInvitedLately,
  listHeld,
  listInvitees,
  listUninvited,
} from '#server/communities/members/reads-strangers.ts'
import { markInvited, sendWaiting } from '#server/communities/members/store.ts'
import { type Invitee, whomToInvite } from '#server/communities/members/stranger.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

type CommunityRef = Pick<CommunityHead, 'id' | 'locale'>

/** To how many an invitation goes now, and how many strangers wait for theirs, as there were enough of them within a day. */
export interface Inviting {
  readonly invited: number
  readonly waiting: number
}

/** The person in whose name people are invited, and whether the daily limit applies to them. */
interface Inviter {
  readonly leaderId: string | null
  readonly terms: 'bound' | 'free'
}

function inviterOf(by: Actor | null): Inviter {
  const isFree = by?.kind === 'person' && by.siteRole !== null
  return { leaderId: by && personIdOf(by), terms: isFree ? 'free' : 'bound' }
}

/**
 * Queues the invitation for every member who has no invitation yet, except for the actor.
 * Call it only while the community is open and locked, for an actor who may invite.
 * @param by null where the program does it by itself
 */
export function inviteMembers(work: Work, by: Actor | null, head: CommunityRef): Promise<Inviting> {
  return inviteFor(work, head, inviterOf(by))
}

/** The same in the name of the person who added them: as many waiting members are invited as the daily limit allows. */
export async function inviteFor(work: Work, head: CommunityRef, inviter: Inviter): Promise<Inviting> {
  const waiting = await listUninvited(work, head.id)
  const { known, strangers, personIds } = await choose(work, head, inviter, waiting)
  await markInvited(work, head.id, personIds)
  const invited = await mailFresh(work, head, inviter, { known, strangers })
  return { invited, waiting: waiting.length - personIds.length }
}

/**
 * Invites these members once more, whatever they got before, as the day's number allows: what was kept leaves as it was
 * made, everybody else gets a fresh one.
 */
export async function inviteAnew(work: Work, actor: Actor, head: CommunityRef, members: readonly InvitedMember[]) {
  const inviter = inviterOf(actor)
  const meant = await listInvitees(
    work,
    head.id,
    members.map(({ personId }) => personId),
  )
  const { known, strangers, personIds } = await choose(work, head, inviter, meant)
  const kept = new Set(members.filter(({ mailState }) => mailState === 'kept').map(({ personId }) => personId))
  const isFresh = (id: string) => !kept.has(id)
  const sent = await sendWaiting(
    work,
    head.id,
    personIds.filter((id) => kept.has(id)),
  )
  await markInvited(work, head.id, personIds.filter(isFresh))
  const fresh = { known: known.filter(isFresh), strangers: strangers.filter(isFresh) }
  const invited = sent + (await mailFresh(work, head, inviter, fresh))
  return { invited, waiting: meant.length - personIds.length, personIds }
}

/**
 * For a mail that invites by itself, such as a cohort's letter: marks those of these people as invited who may be mailed now.
 * Call it only while the community is open and locked.
 * @returns them, and the members among these people who were invited before
 */
export async function inviteByLetter(
  work: Work,
  by: Actor | null,
  head: CommunityRef,
  personIds: readonly string[],
): Promise<{ known: string[]; strangers: string[] }> {
  const waiting = new Set((await listUninvited(work, head.id)).map(({ personId }) => personId))
  const held = await listHeld(work, head.id, personIds)
  const members = (await listInvitees(work, head.id, personIds)).filter(({ personId }) => !held.has(personId))
  const fresh = members.filter(({ personId }) => waiting.has(personId))
  const chosen = await choose(work, head, inviterOf(by), fresh)
  await markInvited(work, head.id, chosen.personIds)
  const invited = members.filter(({ personId }) => !waiting.has(personId)).map(({ personId }) => personId)
  return { known: [...invited, ...chosen.known], strangers: chosen.strangers }
}

/**
 * For a mail that invites by itself and was kept: those of these members to whom it may go now, as the day's number allows.
 * Call it only while the community is open and locked.
 */
export async function chooseInvitees(work: Work, by: Actor, head: CommunityRef, personIds: readonly string[]) {
  const meant = await listInvitees(work, head.id, personIds)
  return (await choose(work, head, inviterOf(by), meant)).personIds
}

async function choose(work: Work, head: CommunityRef, { leaderId, terms }: Inviter, people: readonly Invitee[]) {
  const chosen = whomToInvite(people, await countInvitedLately(work, head.id, leaderId), terms)
  return { ...chosen, personIds: [...chosen.known, ...chosen.strangers] }
}

async function mailFresh(
  work: Work,
  head: CommunityRef,
  { leaderId }: Inviter,
  { known, strangers }: ReturnType<typeof whomToInvite>,
): Promise<number> {
  const mail = (people: readonly string[], isNew: boolean) =>
    queueMailing(
      work,
      invitationMail,
      people.filter((id) => id !== leaderId),
      {
        // Not the community: a member who left and is added again gets a new mail, and so does one who is invited again.
        about: { kind: 'invitation', id: randomUUID() },
        communityId: head.id,
        payload: { invitedBy: leaderId, isNew },
        locale: head.locale,
      },
    )
  return (await mail(known, false)) + (await mail(strangers, true))
}
