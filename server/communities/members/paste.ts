/**
 * Reads people out of any pasted text: `Name <mail>`, lists with commas or semicolons, lines of a mail's head,
 * columns of a table. What it can't read it names with its line. Pure.
 */

/** Somebody found in the text. */
export interface Found {
  /** In lower case. */
  readonly email: string
  /** As written, or null where only the address stands there. */
  readonly name: string | null
  /** From 1. */
  readonly line: number
}

export interface Pasted {
  /** Each address once, as first written. */
  readonly people: readonly Found[]
  readonly unreadable: readonly { readonly line: number; readonly text: string }[]
}

/** How many may be added at once. */
export const mostAtOnce = 500
/** The longest text that is read, in characters: 500 long names with long addresses. */
export const longestPaste = 100_000

const address =
  /^[^\s\p{C}@<>(),;:"[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u

/** Reads a whole text. */
export function readPaste(text: string): Pasted {
  const people = new Map<string, Found>()
  const unreadable: { line: number; text: string }[] = []
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    for (const one of readLine(line)) {
      if ('email' in one) {
        const known = people.get(one.email)
        if (!known) people.set(one.email, { ...one, line: i + 1 })
        else if (!known.name && one.name) people.set(one.email, { ...known, name: one.name })
      } else unreadable.push({ line: i + 1, text: one.text.slice(0, 120) })
    }
  }
  return { people: [...people.values()], unreadable }
}

type Entry = { email: string; name: string | null } | { text: string }

/** The entries of one line. Words without an address belong to the address behind them: "Reyes, Ben <ben@…>", "Ben⇥Reyes⇥ben@…". */
function readLine(line: string): Entry[] {
  const found: Entry[] = []
  let words: string[] = []
  const isTable = line.includes('\t')
  for (const part of partsOf(line)) {
    if (!part.includes('@')) {
      words.push(part)
      continue
    }
    const entry = readPart(part)
    if ('email' in entry && words.length > 0) {
      const isLastFirst = !isTable && words.length === 1 && entry.name !== null
      const said = isLastFirst ? [entry.name, ...words] : [...words, entry.name]
      found.push({ email: entry.email, name: nameOf(said.filter(Boolean).join(' ')) })
    } else found.push(entry)
    words = []
  }
  // Words behind the last address are columns of a table nobody asked for; a line of words alone is nobody.
  const alone = words.join(', ').trim()
  if (alone && found.length === 0) found.push({ text: alone })
  return found
}

/** A line cut at commas, semicolons, tabs and bars, but not within quotes; each part trimmed, none empty. */
function partsOf(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|[^,;\t|])+/g)].map(([part]) => part.trim()).filter(Boolean)
}

function readPart(part: string): Entry {
  const bracketed = /^(.*?)<\s*(?:mailto:)?([^<>]*?)\s*>/.exec(part)
  if (bracketed) {
    const [, name = '', email = ''] = bracketed
    return address.test(email) ? { email: email.toLowerCase(), name: nameOf(name) } : { text: part }
  }
  const pieces = part.split(/\s+/)
  const at = pieces.findIndex((piece) => address.test(bare(piece)))
  if (at < 0) return { text: part }
  return { email: bare(pieces[at] as string).toLowerCase(), name: nameOf(pieces.slice(0, at).join(' ')) }
}

/** An address without what stands around it in running text. */
function bare(piece: string): string {
  return piece.replace(/^(?:mailto:)?["'(<[]*(?:mailto:)?/i, '').replace(/["')>\].:]+$/, '')
}

/** A name without quotes, list signs and the words before a mail's recipients; null where nothing is left. */
function nameOf(text: string): string | null {
  const name = text
    .normalize('NFC')
    .replace(/^\s*(?:to|cc|bcc|an|kopie|von|from)\s*:/i, '')
    .replace(/["“”„<>()[\]\p{C}]/gu, ' ')
    .replace(/^[\s\-*•·–\d.)]+/, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s:,-]+$/, '')
    .trim()
  // "Last, First" inside quotes.
  const [, last, first] = /^([^,]+), ([^,]+)$/.exec(name) ?? []
  return (first && last ? `${first} ${last}` : name).slice(0, 200) || null
}
