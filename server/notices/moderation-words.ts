/**
 * What a moderator did, as a sentence to whom it concerns. Pure.
 */
import type { ModerationKind } from '#server/notices/notice.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** Who did it and as what, and where. */
export interface ModerationFacts {
  readonly name: string
  readonly role: string
  readonly title: string
}

/** "Ada Lindqvist, who leads here, removed what you said in “…”" */
export function moderationSentence(kind: ModerationKind, { name, role, title }: ModerationFacts, t: Translate): string {
  const values = { name, role, title }
  switch (kind) {
    case 'removed':
      return t(
        '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, removed what you said in “{title}”',
        values,
      )
    case 'returned':
      return t('{name} brought back what you said in “{title}”', values)
    case 'locked':
      return t(
        '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, locked your discussion “{title}”',
        values,
      )
    case 'renamed':
      return t(
        '{name}, {role, select, leader {who leads here} moderator {a moderator} other {who looks after this site}}, gave your discussion the title “{title}”',
        values,
      )
  }
}
