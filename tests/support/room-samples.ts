/**
 * What each room brings for tests beside itself, in `samples.ts`: how its things are made, and what the tests that ask every
 * address must know of its own. A new room brings such a file, and nothing is added here.
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
  /** Its lists as somebody narrows them, in a community, where `WORD` stands for what is looked for. */
  readonly lists?: readonly string[]
  /** Addresses whose door lets a right in, behind which only some of its holders may act; and which. */
  readonly ofOnesOwn?: Readonly<Record<string, string>>
  /** Addresses that ask for something none of these samples is; and what. Its own tests have it. */
  readonly notAtHand?: Readonly<Record<string, string>>
}

export interface SampleEntry {
  readonly kind: string
  /** Makes one as somebody of the cast would, with this word in its title and its text. @returns its id */
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
