/**
 * Emoji by their names: `:tada:`. A name counts only where it stands alone; in a word, a time, a ratio or a path its colons
 * are colons.
 */
import type { MarkdownIt, Token } from 'markdown-it'
import { full as emoji } from 'markdown-it-emoji'

/** Letters of the scripts that put no spaces between words: a name next to them stands alone. */
const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u
/** Characters that join their two sides into one word, number or address. */
const joins = /(?![\ufe0e\ufe0f\u20e3])[\p{L}\p{N}\p{M}:/\\@#_&=%+$~-]/u

/** Teaches a parser the names of emoji. */
export function addEmoji(md: MarkdownIt): void {
  md.use(emoji, { shortcuts: {} })
  md.core.ruler.after('emoji', 'emoji-alone', ({ tokens }) => {
    for (const block of tokens) if (block.children?.some((one) => one.type === 'emoji')) keepAlone(block.children)
  })
}

/** Turns the emoji that are part of something longer back into what was typed. */
function keepAlone(tokens: Token[]): void {
  tokens.forEach((token, i) => {
    if (token.type !== 'emoji' || (isApart(before(tokens, i)) && isApart(after(tokens, i)))) return
    token.type = 'text'
    token.content = `:${token.markup}:`
    token.markup = ''
  })
}

function isApart(neighbour: string): boolean {
  return unspaced.test(neighbour) || !joins.test(neighbour)
}

const isText = (token: Token | undefined) => token?.type === 'text' || token?.type === 'text_special'

function before(tokens: Token[], at: number): string {
  const token = tokens[at - 1]
  return isText(token) ? ([...(token?.content.slice(-2) ?? '')].at(-1) ?? '') : ''
}

/** The letter after it; where a dot joins two words, the letter after the dot. */
function after(tokens: Token[], at: number): string {
  const token = tokens[at + 1]
  const text = isText(token) ? (token?.content.slice(0, 3) ?? '') : ''
  return [...(text.startsWith('.') ? text.slice(1) : text)][0] ?? ''
}
