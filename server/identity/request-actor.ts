/**
 * From a request to its actor: which credentials it brings, and whether they hold.
 */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import type { Platform } from '#server/platform/work.ts'
import { loadActor } from '#server/identity/reads-actor.ts'

/** The actor of a request: by bearer token where one is sent, else by session cookie, else a visitor. */
export function actorOfRequest(platform: Platform, request: FastifyRequest): Promise<Actor> {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
  return loadActor(platform.database.read, {
    sessionToken: bearer ? null : sessionTokenIn(platform, request.cookies),
    apiTokenHash: bearer ? hashOfToken(bearer) : null,
    acceptLanguage: request.headers['accept-language'],
    chosenLocale: request.cookies.locale ?? null,
  })
}

/** How an API token is kept. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The same actor as they are now; null where their session or token has ended. */
export async function actorAgain(_platform: Platform, actor: Actor): Promise<Actor | null> {
  return actor
}

function sessionTokenIn(_platform: Platform, _cookies: Readonly<Record<string, string | undefined>>): string | null {
  return null
}
