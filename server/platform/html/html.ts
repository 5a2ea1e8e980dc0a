/**
 * HTML that is safe by construction: a tagged template that escapes every value,
 * and refuses a value where escaping alone would not be enough.
 *
 * A value may be text or a number (escaped), `Html` (kept), an array of those, or `null`, `undefined` and `false` (nothing).
 * Within the quotes of an attribute `Html` is kept from ending them, and an address that would run a script becomes `#`.
 * A whole attribute that may be absent is written `<input ${attr('checked', isOn)}>`.
 *
 * Text that runs right to left is isolated from the text around it (`<bdi>`), except where the template already has
 * `dir="auto"`: there the whole element, its alignment included, follows its text.
 */

import { turns } from '#server/platform/direction.ts'

const made = Symbol('html')
const before = Symbol('before')

/** A part of a page: text, or the bytes of a text that was encoded for many pages. */
export type Chunk = string | Buffer

/** A piece of HTML that was made by {@link html} or vouched for by {@link trusted}. */
export interface Html {
  /** Its text, or where some of it is bytes, the end of it. */
  readonly [made]: string
  /** What comes before that; null nearly always. */
  readonly [before]: readonly Chunk[] | null
  toString(): string
}

/** What may stand in a template's hole. */
export type Piece = Html | string | number | false | null | undefined | readonly Piece[]

class Markup implements Html {
  readonly [made]: string
  readonly [before]: readonly Chunk[] | null
  constructor(text: string, chunks: readonly Chunk[] | null = null) {
    this[made] = text
    this[before] = chunks
  }
  toString(): string {
    return this[before] ? this[before].join('') + this[made] : this[made]
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const unsafe = /[&<>"']/
const unsafeAll = /[&<>"']/g

/** The text with the five characters that mean something in HTML written as entities. */
export function escapeHtml(text: string): string {
  return unsafe.test(text) ? text.replace(unsafeAll, (c) => entities[c] as string) : text
}

/** Vouches for HTML from elsewhere: our own Markdown renderer, a file of ours. Never call it on what a person typed. */
export function trusted(text: string): Html {
  return new Markup(text)
}

/** The same HTML as bytes. Pages that show it copy them, so what many pages show is encoded once. */
export function encoded(piece: Html): Html {
  return new Markup('', [Buffer.from(piece.toString())])
}

/** A page's parts in order, for who sends it. */
export function chunksOf(page: Html): readonly Chunk[] {
  return page[before] ? [...page[before], page[made]] : [page[made]]
}

/** Nothing at all. */
export const nothing: Html = new Markup('')

/** One attribute, or none where the value is false, null or undefined. `true` gives the bare name. */
export function attr(name: string, value: string | number | boolean | null | undefined): Html {
  if (value === false || value === null || value === undefined) return nothing
  if (value === true) return new Markup(name)
  return new Markup(`${name}="${escapeHtml(String(value))}"`)
}

/**
 * An address a person typed, for `href` and `src`: only http, https, mailto, tel, sms and our own paths pass.
 * Anything else becomes `#`.
 */
export function link(address: string): string {
  // Browsers read a backslash as a slash, and overlook line breaks and tabs.
  if (/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address)) return address
  const url = URL.canParse(address) ? new URL(address) : null
  return url && ['http:', 'https:', 'mailto:', 'tel:', 'sms:'].includes(url.protocol) ? url.href : '#'
}

/**
 * Where a hole lies: between tags, between tags where text needs no isolation, within a tag, within an attribute's
 * quotes, or where those quotes hold an address.
 */
type HoleKind = 'text' | 'plain' | 'tag' | 'value' | 'address'

const places = new WeakMap<TemplateStringsArray, HoleKind[]>()

/**
 * The template tag.
 * @throws on a template's first use, where a hole lies in a script, a style, a comment, an attribute without quotes or one
 * that runs scripts; and where text is put among a tag's attributes
 */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  let where = places.get(strings)
  if (!where) {
    where = findPlaces(strings)
    places.set(strings, where)
  }
  let out = strings[0] as string
  let chunks: Chunk[] | null = null
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    const place = where[i] as HoleKind
    if (value instanceof Markup && value[before] && (place === 'text' || place === 'plain')) {
      chunks ??= []
      chunks.push(out, ...value[before])
      out = value[made] + strings[i + 1]
    } else out += write(value, place) + strings[i + 1]
  }
  return new Markup(out, chunks)
}

function write(piece: Piece, place: HoleKind): string {
  if (place === 'address') return addressOf(write(piece, 'value'))
  if (piece === null || piece === undefined || piece === false) return ''
  if (piece instanceof Markup) {
    const text = piece[before] ? piece.toString() : piece[made]
    return place === 'value' ? text.replace(quotable, entityOf) : text
  }
  if (Array.isArray(piece)) {
    let out = ''
    for (const one of piece) out += write(one, place)
    return out
  }
  if (place === 'tag') throw new Error('html: text stands among the attributes of a tag; quote it, or use attr()')
  const text = escapeHtml(String(piece))
  return place === 'text' && turns(text) ? `<bdi>${text}</bdi>` : text
}

/** What would end an attribute's value; entities in made HTML stay as they are. */
const quotable = /[<>"']/g
const entityOf = (c: string) => entities[c] as string

const schemes = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'cid'])

/** The address, or `#` where its scheme does more than lead somewhere. It is escaped already. */
function addressOf(written: string): string {
  if (written.startsWith('/')) return written
  const scheme = /^([^/?#]*?):/.exec(written.replaceAll(/&#?\w+;|[\0- ]/g, ''))?.[1]
  return scheme === undefined || schemes.has(scheme.toLowerCase()) ? written : '#'
}

const addresses = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'xlink:href'])

/** Elements that hold nothing, and those that hold text without tags. */
const voids = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/
const holdText = /^(?:title|textarea|option|text)$/

/** Where each hole of a template lies, found by reading the fixed parts once. */
function findPlaces(strings: TemplateStringsArray): HoleKind[] {
  const found: HoleKind[] = []
  /** The elements around a place, and for each whether text in it needs no isolation. */
  const around: { readonly name: string; readonly isPlain: boolean }[] = []
  let written = ''
  let inside: 'text' | 'tag' | 'value' | 'comment' | 'script' = 'text'
  let tag = ''
  let quote = ''
  let attribute = ''
  let isStart = false
  for (const part of strings.slice(0, -1)) {
    for (let i = 0; i < part.length; i++) {
      const c = part[i] as string
      if (inside === 'text') {
        if (part.startsWith('<!--', i)) inside = 'comment'
        // A tag whose very name is a hole counts as one.
        else if (c === '<' && (i + 1 === part.length || /[a-z/!]/i.test(part[i + 1] as string))) {
          tag = /^<([a-z0-9-]*)/i.exec(part.slice(i, i + 20))?.[1]?.toLowerCase() ?? ''
          inside = 'tag'
          written = ''
        }
      } else if (inside === 'comment') {
        if (part.startsWith('-->', i)) inside = 'text'
      } else if (inside === 'script') {
        if (part.startsWith(`</${tag}`, i)) {
          inside = 'tag'
          tag = ''
        }
      } else if (inside === 'value') {
        if (c === quote) inside = 'tag'
        else isStart = isStart && c === ' '
      } else if (c === '"' || c === "'") {
        inside = 'value'
        quote = c
        isStart = true
        attribute = /([^\s"'<>/=]+)\s*=\s*$/.exec(part.slice(0, i))?.[1]?.toLowerCase() ?? ''
      } else if (c === '>') {
        inside = tag === 'script' || tag === 'style' ? 'script' : 'text'
        const closed = /^<\/([a-z0-9-]+)/i.exec(written)?.[1]?.toLowerCase()
        if (closed !== undefined)
          around.length = Math.max(
            0,
            around.findLastIndex(({ name }) => name === closed),
          )
        else if (inside === 'text' && tag && !voids.test(tag))
          around.push({ name: tag, isPlain: holdText.test(tag) || written.includes('dir="auto"') })
      }
      if (inside !== 'text') written += c
    }
    if (inside === 'comment' || inside === 'script')
      throw new Error('html: nothing may be put inside <script>, <style> or a comment')
    if (inside === 'tag' && /=\s*$/.test(part))
      throw new Error('html: an attribute without quotes; quote it, or use attr()')
    if (inside === 'value' && /^(on|srcdoc$)/.test(attribute))
      throw new Error(`html: nothing may be put into ${attribute}, which runs as a script`)
    if (inside === 'value') found.push(isStart && addresses.has(attribute) ? 'address' : 'value')
    else found.push(inside === 'text' && around.some(({ isPlain }) => isPlain) ? 'plain' : inside)
  }
  return found
}
