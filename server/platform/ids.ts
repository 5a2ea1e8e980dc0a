/**
 * Ids. A key is a uuid (version 7, made by the database, or here for what is of the past); in an address it is 22 letters
 * (base64url of its 16 bytes), after a slug of the title that is for people only and ignored when read.
 */
import { randomUUID } from 'node:crypto'
import anyAscii from 'any-ascii'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const shortShape = /^[A-Za-z0-9_-]{22}$/

let made = 0

/** An id as the database makes them, for a row of that moment; those of one moment are in the order in which they were made. */
export function idAt(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0')
  const next = (made++ & 0xffffff).toString(16).padStart(6, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${next.slice(0, 3)}-8${next.slice(3)}${randomUUID().slice(23)}`
}

/** Is this a uuid as PostgreSQL writes it? */
export function isUuid(text: string): boolean {
  return uuidShape.test(text)
}

/** The 22 letters that stand for a uuid in an address. */
export function shortId(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url')
}

/** The uuid behind 22 letters, or null where they are none. */
export function longId(short: string): string | null {
  if (!shortShape.test(short)) return null
  const hex = Buffer.from(short, 'base64url').toString('hex')
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  // The last letter has spare bits: only the one spelling that shortId writes is an address.
  return shortId(uuid) === short ? uuid : null
}

/** The part of an address for one thing: `how-we-meet-AZx…`, or the bare letters where the title has none of ours. */
export function addressPart(title: string, uuid: string): string {
  const slug = slugOf(title)
  return slug ? `${slug}-${shortId(uuid)}` : shortId(uuid)
}

/** The uuid in a part of an address (or a plain uuid); the slug before it does not matter. Null where there is none. */
export function idFrom(part: string): string | null {
  if (isUuid(part)) return part
  if (part.length > 22 && part.at(-23) !== '-') return null
  return longId(part.slice(-22))
}

/** Words that addresses use themselves, here or in a later version; no slug may be one of them. */
const addressWords = new Set(
  'all api archive closed edit feed import index me mine new none opening page removal settings steps topics unsorted'.split(
    ' ',
  ),
)

/**
 * A title as lower-case letters, digits and hyphens, at most 60 of them; letters of other scripts as they are usually
 * written in ours. `''` where nothing is left.
 */
export function slugOf(title: string): string {
  return title
    .normalize('NFC')
    .replace(/[^\p{ASCII}\P{L}]+|[^\p{ASCII}\P{N}]+/gu, (letters) => anyAscii(letters))
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

/** A slug of this stem that is not taken: the stem itself, or with the first number after it that is free. */
export function freeSlug(stem: string, isTaken: (slug: string) => boolean): string {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? stem : `${stem}-${n}`
    if (!addressWords.has(slug) && !isTaken(slug)) return slug
  }
}

/** May this word be a slug? */
export function isAddressWord(slug: string): boolean {
  return addressWords.has(slug)
}
