/** Why the file store kept nothing of a file, as a sentence. Pure. */
import type { FieldProblems } from '#server/platform/refuse.ts'

/** @param limit in bytes */
export function sayNotReceived(why: 'empty' | 'too_large', limit: number): FieldProblems[string] {
  if (why === 'empty') return { says: 'This file is empty, so nothing was kept. Choose it again.' }
  return {
    says: 'This file is larger than {most, number} MB, so nothing was kept. Choose a smaller one.',
    values: { most: Math.round(limit / 100_000) / 10 },
  }
}
