/**
 * `@handle` and `#tag` as the parser reads them. Both are read after escapes and code, so those stay as typed.
 */
import type { MarkdownIt } from 'markdown-it'
import { handleAt, mostMentions, tagAt } from './handles.ts'

/** Somebody who may be mentioned. */
export interface Mentionable {
  readonly personId: string
  readonly name: string
}

/** What one rendering knows and finds, beside the text. */
export interface Findings {
  readonly people: ReadonlyMap<string, Mentionable>
  /** Ids of the people shown by name. */
  readonly shown: Set<string>
  /** Ids of those among them that the writer names, and does not merely quote. */
  readonly mentions: Set<string>
  readonly tags: Set<string>
  /** Addresses of ours by tag, in lower case. */
  readonly tagLinks: ReadonlyMap<string, string>
}

/** The findings of the rendering that a parser's environment belongs to. */
function findingsOf(env: object): Findings {
  return env as Findings
}

/** Teaches a parser mentions and tags. */
export function addMentions(md: MarkdownIt): void {
  md.inline.ruler.push('mention', (state, silent) => {
    if (state.src[state.pos] !== '@') return false
    const written = handleAt(state.src, state.pos)
    if (!written) return false
    const found = findingsOf(state.env)
    const person = found.people.get(written.toLowerCase())
    const known = person && (found.shown.has(person.personId) || found.shown.size < mostMentions)
    // In a link's text a mention would be a link in a link.
    if (!known || state.linkLevel > 0) return false
    if (!silent) {
      found.shown.add(person.personId)
      const token = state.push('mention', 'a', 0)
      token.content = `@${person.name}`
      token.meta = { personId: person.personId }
    }
    state.pos += 1 + written.length
    return true
  })
  md.inline.ruler.push('tag', (state, silent) => {
    if (state.src[state.pos] !== '#') return false
    const written = tagAt(state.src, state.pos)
    if (!written) return false
    if (!silent) {
      const found = findingsOf(state.env)
      found.tags.add(written.toLowerCase())
      const token = state.push('tag', 'span', 0)
      token.content = `#${written}`
      // In a link's text it would be a link in a link.
      if (state.linkLevel === 0) token.meta = { href: found.tagLinks.get(written.toLowerCase()) }
    }
    state.pos += 1 + written.length
    return true
  })
  md.core.ruler.push('mentions', ({ tokens, env }) => {
    let quoted = 0
    for (const token of tokens) {
      if (token.type === 'blockquote_open' || token.type === 'blockquote_close') quoted += token.nesting
      if (quoted > 0) continue
      for (const one of token.children ?? [])
        if (one.type === 'mention') findingsOf(env).mentions.add(String(one.meta?.personId))
    }
  })
  md.renderer.rules.mention = (tokens, i) => {
    const { content, meta } = tokens[i] as (typeof tokens)[number]
    return `<a class="mention" dir="auto" href="/people/${encodeURIComponent(String(meta?.personId))}">${md.utils.escapeHtml(content)}</a>`
  }
  md.renderer.rules.tag = (tokens, i) => {
    const { content, meta } = tokens[i] as (typeof tokens)[number]
    const says = md.utils.escapeHtml(content)
    const href = meta?.href ? md.utils.escapeHtml(String(meta.href)) : null
    return href ? `<a class="mention" href="${href}">${says}</a>` : `<span class="tag">${says}</span>`
  }
}
