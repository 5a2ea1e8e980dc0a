/**
 * The token of a program, as it comes in `Authorization: Bearer …` (RFC 6750); the scheme may be written in any case.
 */
import type { FastifyRequest } from 'fastify'

/** The token a request brings, or null. */
export function bearerOf({ headers }: FastifyRequest): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null
}
