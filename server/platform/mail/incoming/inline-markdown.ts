/** One line of text with emphasis and links, as Markdown. Pure. */

/** A piece of a line. */
export interface Run {
  readonly text: string
  readonly isBold?: boolean
  readonly isItalic?: boolean
  readonly isCode?: boolean
  /** Where it leads. */
  readonly href?: string | null
}

/** Joins the pieces. Marks stand close to their words, as Markdown wants it. */
export function inlineMarkdown(runs: readonly Run[]): string {
  return merged(runs).map(markdownOf).join('').trim()
}

function merged(runs: readonly Run[]): Run[] {
  const made: Run[] = []
  for (const run of runs) {
    const before = made.at(-1)
    if (before && (alike(before, run) || (!run.text.trim() && !run.href)))
      made[made.length - 1] = { ...before, text: before.text + run.text }
    else made.push(run)
  }
  return made
}

function alike(one: Run, other: Run): boolean {
  return (
    one.isBold === other.isBold &&
    one.isItalic === other.isItalic &&
    one.isCode === other.isCode &&
    (one.href ?? null) === (other.href ?? null)
  )
}

function markdownOf({ text, isBold, isItalic, isCode, href }: Run): string {
  const words = text.trim()
  if (!words) return text
  const before = text.slice(0, text.length - text.trimStart().length)
  const after = text.slice(text.trimEnd().length)
  const marks = `${isBold ? '**' : ''}${isItalic ? '*' : ''}`
  const said = isCode ? `\`${words.replaceAll('`', '')}\`` : linked(words, href ?? null)
  return `${before}${marks}${said}${[...marks].reverse().join('')}${after}`
}

function linked(words: string, href: string | null): string {
  if (!href || !/^https?:\/\//i.test(href) || sameAddress(words, href)) return isAddress(words) ? words : escaped(words)
  return `[${escaped(words)}](${href
    .replace(/[\s()<>]/g, encodeURIComponent)
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29')})`
}

function sameAddress(words: string, href: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
      .toLowerCase()
  return bare(words) === bare(href)
}

function isAddress(words: string): boolean {
  return /^(?:https?:\/\/|www\.)\S+$/i.test(words.trim())
}

/** What was typed into a mail with formatting means itself: stars and such are no marks. Addresses stay whole. */
function escaped(words: string): string {
  return words.replace(
    /(https?:\/\/\S+)|([\\`*[\]])|(?<![\p{L}\p{N}])(_)(?=\S)|(?<=\S)(_)(?![\p{L}\p{N}])/gu,
    (all, address) => (address ? all : `\\${all}`),
  )
}
