/** The activities of working pages, and their recipients. */
import { z } from 'zod'
import { mailedWithAnswers, writersAndFollowers } from '#server/discussions/room.ts'
import { activity } from '#server/platform/activity.ts'

export const pageStarted = activity('page.started', 'page')
const saved = mailedWithAnswers('page_saved', (t, values) => t('{name} saved a version of “{title}”', values))
export const pageSaved = activity('page.saved', 'page', { version: z.number() }, [
  { recipients: writersAndFollowers, as: saved },
])
export const pageRemoved = activity('page.removed', 'page')
export const pageReturned = activity('page.returned', 'page')
