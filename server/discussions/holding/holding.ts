/**
 * Posts that wait for a moderator: what is counted of them, and what their authors are told. Pure.
 */
import type { Hold } from '#server/communities/room.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { refusal } from '#server/platform/refuse.ts'

export const noEditWaits = refusal(
  'no_edit_waits',
  409,
  'No change of this post waits any more: it was decided meanwhile, or its author took it back.',
)

/** Links to other sites in a rendered post. */
export function linksIn(html: string, publicUrl: string): number {
  const all = html.match(/<a [^>]*href="https?:\/\//g)?.length ?? 0
  return all - (html.split(`href="${publicUrl}`).length - 1)
}

/** The same in a source, about. */
export function linksTyped(source: string, publicUrl: string): number {
  return (source.replaceAll(publicUrl, '').match(/https?:\/\/|(?<!\/)www\./gi) ?? []).length
}

/** Does a source perhaps hold links? Then those of the day are counted. */
export function mayHoldLinks(source: string): boolean {
  return /:\/\/|www\./i.test(source)
}

/** What the author of a post that waits is told at once. */
export const heldFlash: Readonly<Record<Hold['because'], string>> = {
  first: 'Thank you. A moderator looks at your first posts here before everybody sees them.',
  word: 'A moderator looks at your post first: it holds words that are looked at here. Nothing of it is lost.',
  links:
    'A moderator looks at your post first: it brings more links than new members may post here in a day. Nothing of it is lost.',
}

/** The same of an edit. */
export const heldEditFlash: Readonly<Record<Hold['because'], string>> = {
  first: 'A moderator looks at your change first. Until then your post says what it said before.',
  word: 'A moderator looks at your change first: it holds words that are looked at here. Until then your post says what it said before.',
  links:
    'A moderator looks at your change first: it brings more links than new members may post here in a day. Until then your post says what it said before.',
}

/** Why it waits, as those who moderate read it. */
export function heldBecause({ because, word }: Hold, t: Translate): string {
  return {
    first: t('One of the first posts of a new member.'),
    word: t('The word: {word}', { word: word ?? '' }),
    links: t('More links than new members may post in a day.'),
  }[because]
}

/** Why it waits, as its author reads it: without the word. */
export function holdWords(because: Hold['because'], t: Translate): string {
  return {
    first: t('The first posts of new members here are looked at by a moderator.'),
    word: t('It holds words that a moderator looks at here first.'),
    links: t('It brings more links than new members may post here in a day.'),
  }[because]
}
