/**
 * Mistakes and warnings about the mail settings.
 */
import { isLocalHost } from '#server/platform/setting-shapes.ts'
import { type TlsTerms, tlsTerms } from './mail-server.ts'

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
