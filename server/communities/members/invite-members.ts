/**
 * Tells members by mail that they are one, each once.
 */
import { randomUUID } from 'node:crypto'
import type { CommunityHead } from '#server/communities/community.ts'
import { invitationMail } from '#server/communities/members/invitation-mail.ts'
import { markInvited } from '#server/communities/members/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Queues the invitation for every member who has none yet, except for the actor, in one mailing.
 * Call it only while the community is open, for an actor who may invite.
 * @returns to how many it goes
 */
export async function inviteMembers(
  work: Work,
  actor: Actor,
  head: Pick<CommunityHead, 'id' | 'locale'>,
): Promise<number> {
  const me = personIdOf(actor)
  const people = await markInvited(work, head.id)
  return queueMailing(
    work,
    invitationMail,
    people.filter((id) => id !== me),
    {
      // Not the community: whoever left and is added anew is told anew. markInvited sees to it that each is told once.
      about: { kind: 'invitation', id: randomUUID() },
      communityId: head.id,
      payload: { invitedBy: me },
      locale: head.locale,
    },
  )
}
