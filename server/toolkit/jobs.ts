/**
 * What the Toolkit does by itself: a resource opens or is over, small pictures are drawn, words in files are read, and bytes nothing names are removed.
 */
import { z } from 'zod'
import { job } from '#server/platform/room.ts'
import { drawPreviews, drawPreviewsTask } from '#server/toolkit/draw-previews.ts'
import { readFileTexts, readFileTextsTask } from '#server/toolkit/file-text/read-file-texts.ts'
import { publishInTime } from '#server/toolkit/publish-resource.ts'
import { sweepFiles } from '#server/toolkit/sweep-files.ts'

export const publishResourceJob = job({
  task: 'publish-resource',
  payload: z.object({ resourceId: z.string() }),
  run: (platform, { resourceId }) => publishInTime(platform, resourceId),
})

export const drawPreviewsJob = job({
  task: drawPreviewsTask,
  cron: '*/5 * * * *',
  payload: z.object({}),
  run: drawPreviews,
})

export const readFileTextsJob = job({
  task: readFileTextsTask,
  cron: '*/5 * * * *',
  atStart: true,
  payload: z.object({}),
  run: readFileTexts,
})

export const sweepFilesJob = job({
  task: 'sweep-files',
  cron: '25 * * * *',
  payload: z.object({}),
  async run(platform) {
    const removed = await sweepFiles(platform)
    if (removed > 0) platform.log.info({ removed }, 'files that nothing names were removed')
  },
})
