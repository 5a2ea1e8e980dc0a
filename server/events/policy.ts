/** Who may do what with an event. */
import { mayChange } from '#server/communities/room.ts'
import { type Event, eventIsCancelled, eventOver, notAMember } from '#server/events/event.ts'
import { type Actor, membershipIn, personIdOf } from '#server/platform/actor.ts'
import { may, whyNot } from '#server/platform/permissions.ts'
import { agreementFirst, communityIsArchived, forbidden, no, type Verdict, yes } from '#server/platform/refuse.ts'

type Facts = Pick<Event, 'communityId' | 'communityStatus' | 'hostIds' | 'createdBy' | 'isCancelled' | 'lastEndsAt'>

/** Do they hold it: a host, who planned it, or who leads the community? */
function holds(actor: Actor, event: Pick<Event, 'communityId' | 'hostIds' | 'createdBy'>): boolean {
  const me = personIdOf(actor)
  const isTheirs = me !== null && (event.hostIds.includes(me) || event.createdBy === me)
  return isTheirs || may(actor, 'community_settings', event.communityId)
}

/** May they change or cancel it? Its hosts, who planned it, and those who lead, as long as it is not over. */
export function mayChangeEvent(actor: Actor, event: Facts, now: Date): Verdict<true> {
  if (!holds(actor, event)) return no(forbidden)
  const me = mayChange(actor, may(actor, 'plan_events', event.communityId) ? 'plan_events' : 'answer_events', {
    id: event.communityId,
    status: event.communityStatus,
  })
  if (!me.ok) return me
  return isStillToCome(event, now)
}

/** May they say whether they come? Members, as long as it is not over. Gives their id. */
export function mayAnswer(actor: Actor, event: Facts, now: Date): Verdict<string> {
  const me = mayTakePart(actor, event.communityId)
  if (!me.ok) return me
  const takes = takesAnswers(event, now)
  return takes.ok ? me : takes
}

function mayTakePart(actor: Actor, communityId: string): Verdict<string> {
  const me = personIdOf(actor)
  if (me && membershipIn(actor, communityId) && may(actor, 'answer_events', communityId)) return yes(me)
  return no(whyNot(actor, 'answer_events', communityId) === agreementFirst ? agreementFirst : notAMember)
}

type There = Pick<Facts, 'communityId' | 'communityStatus' | 'isCancelled'>

/** May they say that they were there? Members. Gives their id. */
export function mayAttend(actor: Actor, event: There): Verdict<string> {
  const me = mayTakePart(actor, event.communityId)
  return me.ok ? tookPlace(event, me.value) : me
}

/** May they say who was there? Its hosts, who planned it, and those who lead. Gives their id. */
export function mayTickAll(actor: Actor, event: There & Pick<Facts, 'hostIds' | 'createdBy'>): Verdict<string> {
  const me = personIdOf(actor)
  return me && holds(actor, event) ? tookPlace(event, me) : no(forbidden)
}

function tookPlace({ communityStatus, isCancelled }: There, me: string): Verdict<string> {
  if (communityStatus === 'archived') return no(communityIsArchived)
  return isCancelled ? no(eventIsCancelled) : yes(me)
}

/** Does it take answers from anybody now? */
export function takesAnswers(
  event: Pick<Facts, 'communityStatus' | 'isCancelled' | 'lastEndsAt'>,
  now: Date,
): Verdict<true> {
  return event.communityStatus === 'archived' ? no(communityIsArchived) : isStillToCome(event, now)
}

function isStillToCome(
  { isCancelled, lastEndsAt }: Pick<Facts, 'isCancelled' | 'lastEndsAt'>,
  now: Date,
): Verdict<true> {
  if (isCancelled) return no(eventIsCancelled)
  return lastEndsAt <= now ? no(eventOver) : yes(true)
}

/** May they read the address of the call? Those who hold it, and those who said yes or maybe and wait for no place. */
export function seesCall(
  actor: Actor,
  event: Pick<Event, 'communityId' | 'hostIds' | 'createdBy'>,
  mine: { readonly answer: string; readonly waits: boolean } | null,
): boolean {
  return holds(actor, event) || (mine !== null && mine.answer !== 'no' && !mine.waits)
}
