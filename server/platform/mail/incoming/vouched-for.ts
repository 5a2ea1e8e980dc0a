/** Whether the domain of a mail's author vouches for it: SPF, DKIM and DMARC, read by a library. */
import { authenticate } from 'mailauth'

/** What the receiver knows of the connection. */
export interface Connection {
  readonly ip: string
  readonly helo: string
  readonly envelopeFrom: string
  /** A server of ours handed it over: where it came from stands in the mail. */
  readonly isRelayed: boolean
}

/**
 * Does a signature or the sending server belong to the domain in `From`? Where that domain publishes no policy, one of the two has
 * to belong to it all the same. A name server that does not answer is a no.
 */
export async function isVouchedFor(raw: Buffer, { ip, helo, envelopeFrom, isRelayed }: Connection): Promise<boolean> {
  return vouches(raw, { ...(isRelayed ? { trustReceived: true } : { ip, helo }), sender: envelopeFrom })
}

/** Does a signature in the mail belong to the domain in `From`? Where it came from does not count. */
export async function isSigned(raw: Buffer): Promise<boolean> {
  return vouches(raw, {})
}

async function vouches(raw: Buffer, from: Parameters<typeof authenticate>[1]): Promise<boolean> {
  const { dmarc, dkim, spf } = await authenticate(raw, { ...from, disableArc: true, disableBimi: true })
  if (!dmarc) return false
  if (dmarc.status.result === 'pass') return true
  if (dmarc.status.result !== 'none') return false
  const domain = dkim.headerFrom?.[0]?.split('@').at(-1)?.toLowerCase()
  const isSigned = dkim.results.some(
    ({ status, signingDomain }) => status.result === 'pass' && signingDomain?.toLowerCase() === domain,
  )
  return isSigned || (spf !== false && spf.status.result === 'pass' && spf.domain.toLowerCase() === domain)
}
