/**
 * Activities: who did what to what, when. A room declares each kind with the shape of its facts, with whom it notifies and with
 * what the audit says of it, and records it by that declaration. Notices, and everything else that follows from an activity, read only this.
 */
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

/** By which way something was done: a page, the API, a link in a mail, a command, or the program by itself. */
export type Via = 'page' | 'api' | 'mail' | 'command' | 'job'

/** An activity in the log, with what is needed to find its recipients. */
export interface LoggedActivity<F = Record<string, unknown>> {
  readonly id: string
  readonly communityId: string
  readonly objectId: string | null
  readonly facts: F
}

/** A group of people around an activity. */
export interface Recipients<F = never> {
  /** Who they are, in a few words. */
  readonly name: string
  /** A query that gives `person_id`. The notices room leaves out those who did it and those who may not read it. */
  people(activity: LoggedActivity<F>): RawBuilder<{ person_id: string }>
}

/** Who gets a notice of an activity, and of which kind. */
export interface NotifyRule<F = never> {
  readonly recipients: Recipients<F>
  readonly as: NoticeKind
}

/** How an administrative act, one that takes a role, is told by the audit. */
export interface AuditRule {
  /** What was done, as a screen says it (an English message). */
  readonly says: string
  /** Those of its facts that the audit keeps. The people they name stand in the audit anyway; words that somebody wrote never do. */
  readonly keeps?: readonly string[]
  /** An act of moderation: it stands in its community's log of moderation. Done by the author of the words themselves, it is none, and nothing is written. */
  readonly moderates?: true
}

/** A kind of activity. */
export interface ActivityKind<F = unknown> {
  readonly verb: string
  /** The kind of thing that its object's id names; `entry` stands for an entry of any kind. */
  readonly object: string
  /** Ids and figures only: never a choice in a Ping, a secret, or what somebody wrote. A shape only gains optional facts; else it is a new verb. */
  readonly facts: z.ZodType<F>
  /** A person whom two rules name gets one notice, by the upper rule. */
  readonly notify: readonly NotifyRule<F>[]
  /** Null where it is no administrative act. */
  readonly audit: AuditRule | null
  /** Kinds of notice about the same object with which nothing is left to do: they are read, whoever got them. */
  readonly settles: readonly NoticeKind[]
}

/** A kind in a list of several. */
// biome-ignore lint/suspicious/noExplicitAny: recipients take their own facts, which contravariance forbids to name here
export type AnyActivityKind = ActivityKind<any>

type FactsOf<S extends z.ZodRawShape> = z.infer<ReturnType<typeof z.object<S>>>

/** Declares a kind of activity. */
export function activity<S extends z.ZodRawShape = Record<never, never>>(
  verb: string,
  object: string,
  facts: S = {} as S,
  notify: readonly NotifyRule<FactsOf<S>>[] = [],
  audit: AuditRule | null = null,
  settles: readonly NoticeKind[] = [],
): ActivityKind<FactsOf<S>> {
  return { verb, object, facts: z.object(facts), notify, audit, settles }
}

/** The people whom the facts of an activity name as those to whom it was done. */
export function peopleIn(facts: unknown): string[] {
  const { personId, personIds } = facts as Readonly<Record<string, unknown>>
  return [...new Set([personId, personIds].flat().filter((id) => typeof id === 'string'))]
}

/** Does anything follow from it in people's inboxes? */
export function changesInboxes({ notify, settles }: AnyActivityKind): boolean {
  return notify.length > 0 || settles.length > 0
}

/** One activity as it is recorded. */
export interface RecordedActivity<F> {
  readonly communityId: string | null
  /** Who did it: an actor, or a person by their id; null where no person of this site did it. */
  readonly by: Actor | string | null
  readonly objectId: string | null
  /** The entry to which it happened, or below which, where its object is another thing. */
  readonly entryId?: string
  readonly facts: F
}

/** The same; the facts may be left out where the kind needs none. */
export type NewActivity<F> =
  Record<never, never> extends F ? Omit<RecordedActivity<F>, 'facts'> & { readonly facts?: F } : RecordedActivity<F>
