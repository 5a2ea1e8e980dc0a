/**
 * Draws small pictures of the files in Toolkits that have none yet: of those that have just come, and of all that were there before.
 * Each file is tried once. Can be run at any time, and twice.
 */
import { drawPreview } from '#server/platform/pictures/preview.ts'
import { doWork, type Platform } from '#server/platform/work.ts'
import { filesToPreview, savePreview } from '#server/toolkit/file-store.ts'

/** Files of one run; the next run goes on. */
const mostAtOnce = 50

/** The job that draws what is missing; enqueued where a file comes, and run by itself now and then. */
export const drawPreviewsTask = 'draw-previews'

/** Draws those that wait longest; the next run goes on. */
export async function drawPreviews(platform: Platform): Promise<void> {
  const waiting = await doWork(platform, (work) => filesToPreview(work, mostAtOnce))
  for (const file of waiting) {
    const drawn = await drawPreview(platform.files, file)
    // Too many uploads are being read just now: they go first.
    if (drawn === 'busy') return
    const isKept = await doWork(platform, (work) => savePreview(work, file, drawn))
    if (drawn && !isKept) await platform.files.remove(drawn.id)
  }
}
