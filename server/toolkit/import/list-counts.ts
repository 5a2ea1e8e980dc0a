/**
 * Counts what a list would add to a Toolkit, shown before the import, and what it added. Pure.
 */
import { z } from 'zod'
import type { ListedLink, ListRead } from '#server/toolkit/import/markdown-list.ts'

/** The largest list given on a page, in bytes. */
export const longestList = 1_000_000
/** How many of the lines that could not be read a page shows. */
const mostUnread = 200

export const listCountsView = z.object({
  /** Links in the list's bullets. */
  links: z.number().int(),
  /** New to this Toolkit. */
  added: z.number().int(),
  /** Addresses that were in it before. */
  alreadyHere: z.number().int(),
  /** Links whose address occurs further up in the list: each is imported once, under all its topics. */
  repeated: z.number().int(),
  newTopics: z.number().int(),
  unread: z.array(z.object({ file: z.string().nullable(), line: z.number().int(), why: z.string(), text: z.string() })),
  unreadTotal: z.number().int(),
  /** Files of a folder that describe the list itself and hold no entries. */
  passedOver: z.array(z.string()),
})
export type ListCounts = z.infer<typeof listCountsView>

/** A link to be added, under every topic it is listed under. */
export interface FreshLink extends Omit<ListedLink, 'topics'> {
  readonly paths: readonly (readonly string[])[]
}

/** What of a list is new, given which of its addresses are in the Toolkit; `paths` are the topics it needs, in the list's order. */
export function sortList(list: ListRead, here: ReadonlySet<string>) {
  const fresh = new Map<string, FreshLink & { paths: string[][] }>()
  const known = new Set<string>()
  const paths: string[][] = []
  let repeated = 0
  for (const { topics, ...link } of list.links) {
    const before = fresh.get(link.address)
    if (before || known.has(link.address)) repeated++
    if (here.has(link.address)) {
      known.add(link.address)
      continue
    }
    const one = before ?? { ...link, paths: [] }
    fresh.set(link.address, one)
    if (topics.length === 0) continue
    one.paths.push([...topics])
    paths.push([...topics])
  }
  return { fresh: [...fresh.values()], paths, alreadyHere: known.size, repeated }
}

type Found = Pick<ListCounts, 'added' | 'alreadyHere' | 'repeated' | 'newTopics'>

/** The counts as they are shown. */
export function countsOf(list: ListRead, found: Found): ListCounts {
  return {
    links: list.links.length,
    ...found,
    unread: list.unread.slice(0, mostUnread).map((line) => ({ ...line })),
    unreadTotal: list.unread.length,
    passedOver: [...list.passedOver],
  }
}
