/**
 * Text from right to left, where people write so. A paragraph, heading or cell finds its own direction (`dir="auto"`). A block
 * around others can't: `auto` skips parts that have a direction. A list, quote or table gets the direction of
 * its first letter instead, so that its bullets, bar and columns turn with it.
 */
import type { MarkdownIt, Token } from 'markdown-it'
import { runsRightToLeft } from '#server/platform/direction.ts'

const own = new Set(['paragraph_open', 'heading_open', 'th_open', 'td_open', 'code_block'])
const holding = new Set(['bullet_list_open', 'ordered_list_open', 'blockquote_open', 'table_open'])

const letter = /\p{L}/u

/** The direction of a text's first letter; null where it has no letter. */
function directionOf(text: string): 'rtl' | 'ltr' | null {
  const first = letter.exec(text)?.[0]
  if (first === undefined) return null
  return runsRightToLeft(first) ? 'rtl' : 'ltr'
}

/** Teaches a parser the direction of its blocks. */
export function addDirections(md: MarkdownIt): void {
  md.core.ruler.push('direction', ({ tokens }) => {
    // Goes from the end: a block around others takes the direction of the first of them.
    let first: 'rtl' | 'ltr' | null = null
    for (const token of tokens.toReversed()) {
      if (token.type === 'inline') first = directionOf(wordsOf(token)) ?? first
      else if (holding.has(token.type)) token.attrSet('dir', first ?? 'ltr')
      else if (own.has(token.type) && !token.hidden) token.attrSet('dir', 'auto')
    }
  })
  const { fence } = md.renderer.rules
  if (fence) md.renderer.rules.fence = (...rendering) => fence(...rendering).replace(/^<pre>/, '<pre dir="auto">')
}

function wordsOf(inline: Token): string {
  return (inline.children ?? []).map((one) => one.content).join('')
}
