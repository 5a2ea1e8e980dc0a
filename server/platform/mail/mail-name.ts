/**
 * Names of people, communities and leaders in the From, To, subject and greeting of mails. The recipient trusts these lines
 * most and did not choose who wrote them, so a name carries no link and nothing that looks like an address.
 */

/** Whole links, with a scheme, `www.` or a path behind a domain. */
const links =
  /\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S*|(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+(?::\d+)?\/\S*/giu
/** What browsers take for the dot of a domain (UTS 46), and what looks like one. */
const stops = '.\u3002\uff0e\uff61\u2024\ufe52'
/** A stop of that kind that ends no sentence, because no letter of Chinese, Japanese or Korean is beside it. */
const eastAsian = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}'
const foreignDots = new RegExp(
  `(?<=[\\p{L}\\p{N}-])(?<![${eastAsian}])[${stops}](?=[\\p{L}\\p{N}])(?![${eastAsian}])`,
  'gu',
)
/** Domains alone: mail programs make links of these too, unless an invisible sign holds them apart. */
const domains = new RegExp(`([\\p{L}\\p{N}-][${stops}])(?=\\p{L}{2,})`, 'giu')
/** Marks that turn the direction of all that follows, and text that some mail programs decode into header signs (RFC 2047). */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|=\?|\?=/g
const wordJoiner = '\u2060'
const longest = 120

/** A name for a mail; null where nothing is left of it. */
export function mailName(name: string): string | null {
  const bare = withoutLinks(name)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(domains, `$1${wordJoiner}`)
  return /[\p{L}\p{N}]/u.test(bare) ? cut(bare) : null
}

/** The purpose of a community, for a reader who has not seen it: without links, and no longer than two sentences. */
export function mailPurpose(purpose: string): string {
  const bare = withoutLinks(purpose)
    .replace(/[^\S\n]+/g, ' ')
    .trim()
    .replace(domains, `$1${wordJoiner}`)
  return cut(bare, 300)
}

function withoutLinks(text: string): string {
  return text
    .replace(turning, '')
    .replace(foreignDots, '.')
    .replace(links, ' ')
    .replace(/:\/\/|[<>@]/g, ' ')
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
