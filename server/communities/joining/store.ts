/**
 * Writes of how a community is joined, and of people who join it.
 */
import type { JoiningWay } from '#server/communities/joining/joining.ts'
import { changeCommunity } from '#server/communities/store.ts'
import type { Work } from '#server/platform/work.ts'

/** Writes how one joins, and what whoever requests it is asked. */
export async function saveJoining(
  work: Work,
  communityId: string,
  { joining, question }: { readonly joining: JoiningWay; readonly question: string },
): Promise<void> {
  await changeCommunity(work, communityId, { joining, joining_question: question })
}
