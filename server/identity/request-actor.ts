/**
 * From a request to its actor: which credentials it brings, and whether they hold.
 */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { loadActor } from '#server/identity/reads-actor.ts'
import { sessionTokenIn } from '#server/identity/session-cookie.ts'
import type { Actor } from '#server/platform/actor.ts'
import { bearerOf } from '#server/platform/http/bearer.ts'
import { locales } from '#server/platform/i18n.ts'
import type { Platform } from '#server/platform/work.ts'

/** The actor of a request: by bearer token where one is sent, else by session cookie, else a visitor. */
export function actorOfRequest(platform: Platform, request: FastifyRequest): Promise<Actor> {
  const { config, secrets } = platform
  const bearer = bearerOf(request)
  const chosen = request.cookies.locale
  return loadActor(platform.database.read, {
    sessionToken: bearer ? null : sessionTokenIn({ publicUrl: config.publicUrl, secrets }, request.headers.cookie),
    apiTokenHash: bearer ? hashOfToken(bearer) : null,
    acceptLanguage: request.headers['accept-language'],
    chosenLocale: chosen && locales().includes(chosen) ? chosen : null,
  })
}

/** The same actor as they are now; null where their session or token has ended. For live streams, which outlast their request. */
export async function actorAgain(platform: Platform, actor: Actor): Promise<Actor | null> {
  if (actor.kind !== 'person') return actor
  const { sessionId, tokenId, locale } = actor
  const again = await loadActor(platform.database.read, {
    sessionId,
    tokenId,
    acceptLanguage: undefined,
    chosenLocale: locale,
  })
  return again.kind === 'person' ? again : null
}

/** How an API token is kept. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
