/**
 * Kinds of mail. A room declares its kinds and how their words are made. The words are made when a mail is sent or shown and
 * never stored, so a mail leaves in the recipient's language, and only if they should still get it.
 */

import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { Html } from '#server/platform/html/html.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { mapByName } from '#server/platform/map-by-name.ts'
import type { Permission } from '#server/platform/permission.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** What a mail is queued with: ids, and secrets that are sealed. */
export const mailPayload = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
)
export type MailPayload = z.infer<typeof mailPayload>

/** One mail to one person, as a kind's `compose` gets it. */
export interface Mail<P extends MailPayload = MailPayload> {
  readonly id: string
  readonly kind: string
  /** Null where the recipient has no account. */
  readonly personId: string | null
  /** The recipient's name, or null where it is not known. */
  readonly name: string | null
  readonly address: string
  /** The person's `mail_version`, which every mailed token carries; 0 where there is no account. */
  readonly mailVersion: number
  readonly aboutKind: string
  readonly aboutId: string
  readonly community: MailCommunity | null
  readonly payload: P
  /** The recipient's language, or the community's, or the site's. */
  readonly t: Translate
  /** An IANA zone: the recipient's, or the community's, or the site's. Name it where a mail says an hour. */
  readonly zone: string
  readonly siteName: string
  readonly siteHue: number
  readonly queuedAt: Date
  /** `waiting` while it is about to leave; a mail shown later was handed over, kept, failed or dropped. */
  readonly state?: MailState
}

/** Where a mail stands. A `held` one waits for its reader's digest; one `in_digest` was taken into it and is not sent by itself. */
export const mailStates = ['waiting', 'held', 'in_digest', 'handed_over', 'kept', 'failed', 'dropped'] as const
export type MailState = (typeof mailStates)[number]

/** Is the mail about to leave? One that is shown later says what it said, also where it would not go any more. */
export function isLeaving({ state = 'waiting' }: Pick<Mail, 'state'>): boolean {
  return state === 'waiting' || state === 'held'
}

export interface MailCommunity {
  readonly id: string
  readonly slug: string
  readonly name: string
  /** 0 to 359, the angle of the accent in oklch. */
  readonly hue: number
}

/** A mail in words. */
export interface Composed {
  /** The name it comes from ("Ada Lindqvist, First-line leaders"); the address is the site's one address. Default: the site's name. */
  readonly from?: string
  readonly replyTo?: { readonly name: string; readonly address: string }
  readonly subject: string
  /** Mails with the same one (an id) and the same subject are one conversation in a mail program. */
  readonly conversation?: string
  readonly html: Html
  readonly text: string
  /** The list a mail program sorts by, such as `first-line-leaders.pings`; the site's host is appended. */
  readonly listId?: string
  /** An entry for the reader's calendar, which mail programs show with the mail. */
  readonly calendar?: { readonly method: 'request' | 'cancel'; readonly file: string }
  /** Where one click ends mails of this kind (RFC 8058); see `unsubscribeAddress`. */
  readonly unsubscribeUrl?: string
  /** How it stands in a digest, in one line or several; every mail of a kind with `inDigest` has it. Empty where nothing is left to tell. */
  readonly inShort?: readonly InShort[]
}

/** One thing of a digest. */
export interface InShort {
  /** A sentence: "Ada Lindqvist asks: What slows you down?" */
  readonly says: string
  /** Where it leads, in full. */
  readonly address: string
  /** What else one needs to know: until when, or when it begins. */
  readonly note?: string
  /** Its answers, each with the full address that gives it. */
  readonly answers?: readonly { readonly label: string; readonly address: string }[]
  /** Where it ranks otherwise than its kind says. */
  readonly as?: DigestRank
}

/** What a digest tells first, and what after it. */
export const digestRanks = ['question', 'ping', 'announcement', 'event', 'other'] as const
export type DigestRank = (typeof digestRanks)[number]

/** A mail that the recipient should not get any more, with the reason in a word. */
export interface Dropped {
  readonly dropped: 'not_invited' | 'left' | 'opted_out' | 'bounced' | 'quiet' | 'over' | 'gone' | 'done'
}

/** `person-waits` has slots and connections of its own: the recipient is looking at their inbox right now. */
export type MailPriority = 'person-waits' | 'bulk'

/** The task that hands over mails of a priority. */
export const mailTasks: Record<MailPriority, string> = { 'person-waits': 'send-mail', bulk: 'send-bulk-mail' }

/**
 * What a person wants of one kind of mail from one community. What is `daily` or `weekly` comes in their digest, one mail for all
 * communities; a kind without `inDigest` may only be `at_once` or `off`.
 */
export const mailChoices = ['at_once', 'daily', 'weekly', 'off'] as const
export type Choice = (typeof mailChoices)[number]

/** A kind of mail that each person may turn off, as the settings and the page behind its link say it. */
export interface Choosable {
  /** A kind with a lower number is higher up in the settings. */
  readonly place: number
  /** Only members who hold this permission get such a mail; nobody else is asked about it. */
  readonly needs?: Permission
  /** The choice of a person who has not chosen. */
  readonly byDefault: Choice
  /** It may come in a digest, and stands there at this place. Left out where it would come too late, as a reminder does. */
  readonly inDigest?: DigestRank
  readonly name: (t: Translate) => string
  /** Below its name: what comes. */
  readonly hint: (t: Translate) => string
  /** What its link stops, and what it has stopped. */
  readonly stops: (t: Translate, at: { community: string }) => string
  readonly stopped: (t: Translate, at: { community: string }) => string
}

/** An answer that somebody gave in their calendar. */
export interface CalendarReply {
  /** Which entry it answers, of whatever site. */
  readonly uid: string
  readonly answer: 'yes' | 'maybe' | 'no'
  /** Does it answer one of several dates? */
  readonly isOneDate: boolean
}

/** A kind of mail. */
export interface MailKind<P extends MailPayload = MailPayload> {
  readonly kind: string
  readonly priority: MailPriority
  /** It is the invitation itself, so it also goes to members who were not invited before. */
  readonly invites?: true
  /** That somebody gets it says something of them that nobody else may know: the outbox shows it to its recipient alone. */
  readonly isSecretTo?: 'its recipient'
  /** It goes to the address at which it is answered, and has done all it should once it comes in there. */
  readonly comesBack?: true
  /** What it is called in the outbox; "Mail" where it is not said. */
  readonly name?: (t: Translate) => string
  /**
   * How the recipient turns it off; without `unsubscribeUrl` it is not sent. A mail they wait for always goes: `none`. With `by its
   * own link` it is of no community, and its link is its own.
   */
  readonly unsubscribe: 'none' | 'by its own link' | Choosable
  /** Makes the words, or says why it should not go any more: they left, opted out, or it is over. Reads only. */
  compose(look: Look, mail: Mail<P>): Promise<Composed | Dropped>
  /** What an answer by mail does, in its recipient's name; without it nobody can answer by mail. @param says Markdown, never empty */
  answer?(work: Work, actor: Actor, mail: Mail<P>, says: string): Promise<void>
  /** What an answer in the recipient's calendar does; gives false where it is about another entry than the mail's. */
  calendarAnswer?(work: Work, actor: Actor, mail: Mail<P>, reply: CalendarReply): Promise<boolean>
}

/** Declares a kind of mail with its payload's type. */
export function mailKind<P extends MailPayload>(one: MailKind<P>): MailKind<P> {
  return one
}

/** A kind in a list of several, whose payloads differ. */
// biome-ignore lint/suspicious/noExplicitAny: a kind takes its own payload, which contravariance forbids to name here
export type AnyMailKind = MailKind<any>

/** All kinds of all rooms, by name. */
export type MailKinds = ReadonlyMap<string, AnyMailKind>

/**
 * Gathers the kinds of all rooms.
 * @throws a sentence where two have the same name
 */
export function mailKinds(kinds: readonly AnyMailKind[]): MailKinds {
  return mapByName(kinds.map((one) => [one.kind, one]))
}
