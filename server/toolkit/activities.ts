/** What happens in a Toolkit, as it is recorded. */
import { z } from 'zod'
import { mailedWithAnswers } from '#server/discussions/room.ts'
import { activity } from '#server/platform/activity.ts'
import { editors, suggester } from '#server/toolkit/suggestions/reads-recipients.ts'

export const resourceAdded = activity('resource.added', 'resource')
export const resourceChanged = activity('resource.changed', 'resource')
export const resourceRemoved = activity('resource.removed', 'resource')
export const resourceReturned = activity('resource.returned', 'resource')
export const resourceFeatured = activity('resource.featured', 'resource')
export const resourceUnfeatured = activity('resource.unfeatured', 'resource')
const suggested = mailedWithAnswers('resource_suggested', (t, values) =>
  t('{name} suggests “{title}” for the Toolkit', values),
)
const taken = mailedWithAnswers('suggestion_taken', (t, values) =>
  t('{name} put your suggestion “{title}” into the Toolkit', values),
)
const thanked = mailedWithAnswers('suggestion_thanked', (t, values) =>
  t('{name} thanks you for suggesting “{title}”, which is not in the Toolkit', values),
)
/** Whose suggestion it is. */
const author = { personId: z.string().nullable() }
export const resourceSuggested = activity('resource.suggested', 'resource', {}, [
  { recipients: editors, as: suggested },
])
export const suggestionTaken = activity('suggestion.taken', 'resource', author, [{ recipients: suggester, as: taken }])
export const suggestionThanked = activity('suggestion.thanked', 'resource', author, [
  { recipients: suggester, as: thanked },
])
export const featuredOrdered = activity('featured.ordered', 'community')
export const toolkitImported = activity('toolkit.imported', 'community', { added: z.number() })
