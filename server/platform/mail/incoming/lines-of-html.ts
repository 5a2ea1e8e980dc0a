/**
 * The HTML part of a mail as lines. It is read as a stream of tags, so that no depth of nesting is too deep. Pure.
 */
import { Parser } from 'htmlparser2'
import type { MailLine } from './mail-line.ts'
import { type Open, opened, outside } from './open-element.ts'
import { makePage } from './page-lines.ts'

/** No mail program nests so deep. What is still deeper is not read, so that it costs no time. */
const deepest = 20_000
/** Reads the lines. */
export function linesOfHtml(html: string): MailLine[] {
  const page = makePage()
  const open: Open[] = []
  const parser = new Parser(
    {
      onopentag(tag, given) {
        if (open.length > deepest) {
          parser.pause()
          return
        }
        const inside = opened(tag, given, open.at(-1) ?? outside, page.length())
        open.push(inside)
        page.begin(inside)
      },
      ontext: (text) => page.write(text, open.at(-1) ?? outside),
      onclosetag(tag) {
        const inside = open.pop()
        if (inside) page.end(tag, inside, open.at(-1) ?? outside)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  // What only Outlook reads is no comment to it, and what only others read is none to them.
  parser.write(html.replace(/<!\[(?:if|endif)[^>]*>/gi, ''))
  if (open.length <= deepest) parser.end()
  return page.finish(outside)
}
