/**
 * The kinds of entries: everything of a community that can be found, discussed, noticed, saved or linked. Each room declares
 * its own, so that no other room knows its name.
 */
import type { Translate } from '#server/platform/i18n.ts'

/** An entry, as its address needs it. */
export interface EntryRef {
  readonly id: string
  readonly title: string
}

export interface EntryKind {
  /** As `entry.kind` has it; its room's migration adds it to the table `entry_kind`. */
  readonly kind: string
  /** Where one is read, in the community with this slug. */
  address(slug: string, entry: EntryRef): string
  /** What a discussion below one is said to be about; absent where nothing else is discussed than the entry's own posts. */
  readonly about?: (t: Translate) => {
    /** In a list of discussions: "In the Toolkit". */
    readonly inList: string
    /** Above its title, as the link to it: "About an item of the Toolkit". */
    readonly above: string
  }
}

/** All kinds of this program, by their name. */
export type EntryKinds = ReadonlyMap<string, EntryKind>
