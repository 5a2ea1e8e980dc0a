/** Gathers the words of a file as they are read, up to a number of characters. */

/** The most characters that are kept of a file: a book of some 120 pages, and all that the index of search reads of one text. */
export const mostCharacters = 250_000

export interface Gathering {
  /** Takes words on. False once there is room for no more. */
  add(words: string): boolean
  /** Words were left out. */
  readonly isCut: boolean
  /** Says that not all of the file is read. */
  cut(): void
  /** All words, with single blanks, and a new line where a part ends. */
  text(): string
}

/** Begins with nothing. */
export function openGathering(): Gathering {
  const parts: string[] = []
  let characters = 0
  let isCut = false
  return {
    add(words) {
      if (isCut) return false
      const room = mostCharacters - characters
      isCut = words.length > room
      parts.push(isCut ? words.slice(0, room) : words)
      characters += words.length
      return !isCut
    },
    get isCut() {
      return isCut
    },
    cut() {
      isCut = true
    },
    text: () => tidied(parts.join('')),
  }
}

/** Without what a database cannot keep and nobody can search for. */
function tidied(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/(?!\s)\p{Cc}|\u00ad|\ufffd/gu, '')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}
