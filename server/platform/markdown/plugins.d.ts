/** The plugins of markdown-it that come without types. */
declare module 'markdown-it-emoji' {
  import type { MarkdownIt } from 'markdown-it'
  export function full(md: MarkdownIt, options?: { shortcuts?: Record<string, string> }): void
}
declare module 'markdown-it-footnote' {
  import type { MarkdownIt } from 'markdown-it'
  export default function footnote(md: MarkdownIt): void
}
