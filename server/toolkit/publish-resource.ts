/**
 * Brings in step what follows from whether members see a resource: its discussion, the news of it, and the moments it opens and ends.
 */

import type { CommunityHead } from '#server/communities/room.ts'
import { findCommunityById } from '#server/communities/room.ts'
import { changeDiscussion, openDiscussion } from '#server/discussions/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Platform, Work } from '#server/platform/work.ts'
import { doWork } from '#server/platform/work.ts'
import { resourceAdded } from '#server/toolkit/activities.ts'
import { listWithDates, type PublicationDates } from '#server/toolkit/publication-store.ts'
import { stateOf } from '#server/toolkit/resource.ts'
import { communityOfResource, lockResource, type ResourceRow, savePublished } from '#server/toolkit/store.ts'

type Publishable = Pick<
  ResourceRow,
  'id' | 'prompt' | 'hasDiscussion' | 'status' | 'publishFrom' | 'publishUntil' | 'publishedAt' | 'createdBy'
>

/** Call it after whatever changes a resource, and as its moments come. Called again with nothing changed it does nothing more. */
export async function publishResource(work: Work, actor: Actor, community: CommunityHead, resource: Publishable) {
  const { id, prompt, createdBy } = resource
  if (resource.hasDiscussion)
    await openDiscussion(work, { communityId: community.id, entryId: id, prompt, openedBy: createdBy })
  await changeDiscussion(work, id, resource.hasDiscussion ? { prompt, isOff: false } : { isOff: true })
  if (stateOf(resource, work.now) === 'open' && !resource.publishedAt) {
    await savePublished(work, id)
    await work.record(resourceAdded, { communityId: community.id, by: createdBy ?? actor, objectId: id })
  }
  await planMoments(work, resource)
}

async function planMoments(work: Work, { id, publishFrom, publishUntil }: PublicationDates): Promise<void> {
  for (const at of [publishFrom, publishUntil]) {
    if (at && at > work.now)
      await work.enqueue('publish-resource', { resourceId: id }, { at, key: `publish/${id}/${at.getTime()}` })
  }
}

/** On a site that was put back from a backup: what opened or ended meanwhile is brought in step, the rest is planned anew. */
export async function publishAfterRestore(work: Work): Promise<void> {
  for (const resource of await listWithDates(work)) {
    await planMoments(work, resource)
    await work.enqueue('publish-resource', { resourceId: resource.id })
  }
}

/** A moment of a resource has come: it opens, or it is over. */
export async function publishInTime(platform: Platform, resourceId: string): Promise<void> {
  await doWork(platform, async (work) => {
    const communityId = await communityOfResource(work, resourceId)
    if (!communityId) return
    const actor: Actor = {
      kind: 'system',
      reason: 'publish-resource',
      locale: 'en',
      zone: 'UTC',
      now: work.now,
      site: { name: '', isDemo: false },
    }
    const community = await findCommunityById(work, actor, communityId)
    await publishResource(work, actor, community, await lockResource(work, actor, community, resourceId))
  })
}
