/** An editor takes a suggestion into the Toolkit, or thanks for it and says why not. */
import { type CommunityHead, findCommunity } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { suggestionTaken, suggestionThanked } from '#server/toolkit/activities.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { publishResource } from '#server/toolkit/publish-resource.ts'
import { type ResourceReceipt, receiptOf } from '#server/toolkit/resource.ts'
import type { WhichResource } from '#server/toolkit/resource-input.ts'
import { lockResource, type ResourceRow } from '#server/toolkit/store.ts'
import { saveAcceptance, saveThanks } from '#server/toolkit/suggestions/store.ts'

export const notWaiting = refusal(
  'not_waiting',
  409,
  'This does not wait for an answer any more, so nothing was changed.',
)

/**
 * Puts it into the Toolkit, under the name of the member who suggested it.
 * @refuses not_found · forbidden · community_archived · not_waiting
 */
export async function acceptSuggestion(work: Work, actor: Actor, which: WhichResource): Promise<ResourceReceipt> {
  const { community, resource } = await lockWaiting(work, actor, which)
  await saveAcceptance(work, resource.id, personIdOf(actor))
  await publishResource(work, actor, community, { ...resource, status: 'published' })
  await work.record(suggestionTaken, told(actor, community, resource))
  return receiptOf(community.slug, resource)
}

/**
 * Declines it. The member who suggested it reads why, and keeps what they wrote.
 * @refuses not_found · forbidden · community_archived · not_waiting
 */
export async function thankForSuggestion(work: Work, actor: Actor, asked: WhichResource & { why: string }) {
  const { community, resource } = await lockWaiting(work, actor, asked)
  await saveThanks(work, resource.id, { by: personIdOf(actor), why: asked.why })
  await work.record(suggestionThanked, told(actor, community, resource))
  return receiptOf(community.slug, resource)
}

async function lockWaiting(work: Work, actor: Actor, which: WhichResource) {
  const community = await findCommunity(work, actor, which.community)
  const resource = await lockResource(work, actor, community, which.resource)
  insist(mayEdit(actor, community))
  if (!resource.suggestedAt || resource.status !== 'draft') refuse(notWaiting)
  return { community, resource }
}

function told(actor: Actor, community: CommunityHead, { id, createdBy }: ResourceRow) {
  return { communityId: community.id, by: actor, objectId: id, facts: { personId: createdBy } }
}
