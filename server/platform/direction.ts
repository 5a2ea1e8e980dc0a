/**
 * Text that runs right to left among text that does not. Without isolation it would turn the text beside it: numbers,
 * punctuation, the next name.
 */

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const isolate = '\u2068'
const isolateEnd = '\u2069'

/** Would this text turn its surroundings? One that holds only isolated pieces does not. */
export function turns(text: string): boolean {
  return rightToLeft.test(text) && !text.includes(isolate)
}

/** Is this letter of a script that runs right to left? */
export function runsRightToLeft(letter: string): boolean {
  return rightToLeft.test(letter)
}

/** A value for the middle of a sentence without markup: isolated where it would turn the sentence (Unicode UAX 9, 2.4). */
export function isolated(text: string): string {
  return turns(text) ? `${isolate}${text}${isolateEnd}` : text
}

/** A text without the marks that isolate: for what machines read. */
export function withoutIsolates(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '')
}
