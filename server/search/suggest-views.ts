/** What is suggested while somebody types. */
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { parseQuery, type SearchQuery } from '#server/platform/search/query.ts'
import { guessed, nearestWords } from '#server/platform/search/reads-nearest.ts'
import { matchingOf } from '#server/platform/search/reads-query.ts'
import { respelled } from '#server/platform/search/respelled.ts'
import type { Look } from '#server/platform/work.ts'
import { findPeople, findTitles } from '#server/search/reads-found.ts'
import { foundPersonView, mostPeopleSuggested } from '#server/search/search.ts'
import { foundPerson, scopeOf, untilTooMuch } from '#server/search/views.ts'

export const suggestionsView = z.object({
  /** As it was read. */
  q: z.string(),
  community: z.object({ slug: z.string(), name: z.string() }).nullable(),
  people: z.array(foundPersonView),
  suggestions: z.array(z.object({ title: z.string(), kind: z.string(), address: z.string(), community: z.string() })),
})

export type Suggestions = z.infer<typeof suggestionsView>

/**
 * Titles that have the words typed so far, of entries the actor may read, and people.
 * @refuses search_too_much
 */
export async function suggest(
  look: Look,
  actor: Actor,
  community: CommunityHead | null,
  typed: string,
): Promise<Suggestions> {
  const scope = await scopeOf(look, actor, community)
  const query = parseQuery(typed, { isComplete: false })
  const heavy = { ...look, db: look.platform.database.heavy }
  return untilTooMuch(async () => {
    const lookFor = async (asked: SearchQuery) => {
      const matching = scope.communityIds.length > 0 ? await matchingOf(heavy, scope.communityIds, asked) : null
      if (!matching) return { found: [], people: [] }
      const [found, people] = await Promise.all([
        findTitles(heavy, actor, scope, matching),
        findPeople(heavy, scope, matching, { limit: mostPeopleSuggested, offset: 0 }),
      ])
      return { found, people }
    }
    let { found, people } = await lookFor(query)
    if (found.length + people.length === 0) {
      const nearest = await nearestWords(heavy, scope.communityIds, query)
      if (nearest.size > 0) ({ found, people } = await lookFor(respelled(query, guessed(nearest, {}))))
    }
    return {
      q: query.typed,
      community: community && { slug: community.slug, name: community.name },
      people: people.map(foundPerson),
      suggestions: found.map((row) => ({
        title: row.title,
        kind: row.kind,
        address: look.platform.declared.kinds.get(row.kind)?.address(row.slug, row) ?? '',
        community: row.communityName,
      })),
    }
  })
}
