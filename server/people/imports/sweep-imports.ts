/** Files of people are kept as long as they can be taken back, and a little longer; and after a restore they go on. */
import { dropOldImports, listMoving } from '#server/people/imports/store.ts'
import { importTask } from '#server/people/imports/take-steps.ts'
import type { Work } from '#server/platform/work.ts'

/** Puts away what was uploaded long ago. */
export async function sweepImports(work: Work): Promise<void> {
  await dropOldImports(work)
}

/** Plans the jobs of files that were worked on when the backup was made. */
export async function replanImports(work: Work): Promise<void> {
  for (const importId of await listMoving(work))
    await work.enqueue(importTask, { importId }, { key: `${importTask} ${importId}` })
}
