/**
 * Sets and removes the banner picture. The platform has already made it a WebP of the banner's size.
 */

import { bannerRemoved, bannerSet } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { saveBanner } from '#server/communities/settings/store.ts'
import { findCommunityById, findCommunityToChange } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Shows a picture in the banner.
 * @refuses not_found · forbidden · community_archived · input_invalid where no picture was sent
 */
export async function changeBanner(work: Work, actor: Actor, asked: InCommunity & { banner?: Received }) {
  const head = await findCommunityToChange(work, actor, asked.community, 'community_settings')
  if (!asked.banner?.pixels) return refuseFields({ banner: { says: 'Choose a picture first.' } })
  return save(work, actor, head, asked.banner)
}

/**
 * Shows the drawn banner again.
 * @refuses not_found · forbidden · community_archived
 */
export async function removeBanner(work: Work, actor: Actor, { community }: InCommunity): Promise<CommunityHead> {
  const head = await findCommunityToChange(work, actor, community, 'community_settings')
  return save(work, actor, head, null)
}

async function save(work: Work, actor: Actor, head: CommunityHead, picture: Received | null): Promise<CommunityHead> {
  await saveBanner(work, head.id, personIdOf(actor), picture)
  await work.record(picture ? bannerSet : bannerRemoved, { communityId: head.id, by: actor, objectId: head.id })
  return findCommunityById(work, actor, head.id)
}
