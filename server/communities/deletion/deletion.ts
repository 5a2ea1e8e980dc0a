/**
 * A deleted community: what those see who may take it back.
 */
import { z } from 'zod'

/** Days in which a deletion can be taken back. */
export const daysToReturn = 30

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
