/** Who may do what with working pages. Who may write in one is the rule of its body. */
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Verdict } from '#server/platform/refuse.ts'

type Place = Pick<CommunityHead, 'id' | 'status'>

/** May they start one? */
export function mayStart(actor: Actor, community: Place): Verdict<true> {
  return mayChange(actor, 'discuss', community)
}

/** May they say who writes it, take it away and bring it back? Its owner, or a moderator. */
export function mayArrange(actor: Actor, community: Place, ownerId: string | null): Verdict<true> {
  const isOwner = ownerId !== null && ownerId === personIdOf(actor)
  return mayChange(actor, isOwner ? 'discuss' : 'moderate', community)
}
