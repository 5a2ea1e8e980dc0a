/**
 * Which version of a thing a form was made on: for each of its fields a short hash of what stood in it. So a thing needs
 * no number of its own, two people who change different fields do not stand in each other's way, and a form that comes
 * back knows which of its fields its writer has touched.
 */
import { createHash } from 'node:crypto'

const hashLength = 8

/** The version of these fields, as it stands in a form and in an ETag: `title:Kd72hf0a,text:0aPq1xY_`. */
export function versionOf(stored: ReadonlyMap<string, string>): string {
  return [...stored].map(([name, value]) => `${name}:${hashOf(value)}`).join(',')
}

/** The hashes of a version, by field. */
export function hashesIn(version: string): ReadonlyMap<string, string> {
  return new Map(version.split(',').map((one) => [one.slice(0, -hashLength - 1), one.slice(-hashLength)]))
}

/** Did the field hold this text then? A browser may change the ends of lines; that makes no difference. */
export function isAsItStood(then: ReadonlyMap<string, string>, name: string, value: string): boolean {
  return then.get(name) === hashOf(value)
}

/** Do two texts of a field say the same? */
export function saysTheSame(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

function hashOf(value: string): string {
  return createHash('sha256').update(plain(value)).digest('base64url').slice(0, hashLength)
}

function plain(value: string): string {
  return value.replace(/\r\n?/g, '\n').trimEnd()
}
