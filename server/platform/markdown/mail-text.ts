/**
 * A post as the text part of a mail: it reads as the post does. Line breaks, numbers of lists, lines of code, cells of
 * tables and quotes stay; a link says where it leads.
 */
import { compile, type FormatCallback, type HtmlToTextOptions } from 'html-to-text'
import { madeOnce } from '#server/platform/made-once.ts'

/** The longest HTML that is turned into text; the rest is left out. */
const longestHtml = 40_000

/** The cells of a row follow each other with a bar between them. */
const cell: FormatCallback = (element, walk, builder) => {
  const isFirst = !(element.parent?.children ?? []).some((one, i, all) => 'name' in one && i < all.indexOf(element))
  if (!isFirst) builder.addLiteral('| ')
  walk(element.children, builder)
}

/** Shows in a list of tasks which are done. */
const task: FormatCallback = ({ attribs }, _walk, builder) => {
  if (attribs?.type === 'checkbox') builder.addLiteral('checked' in attribs ? '[x]' : '[ ]')
}

/** The number of a footnote, as the text itself writes it. */
const footnote: FormatCallback = (element, walk, builder) => {
  builder.addLiteral('[')
  walk(element.children, builder)
  builder.addLiteral(']')
}

const options = (siteUrl: string): HtmlToTextOptions => ({
  wordwrap: false,
  limits: { maxInputLength: longestHtml, maxDepth: 60 },
  formatters: { cell, task, footnote },
  selectors: [
    {
      selector: 'a',
      options: { baseUrl: siteUrl, hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'], noAnchorUrl: true },
    },
    // A mention stays a plain name; a footnote's way back leads nowhere in a mail.
    { selector: 'a.mention', format: 'inline' },
    { selector: 'a.footnote-backref', format: 'skip' },
    { selector: 'sup.footnote-ref', format: 'footnote' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'img', options: { baseUrl: siteUrl, linkBrackets: ['(', ')'] } },
    { selector: 'input', format: 'task' },
    { selector: 'table', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'th', format: 'cell' },
    { selector: 'td', format: 'cell' },
  ],
})

const turnerOf = madeOnce((siteUrl: string) => compile(options(siteUrl)))

/**
 * Turns a rendered post into text.
 * @param siteUrl comes before addresses inside the site
 */
export function mailText(html: string, siteUrl: string): string {
  return turnerOf(siteUrl)(html)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The beginning of a text, whole lines of it, and an ellipsis where something was left out. */
export function beginning(text: string, most: { readonly letters: number; readonly lines: number }): string {
  if (text.length <= most.letters && text.split('\n', most.lines + 1).length <= most.lines) return text
  const kept: string[] = []
  let length = 0
  for (const line of text.split('\n', most.lines)) {
    if (length + line.length > most.letters) break
    kept.push(line)
    length += line.length + 1
  }
  const whole = kept.join('\n').trimEnd()
  return whole
    ? `${whole}\n…`
    : `${text
        .slice(0, most.letters)
        .replace(/[\ud800-\udbff]$/, '')
        .replace(/\s+\S*$/, '')}…`
}
