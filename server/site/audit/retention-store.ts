/**
 * Deletes lines of the audit by their age, by the one function that may.
 */
import { z } from 'zod'
import { onlyRow } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** @returns how many lines */
export async function dropLines(work: Work, before: Date): Promise<number> {
  const { gone } = await onlyRow(work, () =>
    z.object({ gone: z.number() }),
  )`select forget_audit(${before})::int as gone`
  return gone
}
