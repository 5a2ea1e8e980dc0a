/** Addresses that nobody has get no more mail, except mail that somebody waits for. */
import { sortBounces } from '#server/notices/bounce.ts'
import { listRefused, saveBounces } from '#server/notices/store.ts'
import type { Work } from '#server/platform/work.ts'

/** Marks people with such an address, unless many were refused together. @returns how many */
export async function noteBounces(work: Work): Promise<number> {
  const { gone, doubted } = sortBounces(await listRefused(work))
  if (doubted.length > 0) work.log.warn({ people: doubted.length }, 'too many addresses refused at once to believe it')
  if (gone.length === 0) return 0
  await saveBounces(work, gone)
  work.log.info({ marked: gone.length }, 'addresses that nobody has')
  return gone.length
}
