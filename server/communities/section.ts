/**
 * A section of a community's page, declared by the room whose things it shows. The home room puts them together.
 */
import type { z } from 'zod'
import type { CommunityHead } from '#server/communities/community.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { PageSection } from '#server/platform/declared.ts'
import type { LatestEntry } from '#server/platform/entry-kind.ts'
import type { Piece } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Look } from '#server/platform/work.ts'

/** How many rows "New since your last visit" has at most: the Toolkit below it should stay in reach. */
export const newsLength = 4

/** The latest entries, read once for all sections. */
export interface Latest {
  /** By kind. */
  readonly entries: ReadonlyMap<string, readonly LatestEntry[]>
  /** Ids of the entries that are listed as new since the reader's last visit. */
  readonly news: ReadonlySet<string>
}

/** One line of what is new: the view of an entry under the name of its kind; null under all others. */
export interface NewsItem {
  readonly kind: string
  readonly at: Date
  readonly [kind: string]: unknown
}

/** What every section is shown with, beside its own part of the view. */
interface Around {
  readonly community: CommunityHead
  /** The steps of a draft are shown above, and say what to do. */
  readonly isFounding: boolean
  /** What is new since the reader's last visit. */
  readonly news: readonly NewsItem[]
}

type Part<F extends z.ZodRawShape> = z.infer<z.ZodObject<F>>

/** Declares a section. It runs one statement at most, beside those it shares with other sections. */
export function communitySection<F extends z.ZodRawShape>(section: {
  readonly key: string
  readonly place: number
  readonly name: (t: Translate) => string
  readonly fields: F
  read(look: Look, actor: Actor, community: CommunityHead, latest: Promise<Latest>): Promise<Part<F>>
  /** Nothing for members where there is nothing to show. `view` holds the parts of other sections too. */
  show(view: Part<F> & Around & { readonly [part: string]: unknown }, screen: Screen): Piece
  readonly above?: (view: Part<F> & Around, screen: Screen) => Piece
}): PageSection {
  return section
}
