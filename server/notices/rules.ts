/**
 * What this house tells people: one line for each thing that happens, who hears of it, and as what.
 * Who is reached by two lines of one activity hears once, as the upper one says. Nobody hears of what they did themselves,
 * and nobody of what they may not read.
 */
import type { NoticeKind } from '#server/notices/notice.ts'

/** Groups of people around an activity; reads-audiences.ts finds them. */
export type Audience =
  | 'whoever it names'
  | 'the author it answers'
  | 'followers of its thread'
  | 'all members'
  | 'whose words they are'
  | 'whose name is asked for'
  | 'whoever asked for the name'

export interface Rule {
  readonly verb: string
  readonly hears: Audience
  readonly as: NoticeKind
}

export const rules: readonly Rule[] = [
  { verb: 'thread.opened', hears: 'whoever it names', as: 'mention' },
  { verb: 'post.added', hears: 'whoever it names', as: 'mention' },
  { verb: 'post.added', hears: 'the author it answers', as: 'reply' },
  { verb: 'post.added', hears: 'followers of its thread', as: 'reply' },
  { verb: 'post.edited', hears: 'whoever it names', as: 'mention' },
  { verb: 'post.removed', hears: 'whose words they are', as: 'removed' },
  { verb: 'post.returned', hears: 'whose words they are', as: 'returned' },
  { verb: 'thread.locked', hears: 'whose words they are', as: 'locked' },
  { verb: 'thread.renamed', hears: 'whose words they are', as: 'renamed' },
  { verb: 'ping.sent', hears: 'all members', as: 'ping' },
  { verb: 'consent.asked', hears: 'whose name is asked for', as: 'consent_asked' },
  { verb: 'consent.given', hears: 'whoever asked for the name', as: 'consent_given' },
  { verb: 'consent.refused', hears: 'whoever asked for the name', as: 'consent_refused' },
]

/** The lines about one kind of activity, the more telling first. */
export function rulesFor(verb: string): readonly Rule[] {
  return rules.filter((rule) => rule.verb === verb)
}
