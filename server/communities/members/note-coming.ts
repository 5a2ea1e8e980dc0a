/**
 * A member has come when they have seen a page of the community, signed in: with script or without, and whatever page it
 * was. A scanner that opens the links of a mail has no session, so it does not count.
 */
import { saveCame } from '#server/communities/members/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { doWork, type Platform } from '#server/platform/work.ts'

/** Notes that the reader of this page has come into its community, where that is the first time; costs nothing after it. */
export async function noteComing(platform: Platform, actor: Actor, { community }: { readonly community?: string }) {
  if (actor.kind !== 'person' || actor.via !== 'session') return
  const belonging = actor.belongings.find(({ slug }) => slug === community)
  if (!belonging || belonging.hasCome) return
  await doWork(platform, (work) => saveCame(work, belonging.communityId, actor.personId))
}
