/** Who may do what with a circle. Every member opens and joins circles; who looks after one, and who leads the community, runs it. */
import { mayChangeAsPerson } from '#server/communities/room.ts'
import { circleArchived } from '#server/people/circles/circle.ts'
import { type Actor, membershipIn } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, no, type Verdict, yes } from '#server/platform/refuse.ts'

interface Place {
  readonly id: string
  readonly status: 'draft' | 'active' | 'archived'
}

/** How the actor stands to a circle. */
export interface CircleFacts {
  readonly isMine: boolean
  readonly looksAfter: boolean
  readonly isArchived: boolean
}

/** May they open one, or join one? Members who may discuss. Gives their id. */
export function mayTakePart(actor: Actor, place: Place): Verdict<string> {
  if (!membershipIn(actor, place.id)) return no(forbidden)
  return mayChangeAsPerson(actor, 'discuss', place)
}

/** May they change it, answer requests, take people out, archive it? */
export function mayRun(actor: Actor, place: Place, { looksAfter }: Pick<CircleFacts, 'looksAfter'>): Verdict<string> {
  const verdict = mayChangeAsPerson(actor, 'read', place)
  if (!verdict.ok) return verdict
  return looksAfter || may(actor, 'community_settings', place.id) ? verdict : no(forbidden)
}

/** Does it take new people? */
export function takesPeople({ isArchived }: Pick<CircleFacts, 'isArchived'>): Verdict<true> {
  return isArchived ? no(circleArchived) : yes(true)
}
