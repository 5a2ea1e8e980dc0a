/**
 * What each room provides for tests in its `samples.ts`: how to make its things, and what the tests that call every
 * address must know about the room. A new room adds such a file, and nothing changes here.
 */
import { roomFiles } from '#tests/support/room-files.ts'
import type { Site } from '#tests/support/site.ts'

/** Values by the path parameter that takes them. */
export type Samples = Readonly<Record<string, string>>

export interface RoomSamples {
  /** Its entries, one of each kind at least; a path names one by its kind. */
  readonly entries?: readonly SampleEntry[]
  /** What else its paths name, made through the site once all entries are there. `mark` sets names apart where it is made again. */
  readonly things?: (site: Site, made: Samples, mark: string) => Promise<Samples>
  /** What else its paths name that is the same on every site. */
  readonly pathWords?: Samples
  /** What its acts take where any text will not do: by the field's name, or by `path field` where a path has its own. */
  readonly fieldWords?: Readonly<Record<string, unknown>>
  /** Its lists with a filter, in a community; `WORD` is replaced by the words to search for. */
  readonly lists?: readonly string[]
  /** Addresses that let a permission in although only some of its holders may act there; and which holders. */
  readonly ofOnesOwn?: Readonly<Record<string, string>>
  /** Addresses that need something that is not among these samples; and what. The room's own tests have it. */
  readonly notAtHand?: Readonly<Record<string, string>>
}

export interface SampleEntry {
  readonly kind: string
  /** Makes one as a person of the cast would, with this word in its title and its text. @returns its id */
  make(site: Site, word: string): Promise<string>
}

export const roomSamples = await roomFiles<RoomSamples>('samples')

/** The entries of all rooms, how one of each is made. */
export const sampleEntries: readonly SampleEntry[] = roomSamples.flatMap(({ entries = [] }) => entries)

/** The same words of all rooms, as one list. */
export function allWords<K extends 'pathWords' | 'fieldWords' | 'ofOnesOwn' | 'notAtHand'>(
  key: K,
): NonNullable<RoomSamples[K]> {
  return Object.assign({}, ...roomSamples.map((one) => one[key]))
}
