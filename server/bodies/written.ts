/** An entry whose text stands in a body: a working page, an article. What everybody sees of it, and what it is saved with. */
import { z } from 'zod'
import { longestBody, type Writers, writerKinds } from '#server/bodies/body.ts'
import { hiddenView, readersView } from '#server/entries/room.ts'
import { naming, optionalProse } from '#server/platform/http/input.ts'

const person = z.object({ id: z.string(), name: z.string(), photo: z.string().nullable() })

/** One as a line of a list. */
export const writtenItemView = z.object({
  id: z.string(),
  /** Where it is read, as what it is now: a page that was put into the Toolkit is another kind from then on. */
  kind: z.string(),
  address: z.string(),
  title: z.string(),
  /** Who wrote lately, the last first; those who have left the site are not among them. */
  wroteLately: z.array(person),
  savedAt: z.date(),
  readers: readersView,
})
export type WrittenItem = z.infer<typeof writtenItemView>

export const writtenView = writtenItemView.extend({
  bodyId: z.string(),
  language: z.string(),
  hidden: hiddenView,
  source: z.string(),
  html: z.string(),
  version: z.number().int(),
  /** Who saved that version; null where they have left the site. */
  savedBy: person.nullable(),
  owner: person.nullable(),
  writers: z.enum(writerKinds),
  /** Who is named to write it. */
  named: z.array(person.extend({ handle: z.string() })),
  /** May they write it; and say who writes it, take it away and bring it back? */
  can: z.object({ write: z.boolean(), arrange: z.boolean() }),
})
export type Written = z.infer<typeof writtenView>

/** What one is to say, and who may write it; left out, that stays. */
export interface Writing {
  readonly title: string
  readonly source: string
  readonly writers?: (typeof writerKinds)[number] | undefined
  /** Handles, where it is for people named. */
  readonly people?: string
  /** The cohort or circle it is for, as it begins; left out for everybody in the community. */
  readonly group?: string | null
}

/** What an act takes that writes one, where these may be let to write it. */
export function writingInput<W extends Writers>(kinds: readonly W[]) {
  return { title: naming(200), source: optionalProse(longestBody), writers: z.enum(kinds).optional() }
}

/** The live topic of one. */
export function writtenChannel(entryId: string): string {
  return `body/${entryId}`
}
