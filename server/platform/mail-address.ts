/**
 * Mail addresses: one rule for all of them, wherever they are typed, pasted, kept or compared.
 *
 * The domain is kept and compared in the letters that travel (IDNA, RFC 5891, as browsers make them: `xn--mller-kva.example`) and shown
 * in those people read (`müller.example`). Before the @ new addresses have ASCII letters only: mail servers that take others (RFC 6531)
 * are few, and people with such an address have a second one. A person added with one earlier is still found by it.
 */
import { domainToASCII, domainToUnicode } from 'node:url'
import { z } from 'zod'

/** Characters that belong to no word: zero-width spaces and joiners, soft hyphens, byte order marks, marks of direction. */
const unseen = /[\p{Default_Ignorable_Code_Point}\ufeff]/gu

const longest = 320
const atoms = (letters: string) => new RegExp(`^[${letters}]+(?:\\.[${letters}]+)*$`, 'u')
/** RFC 5322 3.2.3, an atom with dots in it. */
const asciiLocal = atoms("A-Za-z0-9!#$%&'*+/=?^_`{|}~-")
const anyLocal = atoms("\\p{L}\\p{M}\\p{N}!#$%&'’*+/=?^_`{|}~-")
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z][a-z0-9-]{0,61}[a-z0-9])$/

/** The one form in which an address is kept and compared. Text that is no address comes back in a form for comparison. */
export function plainAddress(address: string): string {
  const written = address.normalize('NFKC').replace(unseen, '').trim().toLowerCase()
  const at = written.lastIndexOf('@')
  const host = at < 0 ? '' : domainToASCII(written.slice(at + 1))
  return host ? `${written.slice(0, at)}@${host}` : written
}

/** The form people read. */
export function shownAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : `${address.slice(0, at)}@${domainToUnicode(address.slice(at + 1)) || address.slice(at + 1)}`
}

/** Is this an address somebody may have here? */
export function isAddress(address: string): boolean {
  return hasShape(address, anyLocal)
}

/** Is this an address somebody may be added with? */
export function isNewAddress(address: string): boolean {
  return hasShape(address, asciiLocal)
}

function hasShape(address: string, local: RegExp): boolean {
  const plain = plainAddress(address)
  const at = plain.lastIndexOf('@')
  const [before, host] = [plain.slice(0, at), plain.slice(at + 1)]
  return (
    at > 0 &&
    plain.length <= longest &&
    before.length <= 64 &&
    host.length <= 253 &&
    local.test(before) &&
    domain.test(host)
  )
}

const none = 'This is not a mail address.'
/** Why an address cannot be a new one. */
export const foreignLetters =
  'Before the @ this site takes plain letters only (a to z), as most mail servers do. Give another address.'

/** An address as it was typed, in the form it is kept in. Old ones may have letters that a new one may not. */
export const knownAddress = z.string().max(longest).refine(isAddress, { error: none }).transform(plainAddress)

/** An address for a new account, in the form it is kept in. */
export const newAddress = knownAddress.refine(isNewAddress, { error: foreignLetters })
