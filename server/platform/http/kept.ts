/**
 * What somebody typed into an act that came to nothing, where its form cannot be shown again: because they were signed out
 * meanwhile, because the page it stood on is gone or closed, or by our own fault. It goes onto the page that says no.
 */
import type { FastifyRequest } from 'fastify'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'

/** What was typed into an act that came to nothing. */
export interface Kept {
  /** Where it was sent. */
  readonly action: string
  /** Every field of it, its key for being done once among them; `written` are those that somebody wrote. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly written: boolean }[]
}

/** Where a refused act came from. */
export interface Before {
  /** What was typed. */
  readonly kept: Kept | null
  /** The page it was sent from, which shows what is so now; null where there is none. */
  readonly from: string | null
}

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
