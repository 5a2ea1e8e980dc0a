/**
 * What can be watched live, and what a watcher is sent.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Locale } from '#server/platform/i18n.ts'
import type { Look } from '#server/platform/work.ts'

/** What may be shown: two watchers of one viewer class and language see the same bytes. */
export type ViewerClass = string

/** One change of a page: what web/elements/live-region.ts applies. */
export interface LiveChange {
  /** The `data-live` name of the element that changes. */
  readonly target: string
  readonly mode: 'replace' | 'upsert' | 'remove'
  /** The item's id, and where it stands among its siblings, for lists. */
  readonly id?: string
  readonly order?: string
  readonly html?: string
  /** Said politely to a screen reader, at most every ten seconds. */
  readonly announce?: string
}

/** What is new on a channel, and the version after it: opaque text. */
export interface ChannelUpdate {
  readonly version: string
  readonly changes: readonly LiveChange[]
}

/** A kind of thing that can be watched: `ping/<id>`. */
export interface LiveChannel {
  readonly kind: string
  /** The viewer class this actor belongs to on each of these, by id; those they may not watch are not in it. */
  viewerClassesOf(look: Look, actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, ViewerClass>>
  /** What is new since a version (null: since ever). */
  changes(
    look: Look,
    id: string,
    viewerClass: ViewerClass,
    locale: Locale,
    since: string | null,
  ): Promise<ChannelUpdate>
}
