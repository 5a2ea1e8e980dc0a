/**
 * Reads the words beside an address in a pasted text as a name. Pure.
 */

/** The longest name that is kept. */
const longest = 200
const mostWords = 8

/** Words of sentences around an address; text with one of them is not a name. */
const noName = new Set(
  (
    'please add invite include and also the with this that email e-mail mail mails mailto address addresses contact reach write ' +
    'ask hi hello dear thanks thank regards new my your our his her their is are was can could would for at from to cc bcc or ' +
    'bitte füge lade einladen hinzufügen hinzu und auch mit diese adresse adressen mailadresse schreib schreibe an für ' +
    'hallo liebe lieber danke grüße neu neue mein meine dein deine ist sind kann oder'
  ).split(' '),
)

/**
 * A name without the signs of lists and the words before a mail's recipients; null where nothing is left, or no name.
 * "Last, First" is turned round.
 */
export function nameFromText(text: string): string | null {
  const name = bareWords(text)
  if (!/\p{L}/u.test(name) || name.includes('@') || /[?!]|https?:/.test(name)) return null
  const words = name.split(/[\s,]+/)
  if (words.length > mostWords || words.some((word) => isNoName(word, words.length))) return null
  return firstThenLast(name).slice(0, longest) || null
}

/** In "Can Yılmaz" and "An Li" it is a name. */
function isNoName(word: string, ofWords: number): boolean {
  const isInName = ofWords > 1 && (word === 'Can' || word === 'An')
  return noName.has(word.toLowerCase()) && !isInName
}

/**
 * The name in words beside an address: a quoted one as it is written, or in its place among the others; without remarks in brackets.
 * @param quotes the quoted texts; in the words each is replaced by its number between two U+E003
 */
export function nameIn(words: string, quotes: readonly string[]): string | null {
  const plain = withoutRemarks(words.replace(/^\s*(?:and|und|&|\+)\s/i, ''))
  const [only, ...more] = [...plain.matchAll(/\ue003(\d+)\ue003/g)].map(([, number]) => quotes[Number(number)] ?? '')
  if (only === undefined) return nameFromText(plain)
  const others = plain.replace(/\ue003\d+\ue003/g, ' ')
  if (more.length === 0 && nameFromText(others) === null) return quotedName(only)
  return nameFromText(plain.replace(/\ue003(\d+)\ue003/g, (_, number) => ` ${quotes[Number(number)] ?? ''} `))
}

/** "Ann Lee (Sales) [EXT]": brackets after a name are not part of it. */
function withoutRemarks(words: string): string {
  const bare = words.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
  return /[\p{L}\ue003]/u.test(bare) ? bare : words
}

/** A name in quotes is taken as it is written; only "Last, First" and nothing else is turned round. */
function quotedName(text: string): string | null {
  const name = text.replace(/\\(.)/g, '$1').replace(/\s+/g, ' ').trim()
  return /\p{L}/u.test(name) ? firstThenLast(name).slice(0, longest) : null
}

/** Does a line of words alone look like a name? Then it may belong to the address below it. */
export function looksLikeName(line: string): boolean {
  const name = nameFromText(line)
  return name !== null && !/[:;.]\s*$/.test(line) && name.split(' ').length <= 4 && /^[^\p{Ll}]/u.test(name)
}

/** Words without quotes, brackets, numbers and dots of a list, and words before a colon: "To:", "Team:", "1.", "•". */
function bareWords(text: string): string {
  return text
    .replace(/^[^:]*:(?=\s|$)/, '')
    .replace(/["“”„«»<>()[\]]/g, ' ')
    .replace(/^[\s\-*•·–—‣▪◦+>#]+/, '')
    .replace(/^\(?\d+[.)]?(?=\s|$)/, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s:;,|/=–—-]+$/, '')
    .trim()
}

/** "Lee, Ann" and "Lee, Ann, PhD" are turned round, "Ann Lee, PhD" is not. */
function firstThenLast(name: string): string {
  const [, last, first, behind] = /^([^,()]+), ([^,()]+)(, [^,()]+)?$/.exec(name) ?? []
  if (!first || !last || isDegree(first) || (behind && !isDegree(behind.slice(2)))) return name
  return `${first} ${last}${behind ?? ''}`
}

/** Is it an addition after a name and a comma, and not a name itself? */
export function isDegree(words: string): boolean {
  return /^(?:ph\.?d|m\.?d|m\.?a|m\.?sc|m\.?b\.?a|b\.?a|b\.?sc|ll\.?m|jr|sr|i{2,3}|iv|esq|cpa|rn)\.?$/i.test(words)
}

/** Words for several people or for an office; text before a colon with one of these words is not a name. */
const manyOrOffice = new Set(
  (
    'team group list members people department unit office board committee attendees participants speakers lead leads owner ' +
    'owners manager managers organizer organizers host hosts support contributors gruppe liste mitglieder leute abteilung ' +
    'büro vorstand ausschuss teilnehmer teilnehmende leitung kontakt ansprechpartner ansprechpartnerin'
  ).split(' '),
)

/** Is it a whole name before a colon and an address? One word there may be anything: "Team:", "To:". */
export function isWholeName(words: string): boolean {
  const parts = words.trim().toLowerCase().split(/\s+/)
  return looksLikeName(words) && parts.length > 1 && !parts.some((part) => manyOrOffice.has(part))
}
