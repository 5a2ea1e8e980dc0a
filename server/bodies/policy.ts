/** Who may write a body. */
import type { BodyFacts, Writers } from '#server/bodies/body.ts'
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'
import { forbidden, no, type Verdict } from '#server/platform/refuse.ts'

/** The permission that a writer needs, beside being one of the people who may write this body. */
const rightFor: Readonly<Record<Writers, Permission>> = {
  owner: 'discuss',
  people: 'discuss',
  members: 'discuss',
  editors: 'edit_toolkit',
  leaders: 'community_settings',
}

/** May they change the text of this body? */
export function mayWrite(
  actor: Actor,
  community: Pick<CommunityHead, 'id' | 'status'>,
  body: BodyFacts,
): Verdict<true> {
  return isForThem(actor, body) ? mayChange(actor, rightFor[body.writers], community) : no(forbidden)
}

/** May they choose its writers, and remove its entry and bring it back? Its owner may, and a moderator. */
export function mayArrange(
  actor: Actor,
  community: Pick<CommunityHead, 'id' | 'status'>,
  { ownerId }: Pick<BodyFacts, 'ownerId'>,
): Verdict<true> {
  const isOwner = ownerId !== null && ownerId === personIdOf(actor)
  return mayChange(actor, isOwner ? 'discuss' : 'moderate', community)
}

function isForThem(actor: Actor, { writers, ownerId, named }: BodyFacts): boolean {
  if (writers !== 'owner' && writers !== 'people') return true
  const me = personIdOf(actor)
  return me !== null && (me === ownerId || (writers === 'people' && named.includes(me)))
}
