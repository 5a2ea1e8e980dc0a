/** The pages room: what app.ts mounts and other rooms may call. */
import * as activities from '#server/pages/activities.ts'
import { pageEntries } from '#server/pages/kind.ts'
import { pageRoutes } from '#server/pages/routes.ts'
import { pagesSection } from '#server/pages/section.ts'
import type { Room } from '#server/platform/room.ts'

export { pageKind } from '#server/pages/page.ts'

export const pages: Room = {
  name: 'pages',
  kinds: [pageEntries],
  tabs: [{ key: 'pages', place: 25, path: '/pages', label: (t) => t('Pages') }],
  sections: [pagesSection],
  activities: Object.values(activities),
  endpoints: pageRoutes,
}
