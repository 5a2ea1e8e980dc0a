/**
 * A pass: one right to sign in once. It lies in a mail as a link and, where somebody asked for it, as a six-digit code too;
 * whichever is used first ends both. Pure.
 */
import { randomInt } from 'node:crypto'
import { type Secrets, sealedAs } from '#server/platform/secrets.ts'

/** How long a pass that somebody asked for lasts: they sit there and wait for the mail. In minutes. */
export const askedMinutes = 15

/** How often a code may be tried, the right one included. */
export const mostTries = 5

/** Six random digits. */
export function randomCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** What is kept of a code. The code is the version of what is derived, so that six digits can't be guessed from it without the site's key. */
export function hashOfCode(secrets: Secrets, passId: string, code: string): string {
  return secrets.derive('sign-in code', passId, Number(code))
}

/** Was this the code of the pass? */
export function isCodeOf(secrets: Secrets, passId: string, code: string, kept: string): boolean {
  return /^\d{6}$/.test(code) && secrets.check('sign-in code', passId, Number(code), kept)
}

/** What the browser that asked for a mail carries to the page for its code; it says nothing to anybody else, and signs nobody in. */
export interface Attempt {
  readonly passId: string
  readonly address: string
  /** What to look for in one's mail: a new mail with a code, one with a link alone, or the newest that is there already. */
  readonly way: 'code' | 'link' | 'newest'
  /** We put the address into this browser; the person in front of it did not type it. Only its beginning is shown. */
  readonly isHidden: boolean
}

export const attempts = sealedAs<Attempt>('sign-in attempt')

/** The content and the recipient of a sign-in mail. */
export interface PassWords {
  readonly address: string
  readonly token: string
  /** Null where no code is offered. */
  readonly code: string | null
  /** No code is offered, because wrong ones were typed for this address too often. */
  readonly isGuessed: boolean
}

/** For the job that makes the mail. */
export const passWords = sealedAs<PassWords>('sign-in words')

/** Seals an address for a form that mails a way in without asking for the address: a reader of the page can't read it. */
export function sealWhom(secrets: Secrets, address: string): string {
  return secrets.seal('sign-in whom', address)
}

/** The address that was sealed here, or null. */
export function openWhom(secrets: Secrets, sealed: string): string | null {
  return secrets.unseal('sign-in whom', sealed)
}

/** An address as it is shown to somebody who may not be its owner: `b•••@example.org`. */
export function hiddenAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${[...address][0] ?? ''}•••${address.slice(at)}`
}

/** The address of a link. */
export function passAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/sign-in/${token}`
}
