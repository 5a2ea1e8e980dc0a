/**
 * The headers every answer carries. A room that needs other ones (a file, the ballot) sets them itself; these fill what is missing.
 */
import type { FastifyReply } from 'fastify'

/** The content security policy of every page: a script in a member's text could not run (docs/promises.md, 13). */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // The browser plays a film that a member is about to send, to take a picture of it.
  "media-src 'self' blob:",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The headers of every answer that does not set its own. */
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

/** Of these, what a script, a style sheet or a font needs: the rest is about documents, and a first visit fetches five files. */
const assetHeaders: readonly string[] = ['x-content-type-options', 'cross-origin-resource-policy']

/** Fills in the default headers that an answer has not set for itself. */
export function addHeaders(reply: FastifyReply, isHttps: boolean): void {
  const isAsset = /^(?:text\/css|text\/javascript|font\/)/.test(String(reply.getHeader('content-type') ?? ''))
  for (const name of isAsset ? assetHeaders : Object.keys(standingHeaders))
    if (!reply.hasHeader(name)) reply.header(name, standingHeaders[name])
  if (isHttps && !reply.hasHeader('strict-transport-security'))
    reply.header('strict-transport-security', 'max-age=31536000')
}
