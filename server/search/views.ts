/** What a search finds, as its reader may see it. */
import { type CommunityHead, mayChange } from '#server/communities/room.ts'
import { atPost } from '#server/discussions/room.ts'
import { readAudienceIds } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { addressPart } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { refuse } from '#server/platform/refuse.ts'
import { parseQuery, queryKey, type SearchQuery } from '#server/platform/search/query.ts'
import { guessed, type Nearest, nearestWords } from '#server/platform/search/reads-nearest.ts'
import { type Matching, markedAmong, matchingOf } from '#server/platform/search/reads-query.ts'
import { respelled, typedAgain } from '#server/platform/search/respelled.ts'
import { isUnspaced } from '#server/platform/search/terms.ts'
import type { Look } from '#server/platform/work.ts'
import { type Marker, marked, passageOf, wordsToDecide } from '#server/search/passage.ts'
import {
  type FoundRow,
  findAuthor,
  findEntries,
  findPeople,
  findWithin,
  listMisses,
  type SearchPlace,
} from '#server/search/reads-found.ts'
import {
  type FoundEntry,
  type FoundPerson,
  foundPerPage,
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
  const scope = await scopeOf(look, actor, community)
  const query = parseQuery(input.q, { isComplete: !input.typing })
  const empty = await emptyView(look, actor, scope, input, query)
  if (empty.state !== 'asked' || scope.communityIds.length === 0) return empty
  const heavy = { ...look, db: look.platform.database.heavy }
  return untilTooMuch(async () => {
    for (const attempt of attempts(heavy, scope, query)) {
      const { matching, better, isLoose } = await attempt()
      const found = matching && (await findAll(heavy, actor, scope, matching, { ...input, isLoose }))
      if (found && (found.items.length > 0 || found.kinds.length > 0))
        return { ...empty, isLoose, ...(await shown(heavy, better ?? query, matching, found, input, better !== null)) }
    }
    return empty
  })
}

interface Attempt {
  readonly matching: Matching | null
  /** The query that is asked instead of what was typed, or null. */
  readonly better: SearchQuery | null
  readonly isLoose: boolean
}

/** Guesses at what was meant that are tried one after the other. */
const mostGuesses = 3

/** What was asked; then with the nearest words in place of those that nothing has; then with any of the words. */
function* attempts(look: Look, { communityIds }: SearchScope, query: SearchQuery): Generator<() => Promise<Attempt>> {
  yield async () => ({ matching: await matchingOf(look, communityIds, query), better: null, isLoose: false })
  let nearest: ReadonlyMap<string, Nearest> = new Map()
  const most = () => Math.max(...[...nearest.values()].map((one) => one.nearest.length), 0)
  for (let place = 0; place < Math.min(mostGuesses, Math.max(1, most())); place += 1)
    yield async () => {
      if (place === 0) nearest = await nearestWords(look, communityIds, query)
      const better = nearest.size > 0 ? respelled(query, guessed(nearest, { place })) : null
      return { matching: better && (await matchingOf(look, communityIds, better)), better, isLoose: false }
    }
  // Where nothing has them together, a guess that is far off would show what nobody meant.
  yield async () => {
    const close = guessed(nearest, { isClose: query.terms.length > 1 })
    const better = close.size > 0 ? respelled(query, close) : null
    return { matching: await matchingOf(look, communityIds, better ?? query, 'any'), better, isLoose: true }
  }
}

/** The communities that are searched: the one that was found for the actor, or all of theirs. */
export async function scopeOf(look: Look, actor: Actor, community: CommunityHead | null): Promise<SearchScope> {
  const audienceIds = await readAudienceIds(look, actor)
  if (community) return { community, communityIds: [community.id], audienceIds }
  const memberships = actor.kind === 'person' ? actor.memberships : []
  return {
    ...{ community, audienceIds },
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
    input.entry ? findWithin(look, scope, input.entry) : null,
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
      address: kind?.address(within.slug, within) ?? '',
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
    mayAskIn: community ? [] : mayAskIn(actor),
  }
}

/** The communities in which the actor may begin a discussion. */
function mayAskIn(actor: Actor): SearchView['mayAskIn'] {
  const memberships = actor.kind === 'person' ? actor.memberships : []
  return memberships
    .filter(({ communityId }) => may(actor, 'discuss', communityId))
    .map(({ slug, name, hue }) => ({ slug, name, hue }))
}

async function findAll(
  look: Look,
  actor: Actor,
  scope: SearchScope,
  matching: Matching,
  input: SearchInput & { readonly isLoose: boolean },
) {
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
  isCorrected: boolean,
) {
  const here = items.slice(0, foundPerPage)
  const texts = [
    ...here.flatMap(({ title, text }) => [title, text]),
    ...people.map(({ name, title }) => `${name} ${title}`),
  ]
  const marker = await markerFor(look, query, matching, here)
  const onlyPeople = kind === 'person'
  return {
    corrected: isCorrected ? typedAgain(query, texts.join(' ')) : null,
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
    found.flatMap(({ title, text, file }) => [title, text, file ?? '']),
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
    file: row.file === null ? null : marked(row.file, marker),
    passage: passageOf(row.text, marker),
    author: row.authorId && row.authorName ? { id: row.authorId, name: row.authorName } : null,
    isBlocked: row.isBlocked,
    at: row.at,
    isAnswered: row.isAnswer,
    more: row.more,
    moreIn: row.moreParts.every((part) => part === 'post')
      ? 'discussion'
      : row.moreParts.every((part) => part === 'file')
        ? 'files'
        : 'entry',
  }
}

/** A person as results show them. */
export function foundPerson({ id, name, title, photo }: Awaited<ReturnType<typeof findPeople>>[number]): FoundPerson {
  return { id, name, title, photo, address: `/people/${addressPart(name, id)}` }
}

/**
 * A search that takes its connection too long ends with a sentence.
 * @refuses search_too_much
 */
export async function untilTooMuch<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (problem) {
    const isTooSlow = problem instanceof Error && 'code' in problem && problem.code === '57014'
    if (isTooSlow) refuse(tooMuch)
    throw problem
  }
}

/** The words of a query that found nothing, as they are counted. */
export function missedWords(q: string): string {
  return queryKey(parseQuery(q))
}
