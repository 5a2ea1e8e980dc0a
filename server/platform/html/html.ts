/**
 * HTML that is safe by construction: a tagged template that escapes every value,
 * and refuses a value where escaping alone would not be enough.
 *
 * A value may be text or a number (escaped), `Html` (kept), an array of those,
 * or `null`, `undefined` and `false` (nothing). In an attribute's place,
 * `true` and `false` switch a whole attribute: `<input ${attr('checked', isOn)}>`.
 */

const made = Symbol('html')

/** A piece of HTML that was made by {@link html} or vouched for by {@link trusted}. */
export interface Html {
  readonly [made]: string
  toString(): string
}

/** What may stand in a template's hole. */
export type Piece = Html | string | number | false | null | undefined | readonly Piece[]

class Markup implements Html {
  readonly [made]: string
  constructor(text: string) {
    this[made] = text
  }
  toString(): string {
    return this[made]
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

/** Nothing at all. */
export const nothing: Html = new Markup('')

/** One attribute, or none where the value is false, null or undefined. `true` gives the bare name. */
export function attr(name: string, value: string | number | boolean | null | undefined): Html {
  if (value === false || value === null || value === undefined) return nothing
  if (value === true) return new Markup(name)
  return new Markup(`${name}="${escapeHtml(String(value))}"`)
}

/**
 * An address a person typed, for `href` and `src`: only http, https, mailto and our own paths pass.
 * Anything else becomes `#`.
 */
export function link(address: string): string {
  if (/^\/(?!\/)/.test(address)) return address
  try {
    const url = new URL(address)
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : '#'
  } catch {
    return '#'
  }
}

type Place = 'text' | 'quoted' | 'tag' | 'forbidden'

const places = new WeakMap<TemplateStringsArray, Place[]>()

/** The template tag. Throws, on a template's first use, where text would land in an unquoted attribute, a script or a style. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  let where = places.get(strings)
  if (!where) {
    where = findPlaces(strings)
    places.set(strings, where)
  }
  let out = strings[0] as string
  for (let i = 0; i < values.length; i++) {
    out += write(values[i], where[i] as Place) + strings[i + 1]
  }
  return new Markup(out)
}

function write(piece: Piece, place: Place): string {
  if (piece === null || piece === undefined || piece === false) return ''
  if (piece instanceof Markup) {
    if (place === 'forbidden') throw new Error('html: nothing may be put inside <script> or <style>')
    return piece[made]
  }
  if (Array.isArray(piece)) {
    let out = ''
    for (const one of piece) out += write(one, place)
    return out
  }
  if (place === 'tag') throw new Error('html: a value stands in an unquoted attribute; quote it, or use attr()')
  if (place === 'forbidden') throw new Error('html: nothing may be put inside <script> or <style>')
  return escapeHtml(String(piece))
}

/** Where each hole of a template lies, found by reading the fixed parts once. */
function findPlaces(strings: TemplateStringsArray): Place[] {
  const found: Place[] = []
  let place: Place = 'text'
  let quote = ''
  let tag = ''
  for (const part of strings.slice(0, -1)) {
    for (let i = 0; i < part.length; i++) {
      const c = part[i] as string
      if (place === 'text' && c === '<' && /[a-z/!]/i.test(part[i + 1] ?? '')) {
        tag = (/^<([a-z0-9-]+)/i.exec(part.slice(i)) ?? ['', ''])[1]?.toLowerCase() ?? ''
        place = 'tag'
      } else if (place === 'tag' && (c === '"' || c === "'")) {
        place = 'quoted'
        quote = c
      } else if (place === 'quoted' && c === quote) {
        place = 'tag'
      } else if (place === 'tag' && c === '>') {
        place = tag === 'script' || tag === 'style' ? 'forbidden' : 'text'
      } else if (place === 'forbidden' && c === '<' && part[i + 1] === '/') {
        place = 'tag'
        tag = ''
      }
    }
    found.push(place)
  }
  return found
}
