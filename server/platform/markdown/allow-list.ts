/**
 * What HTML a rendered text may hold. The parser lets no HTML in; this is the second wall,
 * and the promise about user HTML rests on it: no `turbo-*`, `data-*`, custom elements, `id`, `name`, `style`, `form*`.
 */
import sanitizeHtml from 'sanitize-html'
import { isOwnFile } from './images.ts'
import { isHarmless } from './links.ts'

const rel = 'nofollow noopener ugc'

/**
 * Keeps what the list allows and drops the rest.
 * @param anchor the word in the ids of footnotes here (`fn-<anchor>-1`, `fnref-<anchor>-1`); every other id is dropped
 */
export function keepAllowed(html: string, anchor: string): string {
  const ids = new RegExp(`^fn(?:ref)?-${anchor}-\\d+(?::\\d+)?$`)
  const withOwnId = (tagName: string, attribs: sanitizeHtml.Attributes) => {
    const { id, ...others } = attribs
    return { tagName, attribs: id && ids.test(id) ? { ...others, id } : others }
  }
  return sanitizeHtml(html, {
    allowedTags: [
      ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code'],
      ...['em', 'strong', 's', 'sup', 'span', 'a', 'img', 'label', 'input', 'section'],
      ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'div'],
    ],
    allowedAttributes: {
      '*': ['dir'],
      a: ['href', 'rel', 'id', 'title'],
      img: ['src', 'alt', 'title', { name: 'loading', values: ['lazy'] }],
      li: ['id'],
      ol: ['start'],
      input: [{ name: 'type', values: ['checkbox'] }, 'disabled', 'checked'],
      div: [{ name: 'tabindex', values: ['0'] }],
    },
    allowedClasses: {
      a: ['mention', 'footnote-backref'],
      span: ['tag'],
      code: ['language-*'],
      div: ['wide'],
      hr: ['footnotes-sep'],
      section: ['footnotes'],
      ol: ['footnotes-list'],
      sup: ['footnote-ref'],
      li: ['task', 'footnote-item'],
      th: ['align-left', 'align-center', 'align-right'],
      td: ['align-left', 'align-center', 'align-right'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'sms'],
    allowProtocolRelative: false,
    transformTags: {
      li: withOwnId,
      a: (tagName, attribs) => {
        const { rel: _, ...others } = withOwnId(tagName, attribs).attribs
        const href = others.href
        if (href !== undefined && !isHarmless(href)) delete others.href
        const ours = others.class?.split(/\s+/).includes('mention') || (href?.startsWith('#') ?? false)
        return { tagName, attribs: ours ? others : { ...others, rel } }
      },
    },
    exclusiveFilter: ({ tag, attribs }) =>
      (tag === 'img' && !isOwnFile(attribs.src ?? '')) ||
      (tag === 'input' && (attribs.type !== 'checkbox' || attribs.disabled === undefined)),
  })
}
