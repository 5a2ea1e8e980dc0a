/**
 * A member has come when they have seen a page of the community, signed in: with script or without, and whatever page it
 * was. A scanner that opens the links of a mail has no session, so it does not count.
 */
import { saveCame } from '#server/communities/members/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { doWork, type Platform } from '#server/platform/work.ts'

/** Records the first visit of the reader of this page to its community. Later visits cost nothing. */
export async function recordFirstVisit(
  platform: Platform,
  actor: Actor,
  { community }: { readonly community?: string },
) {
  if (actor.kind !== 'person' || actor.via !== 'session') return
  const membership = actor.memberships.find(({ slug }) => slug === community)
  if (!membership || membership.hasCome) return
  await doWork(platform, (work) => saveCame(work, membership.communityId, actor.personId))
}
