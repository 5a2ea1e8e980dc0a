/** A mail that lies in a mailbox: its envelope is gone, so its headers tell whom it is for, who sent it, and who vouches for it. */
import { simpleParser } from 'mailparser'
import type { Platform } from '#server/platform/work.ts'
import { vouchesBy } from './authentication-results.ts'
import { type Arrived, type IncomingRecipient, recipientOf } from './taken-in.ts'
import { isSigned } from './vouched-for.ts'

/** Where mail servers write whom a mail came to; then where its author wrote it. */
const places = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc']
const addresses = /[^\s<>@;:"'(),]+@[^\s<>@;:"'(),]+/g

/** The mail with its recipients here, or null where it is for nobody here: then it stays as it lies. */
export async function readFound(
  platform: Platform,
  raw: Buffer,
): Promise<(Arrived & { readonly recipients: readonly IncomingRecipient[] }) | null> {
  const { headerLines, from } = await simpleParser(headersOf(raw))
  const all = (name: string) => headerLines.filter(({ key }) => key === name).map(({ line }) => headerValue(line))
  const recipients = places
    .flatMap(all)
    .flatMap((text) => text.match(addresses) ?? [])
    .flatMap((address) => recipientOf(platform, address) ?? [])
  const [first] = recipients.filter((one) => one !== 'site')
  const recipient = first ?? recipients[0]
  if (!recipient) return null
  const author = from?.value.length === 1 ? (from.value[0]?.address?.toLowerCase() ?? '') : ''
  const { imapAuthserv } = platform.config
  return {
    raw,
    recipients: [recipient],
    envelopeFrom: all('return-path')[0]?.match(addresses)?.[0] ?? (all('return-path').length > 0 ? '' : author),
    isVouchedFor: imapAuthserv
      ? vouchesBy(all('authentication-results'), imapAuthserv, author)
      : await isSigned(raw).catch(() => false),
  }
}

function headersOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n')
  return end < 0 ? raw.subarray(0, 262_144) : raw.subarray(0, end + 4)
}

function headerValue(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/g, ' ')
    .trim()
}
