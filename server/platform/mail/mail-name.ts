/**
 * Names as mails say them: of people, communities and leaders, in From, To, subject and greeting. Whoever gets a mail trusts these
 * lines most and did not choose who wrote them, so a name carries no link and nothing that looks like an address.
 */

/** Whole links, with a scheme, `www.` or a path behind a domain. */
const links = /\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S*|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[a-z]{2,}\/\S*/giu
/** Domains alone: mail programs make links of these too, unless an invisible sign holds them apart. */
const domains = /([\p{L}\p{N}-])\.(?=[a-z]{2,}\b)/giu
const wordJoiner = '\u2060'
const longest = 120

/** A name for a mail; null where nothing is left of it. */
export function mailName(name: string): string | null {
  const bare = name
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
