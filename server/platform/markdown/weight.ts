/**
 * How heavy a source is to render, judged by its marks before anything is parsed.
 */

/** Marks of addresses and links in one text. 64 KB of links with a word each have about 5,200. */
const mostLinks = 5500
/** Open brackets, of links, notes and tasks; and runs of the marks of emphasis. */
const mostBrackets = 10_000
const mostEmphasis = 12_000
/** Items of lists, and empty lines between paragraphs. */
const mostBlocks = 6000
/** Cells of tables, and letters that HTML writes as entities: 64 KB of table or code have about 7,000. */
const mostCells = 12_000
const mostEntities = 20_000
/** Columns of the widest table times the lines of the text: short rows are filled up, so a letter can cost a whole row. */
const mostFilled = 30_000

/** Would this source take far longer than its length? Then it is shown as it was typed. */
export function isTooHeavy(source: string): boolean {
  return (
    isMore(source, /@|\]\(|:\/\/|www\./g, mostLinks) ||
    isMore(source, /\[/g, mostBrackets) ||
    isMore(source, /\*+|_+|~+/g, mostEmphasis) ||
    isMore(source, /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]|^$/gm, mostBlocks) ||
    isMore(source, /\|/g, mostCells) ||
    isMore(source, /[<>&]/g, mostEntities) ||
    widestTable(source) * source.split('\n').length > mostFilled
  )
}

/** A source of at most so many letters, lines, and marks that may begin something, takes some milliseconds whatever it says. */
const light = { letters: 2000, lines: 60, marks: 60 }

/** Is it sure to be rendered in no time, so that it need not wait for a thread that can be ended? */
export function isLight(source: string): boolean {
  return (
    source.length <= light.letters &&
    !isMore(source, /\n/g, light.lines) &&
    !isMore(source, /[[\]*_~`<>&!|#@:^\\]|(?<![^\s>])(?:[-+]|\d{1,9}[.)])(?=\s)|www\./g, light.marks)
  )
}

/** The most columns a table here could have, by the line of dashes below its head. */
function widestTable(source: string): number {
  let most = 0
  for (const [line] of source.matchAll(/^[ |:>-]*\|[ |:>-]*$/gm)) most = Math.max(most, line.split('|').length)
  return most
}

function isMore(source: string, mark: RegExp, most: number): boolean {
  let count = 0
  for (const _ of source.matchAll(mark)) if (++count > most) return true
  return false
}
