/** What a new member is shown to do first, as rooms declare it. */
import type { RawBuilder } from 'kysely'
import type { Translate } from '#server/platform/i18n.ts'
import type { Permission } from '#server/platform/permission.ts'

/** One thing of a new member's first hour in a community. The list of them ends by itself once all are done. */
export interface FirstHourStep {
  readonly key: string
  /** The lower of two comes first. */
  readonly place: number
  readonly label: (t: Translate) => string
  /** Where it is done, from the community's address. */
  readonly path: (root: string) => string
  /** What its reader may do here, without which there is nothing to do for them; a guest only reads. */
  readonly onlyWith?: Permission
  /** Whether it is done: SQL about the person called `me`, the community called `c`, and the membership of the two called `m`. */
  readonly isDone: RawBuilder<unknown>
  /** Whether there is anything to do, likewise; always, where this is left out. */
  readonly isThere?: RawBuilder<unknown>
  /** A list of the leader's own takes its place. */
  readonly givesWay?: true
  /** One says hello there: the place that a leader chose for that takes the place of `path`. */
  readonly isGreeting?: true
  /** Its reader may tick it, as the site does not see everything that does it. */
  readonly mayTick?: true
}
