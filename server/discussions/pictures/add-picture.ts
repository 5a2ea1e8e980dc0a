/** A member brings a picture for what they are writing. The platform has made it a WebP of its own size before. */
import { z } from 'zod'
import { findCommunity } from '#server/communities/room.ts'
import { pictureMarkdown } from '#server/discussions/pictures/picture.ts'
import { savePicture } from '#server/discussions/pictures/store.ts'
import { mayOpen } from '#server/discussions/policy.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { shortId } from '#server/platform/ids.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const pictureView = z.object({
  /** Where the picture lies, for whoever may read the community. */
  address: z.string(),
  /** Shows it in a text. */
  markdown: z.string(),
})

/**
 * Keeps a picture. Who may read the community may see it; one that no text names is swept after a month.
 * @refuses not_found · forbidden · community_archived · input_invalid where none was sent
 */
export async function addPicture(
  work: Work,
  actor: Actor,
  { community: slug, picture, shows }: { community: string; picture?: Received; shows: string },
): Promise<z.infer<typeof pictureView>> {
  const community = await findCommunity(work, actor, slug)
  const uploadedBy = insist(mayOpen(actor, { communityId: community.id, communityStatus: community.status }))
  if (!picture?.pixels) return refuseFields({ picture: { says: 'Choose a picture first.' } })
  await savePicture(work, { communityId: community.id, uploadedBy, picture })
  return { address: `/files/${shortId(picture.id)}`, markdown: pictureMarkdown(picture.id, shows) }
}
