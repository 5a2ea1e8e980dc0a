/**
 * The charter: what a community has agreed with itself, in the words of its leaders. Each heading has a body.
 */

/** Its headings beside the purpose, in order. */
export const charterKeys = ['domain', 'who_for', 'norms', 'questions'] as const
export type CharterKey = (typeof charterKeys)[number]

/** Longest text of one heading, in characters of Markdown. */
export const longestText = 10_000

/** The address of a community's charter. */
export function charterAddress(slug: string): string {
  return `/c/${slug}/charter`
}

/** Where the versions of the text under one heading are. */
export function charterVersions(slug: string, key: CharterKey): string {
  return `${charterAddress(slug)}/${key}/versions`
}
