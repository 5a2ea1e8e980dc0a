/**
 * The kinds of entries: everything of a community that can be found, discussed, noticed, saved or linked. Each room declares
 * its own, so that no other room knows its name.
 */

import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { Piece } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Permission } from '#server/platform/permission.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** An entry, as its address needs it. */
export const entryRef = z.object({ id: z.string(), title: z.string() })
export type EntryRef = z.infer<typeof entryRef>

/** Something that happened to an entry lately. */
export interface LatestEntry<V = unknown> {
  readonly id: string
  readonly at: Date
  /** Who did it; null where they have left the site. */
  readonly byId: string | null
  readonly view: V
}

/** How the list of what is new shows entries of a kind. */
export interface NewsOfKind {
  /** One of them in the page's view. */
  readonly view: z.ZodType
  // biome-ignore-start lint/suspicious/noExplicitAny: a kind takes its own view, which contravariance forbids to name here
  /** What happened last to those of a community the actor may read. One statement. */
  latest(look: Look, actor: Actor, community: any): Promise<LatestEntry<any>[]>
  /** One of them as a row that is new to its reader. */
  row(view: any, screen: Screen, slug: string): Piece
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
}

/** What of a kind waits on the first page for something its reader does: an open Ping, for their answer. */
export interface NeedsOfKind {
  /** One of them in the page's view. */
  readonly view: z.ZodObject<{ communitySlug: z.ZodString }>
  // biome-ignore-start lint/suspicious/noExplicitAny: a kind takes its own view, which contravariance forbids to name here
  /** Those that wait for the actor in all their communities, the most urgent first. One statement at most. */
  list(look: Look, actor: Actor): Promise<any[]>
  row(view: any, screen: Screen): Piece
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
  /** That this many of a community wait. */
  count(t: Translate, n: number): string
}

/** Who asks a featured person for their name, for what, and where. */
export interface NamesAsked {
  readonly name: string
  readonly asker: string
  readonly community: string
  readonly title: string
}

/** The sentences that ask for it, on the page and in the mail. */
export interface AskingWords {
  /** The heading of the page: a question to the person. */
  readonly question: string
  /** What the asker would like, above one of several. */
  readonly wish: string
  readonly subject: string
  /** Above the title in the mail. */
  readonly above: string
  /** What would happen with a yes. */
  readonly terms: string
  readonly why: string
}

/** How entries of a kind go out in the name of a featured person, who sees all of it and is asked first. */
export interface InNameOf {
  // biome-ignore-start lint/suspicious/noExplicitAny: a kind takes its own view, which contravariance forbids to name here
  /** What only this kind has to show of each of these entries, by id, when the person is asked. One statement. */
  details(look: Look, entryIds: readonly string[]): Promise<ReadonlyMap<string, any>>
  /** What stands below its title: the answers of a Ping. */
  lines(asked: any): readonly string[]
  /** How it would go out: to how many, until when. */
  terms(asked: any, t: Translate, reader: { readonly zone: string; readonly now: Date }): string
  // biome-ignore-end lint/suspicious/noExplicitAny: as above
  /** The sentences that ask the person for their name, as this kind says them. */
  asking(t: Translate, names: NamesAsked): AskingWords
  /** How the list names a yes: to an entry whose title is not known any more, and to everything that somebody asks for. */
  words(t: Translate, name: string): { readonly this_one: string; readonly until_withdrawn: string }
}

/** How one begins one of a kind that a cohort or a circle alone reads: its page leads to the form. */
export interface BegunForGroup {
  /** The form, in the community with this slug. It takes the cohort or the circle as `group`. */
  readonly address: (slug: string) => string
  readonly label: (t: Translate) => string
  /** Who may: those who write for that cohort or circle, and have this permission. */
  readonly permission: Permission
  /** For which of the two. */
  readonly for: 'groups' | 'cohorts'
}

export interface EntryKind {
  readonly begunForGroup?: BegunForGroup
  /** As `entry.kind` has it; its room's migration adds it to the table `entry_kind`. */
  readonly kind: string
  /** What one is called beside others: "Discussion". */
  readonly name: (t: Translate) => string
  /** What several are called: "Discussions". */
  readonly plural: (t: Translate) => string
  /** Where one is read, in the community with this slug. */
  address(slug: string, entry: EntryRef): string
  /** What a discussion below an entry is about, in words; absent where only the entry's own posts are discussed. */
  readonly about?: (t: Translate) => {
    /** In a list of discussions: "In the Toolkit". */
    readonly inList: string
    /** Above its title, as the link to it: "About an item of the Toolkit". */
    readonly above: string
  }
  /** Absent where entries of this kind are not listed as news. */
  readonly news?: NewsOfKind
  /** The part of the inbox's addresses by which its page says that it was in sight; absent where opening it marks it as read. */
  readonly inboxPath?: string
  /** Absent where entries of this kind never wait for anybody. */
  readonly needs?: NeedsOfKind
  /** How one is reported to those who moderate. Absent: as a whole, from its own menu. `by its posts`: each post by itself. */
  readonly reported?: 'by its posts'
  /** What else goes, or comes back, with an entry that those who moderate remove or bring back; it refuses where that cannot be. */
  whenRemoved?(work: Work, entryId: string, is: 'removed' | 'back'): Promise<void>
  /** Absent where entries go out in their writer's own name. */
  readonly inNameOf?: InNameOf
  /** Where one may begin with posts of a discussion (`thread` and `post` in the address), and what that is called. */
  readonly begunWithPosts?: { address(slug: string): string; label(t: Translate): string }
}

/** All kinds of this program, by their name. */
export type EntryKinds = ReadonlyMap<string, EntryKind>

/** Is an activity's object an entry: of this kind, or with `entry` of any kind? */
export function isEntry(kinds: EntryKinds, object: string): boolean {
  return object === 'entry' || kinds.has(object)
}
