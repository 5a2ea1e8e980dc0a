/**
 * Addresses in what people write: which become links, where one in running text ends, and the note beside a link
 * whose words name another place than it leads to.
 */

import { LinkifyIt, REBuilder } from 'linkify-it'
import type { MarkdownIt, Token } from 'markdown-it'

/**
 * Letters nobody sees that come along with a pasted address: soft hyphen, zero-width space, marks of direction, word
 * joiner, byte order mark. Joiners of letters are not among them: Persian words and emoji need those.
 */
const unseen = '\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff'
const unseenAround = new RegExp(`^[${unseen}]+|[${unseen}]+$`, 'g')

/** What follows `www.` in an address, without the punctuation that ends a sentence. */
const afterWww = new RegExp(
  `^[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,6}` +
    `(?:\\/(?:[^\\s<>()"'${unseen}]{0,500}[^\\s<>()"'.,;:!?${unseen}])?)?`,
  'u',
)

/** Where an address in running text ends: at unseen letters too, and at full-width angle brackets. */
class AddressShapes extends REBuilder {
  constructor(...options: ConstructorParameters<typeof REBuilder>) {
    super(...options)
    this.src_Cc = `${this.src_Cc}|[${unseen}]`
    this.src_ZCc = `${this.src_Z}|${this.src_Cc}`
    this.src_ZPCc = `${this.src_Z}|${this.src_P}|${this.src_Cc}`
  }
  override get_text_separators(): RegExp {
    return /[><\uff1c\uff1e\uff5c]/
  }
}

/** The schemes that merely lead somewhere: to a page, or to the program that writes or calls. */
const schemes = /^(?:https?|mailto|tel|sms):/i

/** Is this an address of the web, of mail, of a telephone or of this site? Nothing else is a link. */
export function isHarmless(address: string): boolean {
  const plain = address.trim()
  if (schemes.test(plain)) return true
  // Any other text before a colon counts as a scheme, however it is spelled or escaped.
  return !/^[^/?#]*:/.test(plain) && !/^[/\\]{2}/.test(plain)
}

/** Teaches a parser which addresses are links. */
export function addLinks(md: MarkdownIt): void {
  // Without a scheme only www. and mail addresses become links: "notes.md" and "e.g.so" do not.
  md.linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: true, rebuilder: new AddressShapes() })
  md.linkify.add('www.', {
    validate: (text, pos) => afterWww.exec(text.slice(pos, pos + 1000))?.[0].length ?? 0,
    normalize: (match) => {
      match.url = `https://${match.url}`
    },
  })
  md.validateLink = isHarmless
  const { normalizeLink } = md
  md.normalizeLink = (address) => normalizeLink(address.replace(unseenAround, ''))
  md.core.ruler.push('true-host', ({ tokens, Token }) => {
    for (const block of tokens)
      if (block.children?.some((one) => one.type === 'link_open')) block.children = withTrueHosts(block.children, Token)
  })
}

/** Writes after a link where it leads, if its words name another place. */
function withTrueHosts(tokens: Token[], Text: typeof Token): Token[] {
  const out: Token[] = []
  let href = ''
  let words = ''
  let isBare = false
  for (const token of tokens) {
    out.push(token)
    if (token.type === 'link_open') {
      href = String(token.attrGet('href') ?? '')
      words = ''
      isBare = token.info === 'auto'
    } else if (token.type === 'link_close') {
      const place = placeBehind(href)
      // A link whose words are its address disguises nothing, except where a user name stands before the host.
      if (place !== null && (!isBare || words.includes('@')) && namesAnother(words, place)) {
        const said = new Text('text', '', 0)
        said.content = ` (${place})`
        out.push(said)
      }
    } else words += token.content
  }
  return out
}

/** The host of a web address, or the mail address of a `mailto:`; null for an address with neither. */
function placeBehind(href: string): string | null {
  const url = URL.canParse(href) ? new URL(href) : null
  if (url?.protocol === 'mailto:') return decodeURIComponent(url.pathname.replace(/%(?![0-9a-f]{2})/gi, '%25'))
  return url?.host || null
}

/** A host in a link's words; names of files and libraries with a similar ending are not hosts. */
const host = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}[\p{L}\p{N}-]{1,62}/gu
const ofFile = /\.(?:js|ts|pdf|docx?|xlsx?|pptx?|odt|txt|csv|html?|png|jpe?g|json|ya?ml)$/i

/** Do the words name a host that the link's own host does not belong to? */
function namesAnother(words: string, place: string): boolean {
  // A character that looks like a dot or a letter of a host counts as one: full-width and unseen letters disguise hosts.
  const plain = words
    .slice(0, 1000)
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replace(/\p{DI}/gu, '')
  const there = asHost(place.slice(place.lastIndexOf('@') + 1))
  return [...plain.matchAll(host)].some(([said]) => {
    const named = asHost(said)
    return named !== null && there !== named && !there?.endsWith(`.${named}`) && !ofFile.test(said)
  })
}

/** A host as it is compared: in the letters of the network, without `www.` and port; null where it can't be a host. */
function asHost(text: string): string | null {
  const url = `http://${text.toLowerCase()}`
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : null
}
