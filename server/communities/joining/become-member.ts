/**
 * Somebody becomes a member by their own press, so no invitation follows.
 */
import { memberJoined } from '#server/communities/activities.ts'
import { overtakeRequests } from '#server/communities/joining/requests/overtake-requests.ts'
import { saveMemberships, saveRole } from '#server/communities/members/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

interface NewMember {
  readonly communityId: string
  readonly personId: string
  /** Who does it: an actor, or the person themselves by their id. */
  readonly by: Actor | string
}

/** The link they came by, who made it, and the role it gives. */
interface ByLink {
  readonly linkId: string
  readonly makerId: string | null
  readonly role: string | null
}

/** Makes a person a member of an open community, or by a link. */
export async function becomeMember(work: Work, { communityId, personId, by }: NewMember, link: ByLink | null) {
  await saveMemberships(work, {
    communityId,
    personIds: [personId],
    addedBy: link?.makerId ?? null,
    isInvited: true,
    source: link ? 'invitation' : 'open',
  })
  await overtakeRequests(work, communityId, [personId])
  if (link?.role) await saveRole(work, { communityId, personId, role: link.role, givenBy: link.makerId })
  await work.record(memberJoined, {
    communityId,
    by,
    objectId: personId,
    facts: link ? { linkId: link.linkId, ...(link.role && { role: link.role }) } : {},
  })
  work.touchPerson(personId)
}
