/**
 * Somebody pressed "Join", on the page of a community or of an invitation link. Pure.
 */
import { z } from 'zod'

export const joinedView = z.object({
  slug: z.string(),
  name: z.string(),
  /** False where they were a member before. */
  hasJoined: z.boolean(),
})
export type Joined = z.infer<typeof joinedView>

/** Where their browser goes: into the community. */
export function intoCommunity({ hasJoined, slug, name }: Joined) {
  const location = `/c/${slug}`
  return hasJoined
    ? { location, flash: 'You are in. Welcome to {community}.', values: { community: name } }
    : { location }
}
