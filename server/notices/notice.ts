/**
 * The notice: what tells one person about one activity. Which kinds there are, and where each leads.
 */
import { postAddress, threadAddress } from '#server/discussions/room.ts'
import type { EntryKinds, EntryRef } from '#server/platform/entry-kind.ts'

/**
 * Why somebody is told: they were answered or follow, were named, are asked, are asked for their name, were given one or not;
 * or a moderator did something to what they said.
 */
export const noticeKinds = [
  'reply',
  'mention',
  'ping',
  'consent_asked',
  'consent_given',
  'consent_refused',
  'removed',
  'returned',
  'locked',
  'renamed',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What a moderator did to what somebody said. */
export const moderationKinds = ['removed', 'returned', 'locked', 'renamed'] as const satisfies readonly NoticeKind[]
export type ModerationKind = (typeof moderationKinds)[number]

/**
 * Those that are gathered into mails by what they are about, with those that kinds of entries declare; a Ping and its consent
 * have mails of their own, and so has moderation.
 */
export function gatheredKinds(kinds: EntryKinds): readonly string[] {
  return ['reply', 'mention', ...[...kinds.values()].flatMap(({ notices = {} }) => Object.keys(notices))]
}

/** What a notice says whose kind is of a kind of entries. */
export function sentenceOf(kinds: EntryKinds, kind: string) {
  return [...kinds.values()].map(({ notices }) => notices?.[kind]).find((says) => says !== undefined)
}

/** Notices on one page of the inbox. */
export const noticesPerPage = 30

/** The live topic of somebody's inbox. */
export function inboxTopic(personId: string): string {
  return `inbox/${personId}`
}

/** What a notice is about, as far as its address needs it. */
export interface NoticeTarget {
  readonly kind: string
  readonly slug: string
  /** The discussion it happened in. */
  readonly thread: EntryRef | null
  readonly postId: string | null
  readonly entry: (EntryRef & { readonly kind: string; readonly isDraft: boolean }) | null
}

/** The exact place a notice leads to: the post where it stands, or the entry; of a draft only its writer has the page. */
export function noticeAddress(kinds: EntryKinds, { kind, slug, thread, postId, entry }: NoticeTarget): string {
  if (thread && postId) return postAddress(slug, thread, postId)
  if (thread) return threadAddress(slug, thread)
  if (kind === 'consent_asked' && entry?.isDraft) return '/voices'
  return (entry && kinds.get(entry.kind)?.address(slug, entry)) ?? `/c/${slug}`
}

/** One post in a mail about answers, or something else that happened to what is discussed. */
export interface GatheredNews {
  /** The post and what it says; null where it is none. */
  readonly postId: string | null
  readonly text: string | null
  readonly html: string | null
  /** Null where whoever wrote or did it has left the site. */
  readonly by: string | null
  readonly byId: string | null
  readonly kind: string
  /** Is it an answer to what the recipient wrote? Otherwise they follow the thread. */
  readonly isAnswer: boolean
  readonly isRead: boolean
  readonly entry: EntryRef & { readonly kind: string }
  /** Its discussion. */
  readonly threadId: string | null
}
