/**
 * What a room keeps of one person's own, for the file by which people take their data along.
 */
import type { RawBuilder } from 'kysely'
import type { Translate } from '#server/platform/i18n.ts'

export interface OwnData {
  /** The name of its file, without the ending: `posts`. */
  readonly name: string
  /** A file with a lower number is told of first. */
  readonly place: number
  /** What stands in it, in a line. */
  readonly says: (t: Translate) => string
  /** A query for what is this person's own and nobody else's, in an order that stays the same while rows are added at its end. */
  readonly of: (personId: string) => RawBuilder<unknown>
}
