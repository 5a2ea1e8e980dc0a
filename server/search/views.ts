/** What a search finds, as its reader may see it. */
import { z } from 'zod'
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import { atPost } from '#server/discussions/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { addressPart } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { refuse } from '#server/platform/refuse.ts'
import { parseQuery, queryKey, type SearchQuery, typedAgain, withNearest } from '#server/platform/search/query.ts'
import { type Matching, markedAmong, matchingOf, nearestWords } from '#server/platform/search/reads-query.ts'
import { isUnspaced } from '#server/platform/search/terms.ts'
import type { Look } from '#server/platform/work.ts'
import { type Marker, marked, passageOf, wordsToDecide } from '#server/search/passage.ts'
import {
  type FoundRow,
  findAuthor,
  findEntries,
  findPeople,
  findTitles,
  findWithin,
  listMisses,
  type SearchPlace,
} from '#server/search/reads-found.ts'
import {
  type FoundEntry,
  type FoundPerson,
  foundPerPage,
  foundPersonView,
  mostPeopleSuggested,
  peopleInSight,
  type SearchInput,
  type SearchView,
  tooMuch,
} from '#server/search/search.ts'

/** Where a search looks: in one community, or in all of the actor's. */
interface SearchScope extends SearchPlace {
  readonly community: CommunityHead | null
}

/**
 * Searches one community, which the caller has found for this actor, or all that the actor belongs to.
 * @refuses search_too_much
 */
export async function search(
  look: Look,
  actor: Actor,
  community: CommunityHead | null,
  input: SearchInput,
): Promise<SearchView> {
  const scope = scopeOf(actor, community)
  const query = parseQuery(input.q, { isComplete: !input.typing })
  const empty = await emptyView(look, actor, scope, input, query)
  if (empty.state !== 'asked' || scope.communityIds.length === 0) return empty
  const heavy = { ...look, db: look.platform.database.heavy }
  return untilTooMuch(async () => {
    for (const attempt of attempts(heavy, scope, query)) {
      const { matching, ...how } = await attempt()
      const found = matching && (await findAll(heavy, actor, scope, matching, input))
      if (found && (found.items.length > 0 || found.kinds.length > 0))
        return { ...empty, ...how, ...(await shown(heavy, query, matching, found, input)) }
    }
    return empty
  })
}

interface Attempt {
  readonly matching: Matching | null
  readonly corrected: string | null
  readonly isLoose: boolean
}

/** What was asked; then with the nearest words in place of those that nothing has; then with any of the words. */
function* attempts(look: Look, { communityIds }: SearchScope, query: SearchQuery): Generator<() => Promise<Attempt>> {
  yield async () => ({ matching: await matchingOf(look, communityIds, query), corrected: null, isLoose: false })
  let better = query
  yield async () => {
    const nearest = await nearestWords(look, communityIds, query)
    if (nearest.size === 0) return { matching: null, corrected: null, isLoose: false }
    better = withNearest(query, nearest)
    return { matching: await matchingOf(look, communityIds, better), corrected: typedAgain(better), isLoose: false }
  }
  yield async () => ({
    matching: await matchingOf(look, communityIds, better, 'any'),
    corrected: better === query ? null : typedAgain(better),
    isLoose: true,
  })
}

function scopeOf(actor: Actor, community: CommunityHead | null): SearchScope {
  if (community) return { community, communityIds: [community.id] }
  const memberships = actor.kind === 'person' ? actor.memberships : []
  return {
    community,
    communityIds: memberships.filter((one) => may(actor, 'read', one.communityId)).map((one) => one.communityId),
  }
}

async function emptyView(
  look: Look,
  actor: Actor,
  scope: SearchScope,
  input: SearchInput,
  query: SearchQuery,
): Promise<SearchView> {
  const { community } = scope
  const leads = community !== null && may(actor, 'community_settings', community.id)
  const [within, author, misses] = await Promise.all([
    input.entry ? findWithin(look, actor, scope, input.entry) : null,
    input.author ? findAuthor(look, scope, input.author) : null,
    leads ? listMisses(look, community.id) : [],
  ])
  const kind = within && look.platform.declared.kinds.get(within.kind)
  return {
    q: query.typed,
    isCut: query.isCut,
    state:
      query.terms.length === 0
        ? 'nothing_asked'
        : query.terms.every((term) => term.isWithout)
          ? 'only_without'
          : 'asked',
    corrected: null,
    isLoose: false,
    community: community && { slug: community.slug, name: community.name, hue: community.hue },
    within: within && {
      id: within.id,
      title: within.title,
      address: kind && community ? kind.address(community.slug, within) : '',
    },
    author,
    kinds: [],
    isCapped: false,
    people: [],
    items: [],
    page: input.page,
    hasNext: false,
    misses,
    mayAsk: community !== null && mayChange(actor, 'discuss', community).ok,
  }
}

async function findAll(look: Look, actor: Actor, scope: SearchScope, matching: Matching, input: SearchInput) {
  // People are found by who they are, not by when they wrote or where.
  const isAboutPeople = !input.author && !input.from && !input.until && !input.entry
  const onlyPeople = input.kind === 'person'
  const window = onlyPeople
    ? { limit: foundPerPage + 1, offset: (input.page - 1) * foundPerPage }
    : { limit: peopleInSight, offset: 0 }
  const [{ kinds, isCapped, items }, people] = await Promise.all([
    findEntries(look, actor, scope, matching, input),
    isAboutPeople ? findPeople(look, scope, matching, window) : [],
  ])
  const [first] = people
  return { kinds: first ? [...kinds, { kind: 'person', count: first.total }] : kinds, isCapped, items, people }
}

type Found = Awaited<ReturnType<typeof findAll>>

async function shown(
  look: Look,
  query: SearchQuery,
  matching: Matching,
  { kinds, isCapped, items, people }: Found,
  { kind, page }: SearchInput,
) {
  const here = items.slice(0, foundPerPage)
  const marker = await markerFor(look, query, matching, here)
  const onlyPeople = kind === 'person'
  return {
    kinds,
    isCapped,
    items: here.map((row) => foundEntry(look, row, marker)),
    people:
      onlyPeople || (page === 1 && !kind)
        ? people.slice(0, onlyPeople ? foundPerPage : peopleInSight).map(foundPerson)
        : [],
    hasNext: (onlyPeople ? people : items).length > foundPerPage,
  }
}

/** Decides the words that are marked, in all results at once. */
async function markerFor(
  look: Look,
  query: SearchQuery,
  matching: Matching,
  found: readonly FoundRow[],
): Promise<Marker> {
  const typed = query.terms.filter((term) => !term.isWithout).flatMap((term) => term.words)
  const stems = [...matching.any.matchAll(/'([^']+)'/g)].map(([, stem]) => stem ?? '')
  const toDecide = wordsToDecide(
    found.flatMap(({ title, text }) => [title, text]),
    [...typed, ...stems],
  )
  const words = toDecide.length > 0 ? await markedAmong(look, matching, toDecide) : new Set<string>()
  return { words, unspaced: typed.filter(isUnspaced) }
}

function foundEntry(look: Look, row: FoundRow, marker: Marker): FoundEntry {
  const kind = look.platform.declared.kinds.get(row.kind)
  const page = kind?.address(row.slug, { id: row.entryId, title: row.title }) ?? ''
  return {
    id: row.entryId,
    kind: row.kind,
    title: marked(row.title, marker),
    address: row.postId ? atPost(page, row.postId) : page,
    community: { slug: row.slug, name: row.communityName, hue: row.hue },
    part: row.part,
    passage: passageOf(row.text, marker),
    author: row.authorId && row.authorName ? { id: row.authorId, name: row.authorName } : null,
    at: row.at,
    isAnswered: row.isAnswer,
    more: row.more,
  }
}

function foundPerson({ id, name, title, photo }: Awaited<ReturnType<typeof findPeople>>[number]): FoundPerson {
  return { id, name, title, photo, address: `/people/${addressPart(name, id)}` }
}

/** A search that takes its connection too long ends with a sentence. */
async function untilTooMuch<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (problem) {
    const isTooSlow = problem instanceof Error && 'code' in problem && problem.code === '57014'
    if (isTooSlow) refuse(tooMuch)
    throw problem
  }
}

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
  const scope = scopeOf(actor, community)
  const query = parseQuery(typed, { isComplete: false })
  const heavy = { ...look, db: look.platform.database.heavy }
  return untilTooMuch(async () => {
    const matching = scope.communityIds.length > 0 ? await matchingOf(heavy, scope.communityIds, query) : null
    const [found, people] = matching
      ? await Promise.all([
          findTitles(heavy, actor, scope, matching),
          findPeople(heavy, scope, matching, { limit: mostPeopleSuggested, offset: 0 }),
        ])
      : [[], []]
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

/** The words of a query that found nothing, as they are counted. */
export function missedWords(q: string): string {
  return queryKey(parseQuery(q))
}
