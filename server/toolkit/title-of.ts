/**
 * Finds the title and the kind of a thing from the thing itself, so that adding it asks for nothing else. Pure.
 */
import { domainToUnicode } from 'node:url'
import type { ResourceKind } from '#server/toolkit/resource.ts'

/** The longest title, in characters. */
const longest = 300

/**
 * An outside address in its one spelling, or null where it is not one: http or https, without name and password. Any host may be
 * named, also one in the reader's own network: the server fetches nothing from it.
 * One typed without its beginning (`hbr.org/2017`) is taken as https, where its host has a dot.
 */
export function normalizedUrl(typed: string): string | null {
  const text = typed.trim()
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+\.[a-z]{2,}:\d/i.test(text)
  const whole = hasScheme ? text : `https://${text}`
  if (/\s/.test(text) || !URL.canParse(whole)) return null
  const url = new URL(whole)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (url.username || url.password || (!hasScheme && !looksLikeHost(text))) return null
  return url.href.length <= 2000 ? url.href : null
}

function looksLikeHost(text: string): boolean {
  const host = /^[^/?#:]+/.exec(text)?.[0] ?? ''
  return /\.[\p{L}\p{N}-]{2,}$|^\d+(\.\d+){3}$/u.test(host)
}

/** Is this text nothing but one address? */
export function isUrl(text: string): boolean {
  return /^(https?:\/\/|www\.)\S+$/i.test(text.trim()) && normalizedUrl(text) !== null
}

/** The host a reader knows an address by: `hbr.org`, `müller.example`. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? domainToUnicode(new URL(address).hostname).replace(/^www\./, '') : address
}

const players = [/^(www\.|m\.)?youtube\.com$/, /^youtu\.be$/, /^(www\.|player\.)?vimeo\.com$/, /^(www\.)?ted\.com$/]

/** A film where the address leads to a player we know, else a link. */
export function kindOfAddress(address: string): ResourceKind {
  const { hostname, pathname, searchParams } = new URL(address)
  if (!players.some((player) => player.test(hostname))) return 'link'
  const isFilm =
    /^\/(watch|embed\/|shorts\/|live\/|talks\/|\d{4,})/.test(pathname) ||
    (hostname === 'youtu.be' && pathname.length > 1)
  return isFilm || searchParams.has('v') ? 'video' : 'link'
}

/** What a file is to its readers. */
export function kindOfFile(mediaType: string): ResourceKind {
  return mediaType.startsWith('video/') ? 'video' : 'document'
}

/** A title from the words in an address; the host where it has no words. */
export function titleOfAddress(address: string): string {
  const { pathname } = new URL(address)
  const words = pathname
    .split('/')
    .map((part) => fromSlug(decoded(part).replace(/\.(html?|php|aspx?|pdf|md)$/i, '')))
    .filter((part) => /\p{L}{3,}/u.test(part) && part.includes(' '))
  return cut(words.at(-1) ?? hostOf(address))
}

/** A title from a file's name: without its ending, with blanks where there were marks. */
export function titleOfFile(name: string): string {
  const bare = name.replace(/\.[a-z0-9]{1,8}$/i, '')
  return cut(
    capital(
      bare
        .replace(/[_]+/g, ' ')
        .replace(/(?<=\S)-(?=\S)/g, bare.includes(' ') ? '-' : ' ')
        .trim(),
    ) || name,
  )
}

const firstHeading = /^\s*#{1,3} +(.+?) *#* *(?:\n|$)/

/** A text without a first heading that says its title again. */
export function withoutTitle(source: string, title: string): string {
  const heading = firstHeading.exec(source)
  const isTitle = heading && withoutMarks(heading[1] as string).toLowerCase() === withoutMarks(title).toLowerCase()
  const rest = isTitle ? source.slice(heading[0].length).trim() : ''
  return rest || source
}

/** A title from a text, and the text without it: its first heading or line, which then is not said twice, or its first sentence. */
export function titleOfText(source: string): { title: string; source: string } {
  const heading = firstHeading.exec(source)
  if (heading) return { title: cut(withoutMarks(heading[1] as string)), source: source.slice(heading[0].length).trim() }
  const [, first = '', rest = ''] = /^\s*([\p{L}\p{N}“„"'].{1,98}[^.:;,\s])[ \t]*\n\s*\n\s*(\S.*)$/su.exec(source) ?? []
  if (first && !first.includes('\n')) return { title: withoutMarks(first), source: rest.trim() }
  const line =
    source
      .split('\n')
      .map(withoutMarks)
      .find((one) => /\p{L}|\p{N}/u.test(one)) ?? ''
  const sentence = /^.{8,100}?[.!?…](?=\s|$)/u.exec(line)?.[0] ?? line
  return {
    title: sentence.length > 100 ? `${sentence.slice(0, 99).replace(/\s+\S*$/, '')}…` : sentence.replace(/\.$/, ''),
    source,
  }
}

function withoutMarks(line: string): string {
  return line
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[\s>*+#-]+|[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function fromSlug(part: string): string {
  // A number or a run of letters and digits at the end is the site's key, not a word.
  const words = part.split(/[-_+\s]+/).filter(Boolean)
  while (
    words.length > 2 &&
    /\d/.test(words.at(-1) as string) &&
    /^(?=.*\d)[a-z0-9]{6,}$/i.test(words.at(-1) as string)
  )
    words.pop()
  return capital(words.join(' '))
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1)
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
