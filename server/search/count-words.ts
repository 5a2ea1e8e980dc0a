/** Counts how common words are in each community, for typing errors and for the way a query is answered. */
import { doWork, lookAt, type Platform } from '#server/platform/work.ts'
import { countNextWords, forgetCounts, forgetMisses, listCommunities, listUncounted } from '#server/search/store.ts'

/** Counts the words of what came into the index since the last time. */
export async function countNewWords(platform: Platform): Promise<void> {
  for (const id of await listUncounted(await lookAt(platform)))
    while (await doWork(platform, (work) => countNextWords(work, id)));
}

/** Counts all words anew, since those of what was removed are not subtracted; and forgets what was looked for long ago. */
export async function countAllWords(platform: Platform): Promise<void> {
  for (const id of await listCommunities(await lookAt(platform)))
    await doWork(platform, async (work) => {
      await forgetCounts(work, id)
      while (await countNextWords(work, id));
    })
  await doWork(platform, forgetMisses)
}
