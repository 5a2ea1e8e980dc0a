/**
 * Who may do what with courses and cohorts. People who look after the members of a community make and run them; who teaches a
 * cohort sees its people, reads what is written for it, writes its letter and hands over to it, and nothing else.
 */
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import type { CohortState } from '#server/people/courses/course.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { type Verdict, yes } from '#server/platform/refuse.ts'

/** May the actor see cohorts that are prepared, and their people? A teacher may see those of their own. */
export function seesPrepared(actor: Actor, communityId: string): boolean {
  return may(actor, 'manage_members', communityId)
}

/** May the actor write the letter of a cohort? */
export function mayWriteLetter(actor: Actor, community: CommunityHead, isTaught: boolean): Verdict<true> {
  const verdict = mayChange(actor, 'manage_members', community)
  if (verdict.ok || !isTaught) return verdict
  return community.status === 'archived' ? mayChange(actor, 'read', community) : yes(true)
}

/** What the actor may do with a cohort now, for its page. */
export function cohortAbilities(
  actor: Actor,
  community: CommunityHead,
  { state, isTaught, isCourseArchived }: { state: CohortState; isTaught: boolean; isCourseArchived: boolean },
) {
  const manage = community.can.members && !isCourseArchived
  return {
    manage,
    people: manage && state !== 'ended',
    start: manage && state === 'prepared' && community.status === 'active',
    letter: mayWriteLetter(actor, community, isTaught).ok && state !== 'ended',
  }
}
