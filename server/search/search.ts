/**
 * What is asked of search, and what it finds: shapes and rules.
 */
import { z } from 'zod'
import { addressId } from '#server/platform/http/input.ts'
import { refusal } from '#server/platform/refuse.ts'

/** Things on one page of results. */
export const foundPerPage = 20
/** People shown above the rest. */
export const peopleInSight = 4
/** Titles suggested while one types. */
export const mostSuggestions = 6
/** People suggested beside them. */
export const mostPeopleSuggested = 2
/** Past this page nobody looks: say more instead. */
const lastPage = 25

const day = z.iso.date().optional().catch(undefined)

/** A search as its address has it. Anything that cannot be read is left out. */
export const searchInput = z.object({
  q: z
    .string()
    .max(20_000)
    .default('')
    .describe(
      'Words, "phrases", beginnings* and -words that must not be there. Its first 200 characters and twelve terms are read.',
    ),
  kind: z
    .string()
    .max(40)
    .optional()
    .describe('Only entries of this kind, with their discussions and files; or `person`.'),
  author: addressId.optional().describe('Only what this person wrote.'),
  from: day.describe('Only from this day on, in your zone.'),
  until: day.describe('Only up to this day.'),
  entry: addressId
    .optional()
    .describe('Only inside this entry: its text, its files and its discussion, each passage by itself.'),
  page: z.coerce.number().int().min(1).max(lastPage).catch(1).default(1),
  typing: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .describe('It is still being typed: the last word may be the beginning of one.'),
})
export type SearchInput = z.infer<typeof searchInput>

/** A piece of a passage; `isMatch` where it is a word that was looked for. */
const passagePiece = z.object({ text: z.string(), isMatch: z.boolean() })
export type PassagePiece = z.infer<typeof passagePiece>

const communityRef = z.object({ slug: z.string(), name: z.string(), hue: z.number() })

/** An entry that was found, by its best passage. */
const foundEntryView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.array(passagePiece),
  /** Where the passage is read: the entry's page, opened at the post where it is in one. */
  address: z.string(),
  community: communityRef,
  /** Where in it the passage is. */
  part: z.enum(['entry', 'post', 'file']),
  /** The name of the file it is in. */
  file: z.array(passagePiece).nullable(),
  passage: z.array(passagePiece),
  /** Who wrote the passage; null where they have left. */
  author: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The reader blocked them: pages fold it. */
  isBlocked: z.boolean(),
  at: z.date(),
  /** The passage is the marked answer, or the question has one. */
  isAnswered: z.boolean(),
  /** Further passages in the same entry. */
  more: z.number().int(),
  /** Where these are: all in its discussion, all in its files, or here and there. */
  moreIn: z.enum(['discussion', 'files', 'entry']),
})
export type FoundEntry = z.infer<typeof foundEntryView>

export const foundPersonView = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  photo: z.string().nullable(),
  /** The address of the profile. */
  address: z.string(),
})
export type FoundPerson = z.infer<typeof foundPersonView>

export const searchView = z.object({
  /** As it was read; empty before anything is asked. */
  q: z.string(),
  /** Only its beginning was looked for, since it is too long. */
  isCut: z.boolean(),
  /** `nothing_asked`: it holds no word; `only_without`: it only says what must not be there. */
  state: z.enum(['asked', 'nothing_asked', 'only_without']),
  /** The query that found these, where a word was taken for a typing error. */
  corrected: z.string().nullable(),
  /** Nothing has all of the words: these have some. */
  isLoose: z.boolean(),
  community: communityRef.nullable(),
  within: z.object({ id: z.string(), title: z.string(), address: z.string() }).nullable(),
  author: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** How many entries there are of each kind, and people, whatever `kind` is asked; at least one each. */
  kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  /** It stopped counting there: the newest were looked at. */
  isCapped: z.boolean(),
  people: z.array(foundPersonView),
  items: z.array(foundEntryView),
  page: z.number().int(),
  hasNext: z.boolean(),
  /** What others looked for here in the last 90 days and did not find; for those who lead the community, else empty. */
  misses: z.array(z.object({ words: z.string(), people: z.number().int() })),
  /** The actor may begin a discussion here, and so ask the community. */
  mayAsk: z.boolean(),
  /** Where the actor may begin one, if all their communities are searched. */
  mayAskIn: z.array(communityRef),
})
export type SearchView = z.infer<typeof searchView>

export const tooMuch = refusal(
  'search_too_much',
  503,
  'There is too much that has these words. Add a word that says more, or choose a community.',
)

/** The address of a search, in one community or in all of one's own. */
export function searchAddress(slug: string | null, asked: Partial<Record<keyof SearchInput, string>>): string {
  const given = Object.entries(asked).filter(([, value]) => value)
  const path = slug ? `/c/${slug}/search` : '/search'
  return given.length > 0 ? `${path}?${new URLSearchParams(given as [string, string][])}` : path
}
