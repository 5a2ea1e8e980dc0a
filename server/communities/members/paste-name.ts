/**
 * What stands beside an address in a pasted text, read as a name. Pure.
 */

/** The longest name that is kept. */
const longest = 200
const mostWords = 6

/** Words of sentences round an address; where one of them stands, it is no name. */
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
export function nameOf(text: string): string | null {
  const name = bareWords(text)
  if (!/\p{L}/u.test(name) || name.includes('@') || /[?!]|https?:/.test(name)) return null
  const words = name.toLowerCase().split(/[\s,]+/)
  if (words.length > mostWords || words.some((word) => noName.has(word))) return null
  return firstThenLast(name).slice(0, longest) || null
}

/** A name in quotes is taken as it is written; only "Last, First" and nothing else is turned round. */
export function quotedName(text: string): string | null {
  const name = text.replace(/\\(.)/g, '$1').replace(/\s+/g, ' ').trim()
  return /\p{L}/u.test(name) ? firstThenLast(name).slice(0, longest) : null
}

/** Does a line of words alone look like somebody's name? Then it may be that of the address below it. */
export function looksLikeName(line: string): boolean {
  const name = nameOf(line)
  return name !== null && !/[:;.]\s*$/.test(line) && name.split(' ').length <= 4 && /^[^\p{Ll}]/u.test(name)
}

/** Words without quotes, brackets, numbers and dots of a list, and what stands before a colon: "To:", "Team:", "1.", "•". */
function bareWords(text: string): string {
  return text
    .replace(/^[^:]*:(?=\s|$)/, '')
    .replace(/["“”„«»<>()[\]]/g, ' ')
    .replace(/^[\s\-*•·–—‣▪◦+>#]+/, '')
    .replace(/^\(?\d+[.)]?(?=\s|$)/, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s:;,|/–—-]+$/, '')
    .trim()
}

function firstThenLast(name: string): string {
  const [, last, first] = /^([^,()]+), ([^,()]+)$/.exec(name) ?? []
  return first && last ? `${first} ${last}` : name
}
