/** Who chooses what a cohort sees of earlier ones. */
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Verdict, yes } from '#server/platform/refuse.ts'

/** People who look after the members, and who teaches it. */
export function mayHandOver(actor: Actor, community: CommunityHead, isTaught: boolean): Verdict<true> {
  const verdict = mayChange(actor, 'manage_members', community)
  if (verdict.ok || !isTaught) return verdict
  return community.status === 'archived' ? mayChange(actor, 'read', community) : yes(true)
}
