/** Who chooses what a cohort sees of earlier ones. */
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refusal, type Verdict, yes } from '#server/platform/refuse.ts'

export const handedNothing = refusal(
  'handed_nothing',
  409,
  'Nothing was changed: this cohort has ended, so it is handed nothing any more. Choose for the cohort that comes after it.',
)

/** People who look after the members, and who teaches it. */
export function mayHandOver(actor: Actor, community: CommunityHead, isTaught: boolean): Verdict<true> {
  const verdict = mayChange(actor, 'manage_members', community)
  if (verdict.ok || !isTaught) return verdict
  return community.status === 'archived' ? mayChange(actor, 'read', community) : yes(true)
}
