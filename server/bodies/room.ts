/** The bodies room: what app.ts mounts and other rooms may call. */
import * as activities from '#server/bodies/activities.ts'
import { charterPart } from '#server/bodies/charter/copy-store.ts'
import { charterEndpoints } from '#server/bodies/charter/routes.ts'
import { writtenLive } from '#server/bodies/live.ts'
import { textsOwnData } from '#server/bodies/reads-own-data.ts'
import { bodyTexts } from '#server/bodies/renewal-store.ts'
import type { Room } from '#server/platform/room.ts'

export { raiseHeadings } from '#server/bodies/article-headings.ts'
export { beginBody } from '#server/bodies/begin-body.ts'
export { beginWritten } from '#server/bodies/begin-written.ts'
export { anchorOf, type BodyGenre, longestBody, type Writers, writerKinds } from '#server/bodies/body.ts'
export { charterKeys } from '#server/bodies/charter/charter.ts'
export { copyBodies } from '#server/bodies/copy-store.ts'
export { removalRoutes } from '#server/bodies/removal-routes.ts'
export { rewriteBody, saveBody } from '#server/bodies/save-body.ts'
export { saveWritten, writeWritten } from '#server/bodies/save-written.ts'
export { saveWriters } from '#server/bodies/store.ts'
export { versionRoutes } from '#server/bodies/version-routes.ts'
export { type Versioned, versionedKind } from '#server/bodies/versioned.ts'
export {
  type Writing,
  type Written,
  type WrittenItem,
  writingInput,
  writtenItemView,
  writtenView,
} from '#server/bodies/written.ts'
export {
  savedLive,
  writersAside,
  writersFields,
  writingFields,
  writtenForm,
  writtenRow,
  writtenText,
} from '#server/bodies/written-parts.ts'
export { writtenNews, writtenSection } from '#server/bodies/written-section.ts'
export { findToWrite, findWritten, listWritten, seekWritten } from '#server/bodies/written-views.ts'

export const bodies: Room = {
  name: 'bodies',
  activities: Object.values(activities),
  copiedParts: [charterPart],
  endpoints: charterEndpoints,
  liveChannels: [writtenLive],
  texts: [bodyTexts],
  ownData: [textsOwnData],
}
