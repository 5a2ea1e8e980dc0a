/**
 * Ids. A key is a uuid (version 7, made by the database); in an address it is 22 letters (base64url of its 16 bytes),
 * after a slug of the title that is for people only and ignored when read.
 */

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const shortShape = /^[A-Za-z0-9_-]{22}$/

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

/** The uuid in a part of an address, whatever the slug before it says (or a plain uuid); null where there is none. */
export function idFrom(part: string): string | null {
  if (isUuid(part)) return part
  if (part.length > 22 && part.at(-23) !== '-') return null
  return longId(part.slice(-22))
}

/** A title as lower-case letters, digits and hyphens, at most 60 of them; `''` where nothing is left. */
export function slugOf(title: string): string {
  return title
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
