/** Makes the index anew while the site runs. */
import type { Platform } from '#server/platform/work.ts'
import { doWork, lookAt } from '#server/platform/work.ts'
import { countAllWords } from '#server/search/count-words.ts'
import { listSources, touchSources } from '#server/search/store.ts'

/** Rows in one transaction: so few that nobody who writes meanwhile waits for long. */
const mostAtOnce = 200
const first = '00000000-0000-0000-0000-000000000000'

/**
 * Has each row that something is found of write its part of the index again, and counts the words anew. Search goes on meanwhile.
 * @param tell is called with how many rows are done
 */
export async function rebuildIndex(
  platform: Platform,
  tell: (done: number) => void = () => undefined,
): Promise<number> {
  let done = 0
  for (const source of await listSources(await lookAt(platform))) {
    for (let after: string | null = first; after; ) {
      const from: string = after
      after = await doWork(platform, (work) => touchSources(work, source, from, mostAtOnce))
      if (after) done += mostAtOnce
      tell(done)
    }
  }
  await countAllWords(platform)
  return done
}
