/** What is written for a cohort or a circle alone: where, and what of it. */

export interface GroupPlace {
  /** The cohort's or the circle's. */
  readonly groupId: string
  readonly community: { readonly id: string; readonly slug: string; readonly status: 'draft' | 'active' | 'archived' }
}

export interface WrittenForGroup {
  /** As far as the actor may read them, the latest first. */
  readonly entries: readonly EntryForGroup[]
  /** The kinds of which the actor may begin one for it. */
  readonly begins: readonly string[]
}

interface EntryForGroup {
  readonly kind: string
  readonly title: string
  readonly address: string
  readonly at: Date
}
