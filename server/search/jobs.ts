/** The jobs of this room. */
import { z } from 'zod'
import { job } from '#server/platform/room.ts'
import { countAllWords, countNewWords } from '#server/search/count-words.ts'
import { rebuildIndex } from '#server/search/rebuild.ts'

/** Counts the words that corrections are taken from. What was written in the last ten seconds counts the next time. */
export const countWordsTask = 'count-search-words'
/** Makes the index anew, after a restore. */
export const rebuildTask = 'rebuild-search'
const nothingMore = z.object({})

export const searchJobs = [
  job({ task: countWordsTask, cron: '*/3 * * * *', atStart: true, payload: nothingMore, run: countNewWords }),
  job({ task: 'recount-search-words', cron: '20 2 * * *', payload: nothingMore, run: countAllWords }),
  job({
    task: rebuildTask,
    payload: nothingMore,
    async run(platform) {
      await rebuildIndex(platform)
    },
  }),
]
