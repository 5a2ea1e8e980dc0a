/**
 * Kinds of notices: what a notice of an activity says. Each is declared in its room, beside its activities, with its sentence
 * and the ways it is sent. The inbox, gathered mails and docs/activities.md read only this.
 */
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import { type EntryRef, entryRef } from '#server/platform/entry-kind.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Choosable, Composed, DigestRank, MailCommunity } from '#server/platform/mail/mail-kind.ts'
import type { Secrets } from '#server/platform/secrets.ts'

/** The values of a notice's sentence. */
export type NoticeValues = {
  /** Who did it. */
  readonly name: string
  /** The entry's, or that of what its activity was about. */
  readonly title: string
  /** As what they moderated; `''` where they did not. */
  readonly role: string
  /** What its reader said of themselves, where its kind tells them; else `''`. */
  readonly ownWords: string
}

export interface NoticeKind {
  /** As `notice.kind` has it; its room's migration adds it to the table `notice_kind`. */
  readonly kind: string
  /** "Cleo Marsh answered you in “…”". @param told was its reader answered? Otherwise they follow what is said there. */
  says(t: Translate, values: NoticeValues, told: { readonly isAnswer: boolean }): string
  /** How it is mailed: gathered with others, or in a mail that the act itself queues. Absent: it is only in the inbox. */
  readonly mail?: GatheredMail | 'its own'
  /** Where it stands in a digest, where that is not the place of its mail. */
  readonly inDigest?: DigestRank
  /** The kind of mail whose choice holds for it where that is one of its own: who turned that off gets none on their devices either. */
  readonly ownMail?: string
  /** It says that something is gone, so it links nowhere, and recipients need only be allowed to read the community. */
  readonly ofGone?: true
  /** A person gets it once for each post, however often the post is edited. */
  readonly oncePerPost?: true
  /** Who blocked the one who did it gets none. */
  readonly notOfBlocked?: true
  /** Where it leads, where that is not the entry. */
  address?(entry: NoticeEntry): string | null
  /** Where it leads where it is about no entry but the community itself, whose address is given; its first page by default. */
  addressIn?(community: string): string
  /** Where it leads where it is about an act that its reader may answer: the community's address and the activity's id are given. */
  addressOfAct?(community: string, activityId: string): string
  /** What its activity's object is, where that is no entry. */
  readonly about?: AboutObject
  /** What its reader said of themselves, to say why they get it: SQL about the notice called `n`. */
  readonly ownWords?: RawBuilder<string | null>
  /** The fact of its activity that names the person in whose name it was done. */
  readonly inNameOfFact?: string
}

/** A thing that is no entry, as a notice of it names it. */
export interface AboutObject {
  /** What it is called: SQL about the activity called `a`. */
  readonly title: RawBuilder<string | null>
  address(slug: string, object: EntryRef): string
}

/** The entry a notice is about, or below which it happened. */
const noticeEntry = entryRef.extend({ kind: z.string(), isDraft: z.boolean(), isGone: z.boolean() })
export type NoticeEntry = z.infer<typeof noticeEntry>

/** What one notice tells. */
export const news = z.object({
  /** Its kind. */
  kind: z.string(),
  activityId: z.string(),

  /** Who did it; null where they have left the site. */
  by: z.string().nullable(),
  byId: z.string().nullable(),
  isRead: z.boolean(),
  /** It is not so any more: then there is nothing to say. */
  isUndone: z.boolean(),

  /** As what a moderator did it, and why; `''` where it says neither. */
  role: z.string(),
  why: z.string(),
  /** What its reader said of themselves; `''` where its kind does not tell. */
  ownWords: z.string(),
  /** Where it happened; null where that is the community itself, or a person in it. */
  entry: noticeEntry.nullable(),
  /** What it was done to, where its kind says what that is called. */
  about: entryRef.nullable(),
  /** Of the entry, or of what else it is about; `''` where it is about neither. */
  title: z.string(),
  /** The discussion below that entry. */
  discussionId: z.string().nullable(),

  /** The one it happened in, and the post with what it says; null where it is none. */
  threadId: z.string().nullable(),
  postId: z.string().nullable(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  isAnswer: z.boolean(),
})
export type News = z.infer<typeof news>

/** A mail that gathers what one person was told and has not read: of one entry, or of one community. */
export interface GatheredMail {
  /** The kind of mail. */
  readonly kind: string
  readonly by: 'entry' | 'community'
  /** Begins with the first notice. */
  readonly minutes: number
  /** The job that gathers it. */
  readonly task: string
  readonly name: (t: Translate) => string
  readonly unsubscribe: Choosable
  write(gathered: Gathered, terms: GatheredTerms): Composed
}

export interface Gathered {
  readonly community: MailCommunity
  /** Oldest first, one at least. */
  readonly news: readonly News[]
}

export interface GatheredTerms {
  readonly t: Translate
  readonly site: { readonly name: string; readonly url: string; readonly hue: number }
  readonly unsubscribeUrl: string
  readonly replyTo?: { readonly name: string; readonly address: string }
  /** Does an answer to `replyTo` do what `answer` says? Else it goes to a leader. */
  readonly isAnswered: boolean
  /** For links that act in the name of the mail's reader. */
  readonly secrets: Secrets
  readonly reader: { readonly personId: string; readonly version: number }
  /** The sentence of a notice, and where it leads. */
  says(one: News): string
  addressOf(one: News): string
}
