/**
 * The toolkit room: what app.ts mounts and other rooms may call.
 */

import type { Room } from '#server/platform/room.ts'
import * as activities from '#server/toolkit/activities.ts'
import { toolkitPart } from '#server/toolkit/copy-store.ts'
import { featuredRoutes } from '#server/toolkit/featured/routes.ts'
import { resourceStep } from '#server/toolkit/founding-step.ts'
import { importRoutes } from '#server/toolkit/import/routes.ts'
import { drawPreviewsJob, publishResourceJob, readFileTextsJob, sweepFilesJob } from '#server/toolkit/jobs.ts'
import { resourceEntries } from '#server/toolkit/kind.ts'
import { toolkitPermissions } from '#server/toolkit/permissions.ts'
import { publishAfterRestore } from '#server/toolkit/publish-resource.ts'
import { tryStep } from '#server/toolkit/reads-first-hour.ts'
import { resourcesHandOver } from '#server/toolkit/reads-hand-over.ts'
import { resourcesOwnData } from '#server/toolkit/reads-own-data.ts'
import { resourceTexts } from '#server/toolkit/renewal-store.ts'
import { resourceRoutes } from '#server/toolkit/routes.ts'
import { featuredSection, toolkitSection } from '#server/toolkit/sections.ts'
import { suggestionRoutes } from '#server/toolkit/suggestions/routes.ts'
import { textRoutes } from '#server/toolkit/text-routes.ts'
import { toolkitTopics } from '#server/toolkit/topic-list.ts'
import { topicRoutes } from '#server/topics/room.ts'

export { addResource } from '#server/toolkit/add-resource.ts'
export { drawPreviewsTask } from '#server/toolkit/draw-previews.ts'
export { readFileTextsTask } from '#server/toolkit/file-text/read-file-texts.ts'
export { importList } from '#server/toolkit/import/import-list.ts'
export type { ListCounts } from '#server/toolkit/import/list-counts.ts'
export type { ListFile } from '#server/toolkit/import/markdown-list.ts'
export { addressTaken, resourceKind, resourceReceipt } from '#server/toolkit/resource.ts'
export { aboutResource } from '#server/toolkit/resource-input.ts'

export const toolkit: Room = {
  name: 'toolkit',
  firstHourSteps: [tryStep],
  permissions: toolkitPermissions,
  kinds: [resourceEntries],
  tabs: [{ key: 'toolkit', place: 10, path: '/toolkit', label: (t) => t('Toolkit') }],
  foundingSteps: [resourceStep],
  copiedParts: [toolkitPart],
  sections: [featuredSection, toolkitSection],
  activities: Object.values(activities),
  endpoints: [
    ...topicRoutes(toolkitTopics),
    ...featuredRoutes,
    ...importRoutes,
    ...textRoutes,
    ...suggestionRoutes,
    ...resourceRoutes,
  ],
  jobs: [publishResourceJob, drawPreviewsJob, readFileTextsJob, sweepFilesJob],
  texts: [resourceTexts],
  ownData: [resourcesOwnData],
  handOverParts: [resourcesHandOver],
  afterRestore: publishAfterRestore,
}
