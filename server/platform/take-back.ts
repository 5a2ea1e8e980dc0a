/**
 * Taking back what an activity records, from its line in the audit. The room that declares the kind of activity says who may, what
 * taking it back does to each of those to whom it was done, and does it: by a use case of its own, with the permissions of the one
 * who takes it back. What others changed since stays as it is, and is named.
 */
import type { ActivityKind, AnyActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Permission } from '#server/platform/permission.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** For so many days an act can be taken back. Its activity is kept at least as long. */
export const takeBackDays = 30

/** An act as it was recorded. */
export interface PastAct<F> {
  readonly id: string
  readonly communityId: string | null
  readonly objectId: string | null
  readonly facts: F
}

/** What taking an act back does to one of those to whom it was done, as things stand now. */
export interface Outlook {
  /** Of a thing: its id. */
  readonly personId: string
  readonly name: string
  /** False where it stays as it is: others changed something since, or the actor's role does not reach so far. */
  readonly isOpen: boolean
  /** What happens to them, or why nothing does: a sentence in the actor's language. */
  readonly says: string
}

/** What of an outlook is decided. */
export type Fate = Pick<Outlook, 'isOpen' | 'says'>

/** It stays as it is: why. */
export function stays(says: string): Fate {
  return { isOpen: false, says }
}

/** It is taken back: what happens then. */
export function goes(says: string): Fate {
  return { isOpen: true, says }
}

/** How one kind of activity is taken back. */
export interface TakeBack<F = never> {
  readonly kind: ActivityKind<F>
  /** Who may at all, in its community or on the site; `outlook` asks it again, and for more. */
  readonly permission: Permission
  /** It was done to a thing, not to people, so it is taken back whole: its outlook is one line, with the id and the name of the thing. */
  readonly isOfThing?: true
  /**
   * One line for each person to whom it was done.
   * @refuses as the acts of its room do, to an actor who may not
   */
  outlook(look: Look, actor: Actor, act: PastAct<F>): Promise<Outlook[]>
  /** Locks what `outlook` reads, so that it holds until the act is taken back. */
  lock(work: Work, act: PastAct<F>): Promise<void>
  /** Takes it back for these people, each open in the outlook that was read under the lock. */
  run(work: Work, actor: Actor, act: PastAct<F>, personIds: readonly string[]): Promise<void>
  /** Does the act once more after it was taken back; absent where that is done elsewhere. */
  again?(work: Work, actor: Actor, act: PastAct<F>): Promise<void>
}

/** A way of taking back, in a list of several. */
// biome-ignore lint/suspicious/noExplicitAny: it takes the facts of its own kind, which contravariance forbids to name here
export type AnyTakeBack = TakeBack<any>

/** Declares how a kind of activity is taken back. */
export function takeBack<F>(kind: ActivityKind<F>, how: Omit<TakeBack<NoInfer<F>>, 'kind'>): TakeBack<F> {
  return { kind, ...how }
}

/** The activities that can be taken back, by verb. */
export type TakeBacks = ReadonlyMap<AnyActivityKind['verb'], AnyTakeBack>
