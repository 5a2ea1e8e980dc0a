/** What happens to the site as a whole, as it is recorded. */
import { activity } from '#server/platform/activity.ts'

export const siteChanged = activity('site.changed', 'site', {}, [], { says: 'Changed the settings of the site' })
export const siteWentLive = activity('site.went_live', 'site', {}, [], {
  says: 'Said that the restored copy is the site now',
})
