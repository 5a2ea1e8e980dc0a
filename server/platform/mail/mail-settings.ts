/**
 * The settings of mail, out and in, with mistakes and warnings about them.
 */
import { z } from 'zod'
import { Secret } from '#server/platform/log.ts'
import { isImap, isLocalHost, isSmtp } from '#server/platform/setting-shapes.ts'
import { type TlsTerms, tlsTerms } from './mail-server.ts'

/** Their shapes; as in config.ts. */
export const mailSettings = {
  SMTP_URL: z
    .string()
    .refine(isSmtp, 'must be an address such as smtp://user:password@mail.example.org:587')
    .transform((text) => new Secret(text))
    .optional()
    .describe(
      'The server mails are handed to, smtp:// or smtps://. Without it mails are kept in the outbox and none leaves.',
    ),
  SMTP_TLS: z
    .string()
    .toLowerCase()
    .pipe(z.enum(tlsTerms, `must be one of ${tlsTerms.join(', ')}`))
    .optional()
    .describe(
      'required: no mail, and no password, goes to the mail server unless the connection is encrypted. offered: in clear where the server offers no TLS. off: always in clear. Default: required, but offered for a server on this machine without a password.',
    ),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address such as Guildhall <guildhall@example.org>',
    )
    .optional()
    .describe('The address mails come from. Default: guildhall@ the host of PUBLIC_URL.'),
  MAIL_IN: z
    .string()
    .regex(
      /^(?:[^\s:]+:|\[[^\s\]]+\]:)?\d{1,5}$/,
      'must be a port such as 2525, or an address and a port such as 0.0.0.0:2525',
    )
    .optional()
    .describe(
      'Where mails come in by SMTP, for answers and bounces: a port on this machine, or an address and a port. Your mail server hands them on to it.',
    ),
  IMAP_URL: z
    .string()
    .refine(isImap, 'must be an address such as imaps://user:password@mail.example.org/INBOX')
    .transform((text) => new Secret(text))
    .optional()
    .describe(
      'A mailbox that is read for answers and bounces, where no mail comes in by SMTP: imaps://user:password@host/INBOX. With imap:// the connection is encrypted by STARTTLS, but for a server on this machine.',
    ),
  IMAP_AUTHSERV: z
    .string()
    .regex(/^[\w.-]{1,200}$/, 'must be a name such as mx.example.org')
    .optional()
    .describe(
      'The name under which the mail server of that mailbox notes who vouches for a mail, the first word of its Authentication-Results. Without it the signature of the mail (DKIM) counts alone.',
    ),
  MAIL_REPLY_TO: z
    .string()
    .regex(/^[^\s<>@*]*\*[^\s<>@*]*@[^\s<>@*]+$/, 'must be an address with one star, such as reply+*@guild.example.org')
    .optional()
    .describe(
      'The addresses that answers are written to; the star stands for a code. Your mail server has to bring them all to MAIL_IN, or to the mailbox of IMAP_URL. Default, where one of the two is set: MAIL_FROM with +* before its @.',
    ),
}

/** `MAIL_IN` as where to listen. */
export function hostAndPort(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port] = /^(?:\[?([^\]]+?)\]?:)?(\d+)$/.exec(text) ?? []
  return { host, port: Number(port) }
}

/** Where `SMTP_URL` and `SMTP_TLS` contradict each other, a sentence for each. */
export function mistakesOfMail(smtpUrl: string, tls: TlsTerms | null): string[] {
  const named = tlsInQuery(smtpUrl)
  return [
    ...(named
      ? [`SMTP_URL says ${named}. Take that out, and say with SMTP_TLS how mails go: ${tlsTerms.join(', ')}.`]
      : []),
    ...(smtpUrl.startsWith('smtps:') && tls === 'off'
      ? ['SMTP_TLS is off, but smtps:// in SMTP_URL is always encrypted. Write smtp://, or leave SMTP_TLS out.']
      : []),
  ]
}

/** Sentences, printed at start, about what goes in clear because the operator said so. */
export function notesOfMail(smtpUrl: string | null, tls: TlsTerms | null): string[] {
  if (!smtpUrl || (tls !== 'off' && tls !== 'offered')) return []
  const { hostname, password } = new URL(smtpUrl)
  if (isLocalHost(hostname) && !password) return []
  const what = password ? 'mails and the password of SMTP_URL' : 'mails'
  return [
    tls === 'off'
      ? `SMTP_TLS is off: ${what} go to ${hostname} in clear.`
      : `SMTP_TLS is offered: ${what} go to ${hostname} in clear where it offers no TLS.`,
  ]
}

/** What the query of a mail server's address says about TLS and signing in, though `SMTP_TLS` should say it; null for nothing. */
function tlsInQuery(smtpUrl: string): string | null {
  const names = [...new URL(smtpUrl).searchParams.keys()]
  return names.find((name) => /^(requireTLS|ignoreTLS|opportunisticTLS|forceAuth|secure)$/i.test(name)) ?? null
}
