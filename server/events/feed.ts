/** The secret address by which a calendar program reads somebody's events: derived, never stored, and renewed by its version. */
import { z } from 'zod'
import { mailLink } from '#server/platform/mail/acts/mail-link.ts'

export const feedLink = mailLink('/calendar', 'calendar feed')

/** What stands on the page of these addresses, for all communities or for one. */
export const feedView = z.object({
  communityId: z.string().nullable(),
  /** The community's name; null for all of them. */
  community: z.string().nullable(),
  /** The full address; null where none was made yet. */
  address: z.string().nullable(),
})
export type FeedView = z.infer<typeof feedView>
