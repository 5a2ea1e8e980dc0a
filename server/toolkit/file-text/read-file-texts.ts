/**
 * Reads the words in the files of Toolkits: of those that have just come, and of all that were there before. Each file is read
 * once. Can be run at any time, and twice.
 */
import { readFileText } from '#server/platform/file-text/read-file-text.ts'
import { doWork, lookAt, type Platform } from '#server/platform/work.ts'
import { filesToRead, saveFileText } from '#server/toolkit/file-text/store.ts'

/** Files of one run; where there are more, the next run follows at once. */
const mostAtOnce = 10

/** The job that reads what was not read yet; enqueued where a file comes, and run by itself now and then. */
export const readFileTextsTask = 'read-file-texts'

/** Reads those that came last, one after the other; the next run goes on. */
export async function readFileTexts(platform: Platform): Promise<void> {
  const waiting = await filesToRead(await lookAt(platform), mostAtOnce)
  for (const file of waiting) {
    const text = await readFileText(platform.files, file)
    // Too many uploads are being read just now: they go first.
    if (text === 'busy') return
    await doWork(platform, (work) => saveFileText(work, file.id, text))
  }
  if (waiting.length === mostAtOnce)
    await doWork(platform, (work) => work.enqueue(readFileTextsTask, {}, { key: readFileTextsTask }))
}
