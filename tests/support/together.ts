/**
 * Several test files in one process, one after the other, each as a suite of its own: what they share, the whole program, is
 * loaded once.
 */
import { describe } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { beginFile } from '#tests/support/file-limit.ts'

/** Runs these files, named from the project's root. */
export async function together(files: readonly string[]): Promise<void> {
  for (const file of files)
    await describe(file, async () => {
      beginFile(file)
      forgetCounts()
      await import(new URL(`../../${file}`, import.meta.url).href)
    })
}
