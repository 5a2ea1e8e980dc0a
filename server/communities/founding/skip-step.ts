/**
 * Leaves one of a draft's steps out.
 */

import { communityIsOpen } from '#server/communities/founding/open-community.ts'
import { saveStepDone } from '#server/communities/founding/store.ts'
import { draftSteps } from '#server/communities/founding/views.ts'
import { findCommunityById, findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Ticks a step without doing it.
 * @refuses not_found · forbidden · community_archived · community_open
 */
export async function skipStep(work: Work, actor: Actor, { community, step }: { community: string; step: string }) {
  const head = await findCommunityToChange(work, actor, community, 'community_settings')
  const { steps } = head.progress ?? refuse(communityIsOpen)
  if (step === 'open' || !steps.some(({ key }) => key === step)) refuse(notFound)
  await saveStepDone(work, head.id, step)
  return (await draftSteps(work, actor, await findCommunityById(work, actor, head.id))) ?? refuse(communityIsOpen)
}
