/** Quotes of somebody whom the reader blocked, in what others wrote: folded like that person's own posts. Pure. */
import type { PostShape } from '#server/discussions/post-views.ts'
import { trusted } from '#server/platform/html/html.ts'
import { fold } from '#server/platform/html/parts.ts'
import { idFrom } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** A block of quoted words begins or ends, or leads to the post they are from. */
const mark = /<blockquote[^>]*>|<\/blockquote>|href="[^"]*[?&]at=([\w-]{22})[#"]/g

interface Quote {
  readonly from: number
  readonly to: number
  readonly postIds: readonly string[]
}

/** The quotes in a rendered text that say from which post they are; of one inside another the outer one. */
function quotesIn(html: string): Quote[] {
  const open: { from: number; postIds: string[] }[] = []
  const found: Quote[] = []
  for (const { 0: text, 1: short, index } of html.matchAll(mark)) {
    if (text.startsWith('<blockquote')) open.push({ from: index, postIds: [] })
    else if (short) open.at(-1)?.postIds.push(idFrom(short) ?? '')
    else {
      const one = open.pop()
      if (one) found.push({ ...one, to: index + text.length })
    }
  }
  return found
}

/** The posts that a post quotes: the one above it, and those its text leads to from a quote. */
export function quotedBy({ quote, html }: Pick<PostShape, 'quote' | 'html'>): string[] {
  const inText = html.includes('<blockquote') ? quotesIn(html).flatMap(({ postIds }) => postIds) : []
  return quote ? [quote.postId, ...inText] : inText
}

/** What stands over such a quote. */
export function blockedQuoteWords({ t }: Screen): string {
  return t('A quote of somebody you blocked · Show')
}

/** A rendered text in which the quotes of these posts are folded. */
export function withFoldedQuotes(html: string, ids: readonly string[], screen: Screen): string {
  if (ids.length === 0) return html
  const theirs = quotesIn(html).filter(({ postIds }) => postIds.some((id) => ids.includes(id)))
  const outer = theirs.filter((one) => !theirs.some((other) => other.from < one.from && one.to < other.to))
  return outer
    .toSorted((one, other) => other.from - one.from)
    .reduce((text, { from, to }) => {
      const folded = fold(blockedQuoteWords(screen), trusted(text.slice(from, to)))
      return `${text.slice(0, from)}${folded}${text.slice(to)}`
    }, html)
}
