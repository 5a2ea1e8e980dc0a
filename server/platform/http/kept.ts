/**
 * What somebody typed into an act that came to nothing, where its form cannot be shown again: because they were signed out
 * meanwhile, because the page it stood on is gone or closed, or by our own fault. It goes onto the page that says no.
 */
import type { FastifyRequest } from 'fastify'
import type { Kept } from '#server/platform/html/error-page.ts'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'

const mostKept = 200_000

/**
 * What a page may give back of what was typed; null where nothing was that one would miss, or with `anything` nothing
 * was sent at all. Of acts that keep nothing (passwords, votes) nothing is given back either.
 */
export function keptOf(
  row: ActEndpoint,
  { url }: FastifyRequest,
  typed: Readonly<Record<string, unknown>>,
  worth: 'words' | 'anything',
): Kept | null {
  if (row.keepsNothing) return null
  const fields = Object.entries(typed).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (typeof one === 'string' ? [{ name, value: one, written: isWritten(one) }] : [])),
  )
  const size = fields.reduce((sum, { value }) => sum + value.length, 0)
  return size <= mostKept && (worth === 'anything' || fields.some(({ written }) => written))
    ? { action: url, fields }
    : null
}

/** Words, addresses: not the ids and choices that go along. */
function isWritten(value: string): boolean {
  return /\S\s+\S|\S@\S|^https?:/.test(value)
}
