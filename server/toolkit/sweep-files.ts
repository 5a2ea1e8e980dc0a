/**
 * Removes files that nothing refers to: uploads whose request was refused or never arrived, pictures that no text shows,
 * and files that went out of use a month ago.
 * It may run at any time, also twice: it leaves files younger than an hour alone, because their row may not be saved yet.
 */
import { retireUnusedPictures } from '#server/discussions/room.ts'
import { isUuid } from '#server/platform/ids.ts'
import { doWork, type Platform } from '#server/platform/work.ts'
import { dropRetired, knownFiles } from '#server/toolkit/file-store.ts'

const batch = 500

/** @returns how many files were removed */
export async function sweepFiles(platform: Platform): Promise<number> {
  await doWork(platform, retireUnusedPictures)
  await doWork(platform, dropRetired)
  let removed = 0
  let waiting: string[] = []
  const sweep = async () => {
    const known = await doWork(platform, (work) => knownFiles(work, waiting))
    const orphans = waiting.filter((id) => !known.has(id))
    for (const id of orphans) await platform.files.remove(id)
    removed += orphans.length
    waiting = []
  }
  for await (const id of platform.files.listOld()) {
    if (!isUuid(id)) continue
    waiting.push(id)
    if (waiting.length >= batch) await sweep()
  }
  if (waiting.length > 0) await sweep()
  return removed
}
