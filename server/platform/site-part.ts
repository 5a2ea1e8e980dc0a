/** What those who run the site look after, as rooms declare it. */
import type { RawBuilder } from 'kysely'
import type { Translate } from '#server/platform/i18n.ts'
import type { Permission } from '#server/platform/permission.ts'

/** A part of what people who run the site look after, such as its settings: a tab on these pages, and a line of the overview at `/site`. */
export interface SitePart {
  readonly key: string
  /** A part with a lower number stands first. */
  readonly place: number
  readonly path: string
  readonly label: (t: Translate) => string
  /** What one does there, in a line. */
  readonly says: (t: Translate) => string
  /** Shown only to those who have this permission on the site. */
  readonly onlyWith: Permission
  /** Something to count there: SQL that gives a whole number, and the number in words. */
  readonly figure?: { readonly count: RawBuilder<unknown>; readonly says: (t: Translate, n: number) => string }
}
