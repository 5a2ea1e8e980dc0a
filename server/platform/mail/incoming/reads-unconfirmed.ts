/** Whether answers by mail wait to be confirmed. */
import { z } from 'zod'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many wait for a person. */
export async function countUnconfirmed({ db }: Pick<Look, 'db'>, personId: string): Promise<number> {
  const { count } = await onlyRow({ db }, () => z.object({ count: z.number() }))`
    select count(*)::int as count from unconfirmed_answer where person_id = ${personId}`
  return count
}
