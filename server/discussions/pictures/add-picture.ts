/** A member uploads a picture for a text. The platform has already made it a WebP of the right size. */
import { z } from 'zod'
import { findCommunity, mayChangeAsPerson } from '#server/communities/room.ts'
import { savePicture } from '#server/discussions/pictures/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { shortId } from '#server/platform/ids.ts'
import { pictureMarkdown } from '#server/platform/pictures/picture-in-text.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const pictureView = z.object({
  /** The picture's address, open to its uploader and to the readers of a text that shows it. */
  address: z.string(),
  /** The Markdown that shows it in a text. */
  markdown: z.string(),
})

/**
 * Stores a picture. Its uploader sees it, and the readers of a text that shows it; a sweep removes it after a month if no text does.
 * @refuses not_found · forbidden · community_archived · input_invalid where none was sent
 */
export async function addPicture(
  work: Work,
  actor: Actor,
  { community: slug, picture, shows }: { community: string; picture?: Received; shows: string },
): Promise<z.infer<typeof pictureView>> {
  const community = await findCommunity(work, actor, slug)
  const uploadedBy = insist(mayChangeAsPerson(actor, 'discuss', community))
  if (!picture?.pixels) return refuseFields({ picture: { says: 'Choose a picture first.' } })
  await savePicture(work, { communityId: community.id, uploadedBy, picture })
  return { address: `/files/${shortId(picture.id)}`, markdown: pictureMarkdown(picture.id, shows) }
}
