/** What happens to working pages, and whom it tells. */
import { z } from 'zod'
import { whoWritesOrFollows } from '#server/pages/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

export const pageStarted = activity('page.started', 'page')
export const pageSaved = activity('page.saved', 'page', { version: z.number() }, [
  { hears: whoWritesOrFollows, as: 'page_saved' },
])
export const pageRemoved = activity('page.removed', 'page')
export const pageReturned = activity('page.returned', 'page')

export const pageActivities = [pageStarted, pageSaved, pageRemoved, pageReturned]
