/**
 * The headers every answer carries. A room that needs other ones (a file, the ballot) sets them itself; these fill what is missing.
 */
import type { FastifyReply } from 'fastify'

/** The content security policy of every page: what a person writes could run nothing, even where it came through (docs/promises.md, 13). */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // A film that somebody is about to send is looked at in their own browser, for a picture of it.
  "media-src 'self' blob:",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** What every answer carries unless it sets another itself. */
export const standingHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
  vary: 'Accept, Accept-Language, Cookie',
}

/** Fills in the standing headers that an answer has not set for itself. */
export function addHeaders(reply: FastifyReply, isHttps: boolean): void {
  for (const name in standingHeaders) if (!reply.hasHeader(name)) reply.header(name, standingHeaders[name])
  if (isHttps && !reply.hasHeader('strict-transport-security'))
    reply.header('strict-transport-security', 'max-age=31536000')
}
