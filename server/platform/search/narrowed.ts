/** A list that is narrowed by typed words, in the way of search: words in any form, "phrases", -without, typing errors forgiven. */
import { parseQuery } from '#server/platform/search/query.ts'
import { guessed, nearestWords } from '#server/platform/search/reads-nearest.ts'
import { type Matching, matchingOf } from '#server/platform/search/reads-query.ts'
import { respelled, typedAgain } from '#server/platform/search/respelled.ts'
import type { Look } from '#server/platform/work.ts'

/** A list, and what was looked for instead of what was typed, where that is nowhere but something like it is. */
interface NarrowedList<T> {
  readonly found: T
  readonly corrected: string | null
}

/**
 * Reads a list of one community with what was typed; if nothing has it, with the words most like those that nothing has.
 * @param read is given what finds the words, or null where they ask for nothing, such as a lone "%"; and the words
 */
export async function narrowedByWords<T>(
  look: Look,
  { communityId, typed }: { communityId: string; typed: string },
  read: (matching: Matching | null, words: string) => Promise<T>,
  isEmpty: (found: T) => boolean,
): Promise<NarrowedList<T>> {
  // One types the beginning of a name and expects those whose name begins so.
  const query = parseQuery(typed, { isComplete: false })
  const found = await read(await matchingOf(look, [communityId], query), typed)
  if (!isEmpty(found) || query.terms.length === 0) return { found, corrected: null }
  // The connections of search find likeness by its threshold.
  const nearest = await nearestWords({ ...look, db: look.platform.database.heavy }, [communityId], query)
  if (nearest.size === 0) return { found, corrected: null }
  const better = respelled(query, guessed(nearest, {}))
  const other = await read(await matchingOf(look, [communityId], better), typedAgain(better, ''))
  if (isEmpty(other)) return { found, corrected: null }
  return { found: other, corrected: typedAgain(better, JSON.stringify(other).replace(/\\[a-z]/g, ' ')) }
}
