/**
 * A deleted community: what those see who may take it back.
 */
import { z } from 'zod'
import { refusal } from '#server/platform/refuse.ts'

/** Days in which a deletion can be taken back. */
export const daysToReturn = 30

export const isBeingCopied = refusal(
  'community_being_copied',
  409,
  'This community is being copied just now, so it was not deleted. Try again in a minute.',
)

export const deletedView = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  deletedAt: z.date(),
  /** The name of who deleted it; null where they are gone, or the program did it. */
  by: z.string().nullable(),
  /** From then on it is gone for good. */
  purgedFrom: z.date(),
  members: z.number(),
  entries: z.number(),
  files: z.number(),
})
export type Deleted = z.infer<typeof deletedView>

/** Where a deleted community is taken back. */
export function deletedAddress(shortId: string): string {
  return `/site/communities/deleted/${shortId}`
}
