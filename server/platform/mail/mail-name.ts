/**
 * Names as mails say them: of people, communities and leaders, in From, To, subject and greeting. Whoever gets a mail trusts these
 * lines most and did not choose who wrote them, so a name carries no link and nothing that looks like an address.
 */

/** Whole links, with a scheme, `www.` or a path behind a domain. */
const links =
  /\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S*|(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+(?::\d+)?\/\S*/giu
/** Domains alone: mail programs make links of these too, unless an invisible sign holds them apart. */
const domains = /([\p{L}\p{N}-])\.(?=\p{L}{2,})/giu
/** What turns the direction of all that follows, and what some mail programs decode into signs of a header (RFC 2047). */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|=\?|\?=/g
const wordJoiner = '\u2060'
const longest = 120

/** A name for a mail; null where nothing is left of it. */
export function mailName(name: string): string | null {
  const bare = name
    .replace(turning, '')
    .replace(links, ' ')
    .replace(/:\/\/|[<>@]/g, ' ')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(domains, `$1.${wordJoiner}`)
  return /[\p{L}\p{N}]/u.test(bare) ? cut(bare) : null
}

/** What a community says it is for, to somebody who has not seen it: without links, and no longer than two sentences. */
export function mailPurpose(purpose: string): string {
  const bare = purpose
    .replace(turning, '')
    .replace(links, ' ')
    .replace(/:\/\/|[<>@]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
    .replace(domains, `$1.${wordJoiner}`)
  return cut(bare, 300)
}

function cut(text: string, most = longest): string {
  const letters = [...text]
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text
}
