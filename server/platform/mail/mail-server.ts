/**
 * The site's mail server, from `SMTP_URL` and `SMTP_TLS`: where it is, and what we require before a mail or password goes there.
 */
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport'
import type { Secret } from '#server/platform/log.ts'
import { isLocalHost } from '#server/platform/setting-shapes.ts'

/** `required`: no TLS, no mail. `offered`: TLS where the server offers it. `off`: never. */
export const tlsTerms = ['required', 'offered', 'off'] as const
export type TlsTerms = (typeof tlsTerms)[number]

/** A mail server, and how we speak to it. */
export interface MailServer {
  readonly host: string
  readonly tls: TlsTerms
  /** Does `SMTP_URL` name a user? Then no mail leaves before the server has accepted their password. */
  readonly signsIn: boolean
  /** For nodemailer. */
  readonly options: SMTPTransportOptions
}

/**
 * Mails carry sign-in links, and the address may carry a password: neither goes in clear to another machine, unless the operator says
 * so in `SMTP_TLS`. A server without AUTH would take mails unsigned; where there is a user, it is not used at all.
 * @param asked `SMTP_TLS`; null leaves it to the address
 */
export function mailServerOf(smtpUrl: Secret, asked: TlsTerms | null): MailServer {
  const { protocol, hostname, username, password } = new URL(smtpUrl.reveal())
  const signsIn = username !== '' || password !== ''
  const tls = asked ?? (protocol === 'smtps:' || signsIn || !isLocalHost(hostname) ? 'required' : 'offered')
  return {
    host: hostname,
    tls,
    signsIn,
    options: {
      url: smtpUrl.reveal(),
      requireTLS: tls === 'required',
      ignoreTLS: tls === 'off',
      forceAuth: signsIn,
    },
  }
}
