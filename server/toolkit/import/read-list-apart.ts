/**
 * Reads a list in a thread, and ends the thread when it takes too long, so that a slow list makes nobody else wait.
 */
import { Worker } from 'node:worker_threads'
import { Refused, refusal } from '#server/platform/refuse.ts'
import type { ListFile, ListRead } from '#server/toolkit/import/markdown-list.ts'

/** How long one list may take, in milliseconds. A real one of a thousand links takes half a second. */
const longest = 15_000

export const listTooSlow = refusal(
  'list_too_slow',
  422,
  'This list takes too long to read, so nothing was brought in. Send it in parts.',
)

/** @refuses list_too_slow */
export function readListApart(files: readonly ListFile[], patienceMs = longest): Promise<ListRead> {
  const worker = new Worker(new URL('./list-thread.ts', import.meta.url), {
    workerData: files,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
  })
  return new Promise<ListRead>((resolve, reject) => {
    const timer = setTimeout(() => void worker.terminate(), patienceMs)
    worker.once('message', resolve)
    worker.once('error', (problem: NodeJS.ErrnoException) =>
      reject(problem.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refused(listTooSlow) : problem),
    )
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Refused(listTooSlow))
    })
  })
}
