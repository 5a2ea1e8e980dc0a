/**
 * The address that one person writes to in order to answer one mail: derived from the site's key, never stored. Mail servers may
 * change the case of letters, and allow 64 of them before the `@`; so it is written in a smaller alphabet, its proof in 80 bits. Pure.
 */
import type { Composed, Mail } from '#server/platform/mail/mail-kind.ts'
import type { OpenedToken, Secrets } from '#server/platform/secrets.ts'
import type { Platform } from '#server/platform/work.ts'

const purpose = 'reply by mail'
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const proofLetters = 16
const idLetters = 26
const shape = /^([a-z2-7]{26})([a-z2-7]{16})([0-9a-z]{1,4})$/

/** What `*` stands for in the address that `MAIL_REPLY_TO` sets: `reply+*@guild.example` or `*@reply.guild.example`. */
export function replyAddress(secrets: Secrets, pattern: string, { id, version }: OpenedToken): string {
  const token = `${base32(bytesOf(id))}${proofOf(secrets, id, version)}${version.toString(36)}`
  return pattern.replace('*', token)
}

/** Where an answer to a mail goes; undefined where mails are not answered by mail. Its mail then says so in a line. */
export function replyToOf(
  { config, secrets }: Platform,
  { id, mailVersion, community, siteName }: Pick<Mail, 'id' | 'mailVersion' | 'community' | 'siteName'>,
): Composed['replyTo'] {
  if (!config.mailReplyTo) return undefined
  return {
    name: community?.name ?? siteName,
    address: replyAddress(secrets, config.mailReplyTo, { id, version: mailVersion }),
  }
}

/** The mail that such an address is for, with the version of the person's mails; null for any other address. */
export function openReplyAddress(secrets: Secrets, pattern: string, address: string): OpenedToken | null {
  const [before = '', after = ''] = pattern.toLowerCase().split('*')
  const given = address.trim().toLowerCase()
  if (!given.startsWith(before) || !given.endsWith(after)) return null
  const [, short = '', proof = '', written = ''] =
    shape.exec(given.slice(before.length, given.length - after.length)) ?? []
  const id = idOf(short)
  const version = Number.parseInt(written, 36)
  return id && proofOf(secrets, id, version) === proof ? { id, version } : null
}

function proofOf(secrets: Secrets, id: string, version: number): string {
  return base32(Buffer.from(secrets.derive(purpose, id, version), 'base64url')).slice(0, proofLetters)
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function idOf(short: string): string | null {
  if (short.length !== idLetters) return null
  const bits = [...short].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const hex = [...Array(32).keys()].map((i) => Number.parseInt(bits.slice(i * 4, i * 4 + 4), 2).toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}
