/**
 * A mail in words as the message that goes over the wire. Pure.
 */
import { domainToASCII } from 'node:url'
import type { SendMailOptions } from 'nodemailer'
import { withoutIsolates } from '#server/platform/direction.ts'
import { optOutSubject } from './incoming/opt-out.ts'
import type { Composed } from './mail-kind.ts'

/** The site's one sender, from `MAIL_FROM`: an address, maybe with a name before it. */
export function readSender(mailFrom: string): { name: string | null; address: string; domain: string } {
  const [, name = '', address = mailFrom] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(mailFrom) ?? []
  return {
    name: name.trim() || null,
    address: address.trim(),
    domain: domainToASCII(address.trim().split('@').at(-1) ?? '') || 'localhost',
  }
}

/** The recipient, and the id of the message. */
export interface Envelope {
  readonly to: { readonly name: string | null; readonly address: string }
  readonly messageId: string
  readonly siteName: string
  readonly communityName: string | null
  readonly mailFrom: string
  /** Where a mail that asks for no more of its kind goes; null where no mail comes in. */
  readonly optOutAddress: string | null
}

/** The message for nodemailer: one recipient, our headers, no attachment but an entry for a calendar, and nothing fetched. */
export function asMessage(
  composed: Composed,
  { to, messageId, siteName, communityName, mailFrom, optOutAddress }: Envelope,
): SendMailOptions {
  const sender = readSender(mailFrom)
  const { replyTo, unsubscribeUrl, listId, conversation, calendar } = composed
  // No mail has this id. Mail programs gather mails that answer the same id, in whichever order they came.
  const root = conversation && `<${conversation}@${sender.domain}>`
  return {
    from: { name: withoutIsolates(oneLine(composed.from ?? sender.name ?? siteName)), address: sender.address },
    to: { name: oneLine(to.name ?? ''), address: to.address },
    ...(replyTo && { replyTo: { name: oneLine(replyTo.name), address: replyTo.address } }),
    envelope: { from: sender.address, to: to.address },
    messageId,
    ...(root && { inReplyTo: root, references: root }),
    subject: oneLine(composed.subject),
    text: composed.text,
    html: composed.html.toString(),
    ...(calendar && { icalEvent: { method: calendar.method, filename: 'event.ics', content: calendar.file } }),
    headers: {
      // Automatic answers would go to a machine.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(listId && { 'List-ID': asIs(listIdHeader(`${listId}.${sender.domain}`, communityName ?? siteName)) }),
      ...(unsubscribeUrl && {
        'List-Unsubscribe': asIs(
          [unsubscribeUrl, optOutAddress && `mailto:${optOutAddress}?subject=${optOutSubject}`]
            .flatMap((way) => (way ? [`<${way}>`] : []))
            .join(', '),
        ),
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

/**
 * How a list is identified (RFC 2919): a name in plain letters where it has one, and an id in the form of a domain name.
 * An encoded name would be too long for one word, and programs that read this header do not decode it.
 */
export function listIdHeader(id: string, name: string): string {
  const plain = oneLine(name)
  const phrase = /^[\w .,&'()-]{1,60}$/.test(plain) ? `"${plain}" ` : ''
  return `${phrase}<${domainToASCII(id) || 'localhost'}>`
}

function asIs(value: string) {
  return { prepared: true, foldLines: false, value }
}

/** Names and subjects are one line: a line break in a header would begin another. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
