/** The door of the bodies room: what app.ts mounts and other rooms may call. */
import { bodyActivities } from '#server/bodies/activities.ts'
import { charterEndpoints } from '#server/bodies/charter/routes.ts'
import { bodyTexts } from '#server/bodies/renew-bodies.ts'
import type { Room } from '#server/platform/room.ts'

export { raiseHeadings } from '#server/bodies/article-headings.ts'
export { anchorOf } from '#server/bodies/body.ts'
export { charterKeys } from '#server/bodies/charter/charter.ts'

export const bodies: Room = {
  name: 'bodies',
  activities: bodyActivities,
  endpoints: charterEndpoints,
  texts: [bodyTexts],
}
