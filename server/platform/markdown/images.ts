/**
 * Only pictures kept on this site are shown. A picture elsewhere would tell its owner who reads and when,
 * so it becomes a link to it.
 */
import type { MarkdownIt } from 'markdown-it'

/** Is this the address of a file kept here? */
export function isOwnFile(address: string): boolean {
  return /^\/files\/[\w-][\w./-]*$/.test(address) && !address.includes('..')
}

/** Teaches a parser which pictures to show. */
export function addImages(md: MarkdownIt): void {
  md.core.ruler.push('images', ({ tokens, Token }) => {
    for (const block of tokens) {
      if (!block.children?.some((one) => one.type === 'image')) continue
      let linked = 0
      block.children = block.children.flatMap((one) => {
        if (one.type === 'link_open' || one.type === 'link_close') linked += one.nesting
        if (one.type !== 'image') return [one]
        const address = String(one.attrGet('src') ?? '')
        if (isOwnFile(address)) {
          one.attrSet('loading', 'lazy')
          return [one]
        }
        const text = new Token('text', '', 0)
        text.content = md.renderer.renderInlineAsText(one.children ?? [], md.options, {}) || address
        if (linked > 0) return [text]
        const open = new Token('link_open', 'a', 1)
        open.attrSet('href', address)
        return [open, text, new Token('link_close', 'a', -1)]
      })
    }
  })
}
