/** Addresses that refuse mail for good get no more of it, but for what somebody waits for. */
import { saveBounces } from '#server/notices/store.ts'
import type { Work } from '#server/platform/work.ts'

/** Marks those people. @returns how many */
export async function noteBounces(work: Work): Promise<number> {
  const marked = await saveBounces(work)
  if (marked > 0) work.log.info({ marked }, 'addresses that refuse mail')
  return marked
}
