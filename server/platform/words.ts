/**
 * How typed words are compared with stored ones. The SQL function `folded` does to columns what
 * {@link folded} does here (words.test.ts tells that they agree), so a search is one `like` on a folded column.
 */

const letters: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' },
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ς: 'σ', ŋ: 'n' },
}
/** All that is read as a hyphen, or typed as one. NFKD makes these of the non-breaking, the small and the wide ones. */
const dashes = /[\u2010\u2012-\u2015\u2212\u058a\u05be]/g
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/** Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic. The marks of other scripts make other letters. */
const accents =
  '\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f'
/** Apostrophes and all that is typed for one, for a class of a regular expression. */
export const apostrophes = "'`´ʹʻʼʾʿˈ‘’‛′"
/** Letters that are not shown (Unicode's Default_Ignorable_Code_Point), as far as names and titles have them. */
const unseen =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0'
const dropped = new RegExp(`[${accents}${apostrophes}${unseen}]`, 'g')

/** ASCII without what is read as an apostrophe. */
const plain = /^[ -&(-_a-~]*$/

/** A text as it is looked for: without case, accents, apostrophes and letters that are not shown; ß as ss, ø as o, dashes as hyphens. */
export function folded(text: string): string {
  // Most words are plain, and a page of search folds thousands of them.
  if (plain.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(special, (letter) => letters[letter] as string)
    .replace(dashes, '-')
    .replace(dropped, '')
    .normalize('NFC')
}

/** The words somebody looks for, folded, as patterns for `like`; at most eight, all of which must be there. */
export function patternsFor(typed: string): string[] {
  return wordsIn(typed).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
}

/** The folded words of what was typed, at most eight. */
function wordsIn(typed: string): string[] {
  return folded(typed).split(/\s+/).filter(Boolean).slice(0, 8)
}

/**
 * A name in the form in which it is compared with others: compatible forms, case, blanks and letters that are not shown
 * make no difference (Unicode's NFKC_Casefold), nor does the kind of a dash; accents do.
 */
export function nameKey(name: string): string {
  const plain = (text: string) => text.normalize('NFKC').replace(/\p{DI}/gu, '')
  // Twice: full-width and typographic letters have lower case of their own, and ß and ẞ are one letter.
  return plain(plain(name).toUpperCase().toLowerCase())
    .replaceAll('ς', 'σ')
    .replace(dashes, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Can people call something by this? It holds at least one letter or digit that is seen, in any script. */
export function isNaming(text: string): boolean {
  return /(?!\p{DI})[\p{L}\p{N}]/u.test(text)
}

/** Are two names the same to a reader? */
export function isSameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other)
}

/** Letters of Cyrillic and Greek that look like one of ours in every typeface; after Unicode's confusables (UTS 39). */
const lookAlikes: Record<string, string> = Object.fromEntries(
  ['аa', 'еe', 'оo', 'рp', 'сc', 'уy', 'хx', 'іi', 'ѕs', 'јj', 'ԁd', 'һh', 'ӏl', 'вb', 'нh', 'кk', 'мm', 'тt']
    .concat(['αa', 'βb', 'εe', 'ηh', 'ιi', 'κk', 'μm', 'νv', 'οo', 'ρp', 'τt', 'υy', 'χx', 'ζz'])
    .map((pair) => [...pair] as [string, string]),
)

/** Would a reader take one name for the other? The same name, or one that only borrows letters of another script. */
export function looksAlike(one: string, other: string): boolean {
  return skeletonOf(one) === skeletonOf(other)
}

/** The name with each letter in the place of those that look like it; UTS 39 calls that a skeleton. */
function skeletonOf(name: string): string {
  return [...nameKey(name)].map((letter) => lookAlikes[letter] ?? letter).join('')
}
