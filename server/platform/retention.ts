/**
 * How long things are kept. A room declares each kind of thing it keeps that can be deleted by its age; an owner of the site sets the
 * time, and without one everything stays.
 */
import type { Translate } from '#server/platform/i18n.ts'
import type { Work } from '#server/platform/work.ts'

/** Every kind there is. The audit names them, so they are a fixed list. */
export const retentionKinds = ['audit', 'activities', 'notices', 'mails', 'joining'] as const
export type RetentionKind = (typeof retentionKinds)[number]

export interface Retention {
  readonly kind: RetentionKind
  /** One with a lower number stands first. */
  readonly place: number
  readonly label: (t: Translate) => string
  /** What is lost when it goes. */
  readonly destroys: (t: Translate) => string
  /** The times to choose from, in whole months. The least is long enough for what else reads these things. */
  readonly months: readonly number[]
  /**
   * Deletes what is from before a moment, and nothing that is still needed.
   * @returns how many things
   */
  forget(work: Work, before: Date): Promise<number>
}
