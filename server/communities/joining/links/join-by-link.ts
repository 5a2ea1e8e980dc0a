/**
 * Somebody presses "Join" on the page of an invitation link.
 */
import { becomeMember } from '#server/communities/joining/become-member.ts'
import type { Joined } from '#server/communities/joining/joined.ts'
import { removedBefore } from '#server/communities/joining/joining.ts'
import { linkRevoked, linkStateOf, whyShut } from '#server/communities/joining/links/link.ts'
import { readLink } from '#server/communities/joining/links/reads-links.ts'
import { saveUse } from '#server/communities/joining/links/store.ts'
import { lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { refuse, signInFirst } from '#server/platform/refuse.ts'
import type { OpenedToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/** Why a link may let somebody in no more. */
export const whyNotByLink = [...Object.values(whyShut), removedBefore] as const

/**
 * Joins by a link, for whoever is signed in.
 * @refuses sign_in_first · join_link_revoked · join_link_ended · join_link_used_up · join_link_beyond · joining_not_open_yet · joining_archived · removed_before
 */
export function joinByLink(work: Work, actor: Actor, key: OpenedToken): Promise<Joined> {
  return letIn(work, actor, key.id, personIdOf(actor) ?? refuse(signInFirst))
}

/**
 * Lets a person in by a link. Whoever is a member already stays as they are, and uses nothing up.
 * Of two people at the last use one gets in: the second waits for the first, and reads that it is used up.
 * @param by who does it: an actor, or the person themselves by their id
 */
export async function letIn(work: Work, by: Actor | string, linkId: string, personId: string): Promise<Joined> {
  await lockCommunity(work, ((await readLink(work, linkId, personId)) ?? refuse(linkRevoked)).communityId)
  const link = (await readLink(work, linkId, personId)) ?? refuse(linkRevoked)
  const { communityId, role, makerId, slug, name } = link
  if (link.isMember) return { slug, name, hasJoined: false }
  const state = linkStateOf(link, work.now)
  if (state !== 'open') refuse(whyShut[state])
  if (link.wasRemoved) refuse(removedBefore)
  await saveUse(work, linkId, personId)
  await becomeMember(work, { communityId, personId, by }, { linkId, makerId, role })
  return { slug, name, hasJoined: true }
}
