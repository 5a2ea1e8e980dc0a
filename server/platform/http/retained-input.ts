/**
 * What a person typed into a form whose act failed, where that form cannot be shown again: they were signed out meanwhile,
 * the page of the form is gone or closed, or the fault is ours. The error page gives it back.
 */
import type { FastifyRequest } from 'fastify'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'

/** What was typed into a form whose act failed. */
export interface RetainedInput {
  /** Where it was sent. */
  readonly action: string
  /** Every field of it, its `once` key included; `written` are those that somebody wrote. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly written: boolean }[]
}

/** Where a refused act came from. */
export interface Before {
  /** What was typed. */
  readonly retainedInput: RetainedInput | null
  /** The page it was sent from, which shows the present state; null where there is none. */
  readonly from: string | null
}

const mostRetained = 200_000

/**
 * The typed text an error page may give back. Null where the sender wrote nothing they would miss, or, with
 * `anything`, where nothing was sent at all. Acts that keep nothing (passwords, votes) get nothing back either.
 */
export function retainedInputOf(
  row: ActEndpoint,
  { url }: FastifyRequest,
  typed: Readonly<Record<string, unknown>>,
  worth: 'words' | 'anything',
): RetainedInput | null {
  if (row.keepsNothing) return null
  const fields = Object.entries(typed).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (typeof one === 'string' ? [{ name, value: one, written: isWritten(one) }] : [])),
  )
  const size = fields.reduce((sum, { value }) => sum + value.length, 0)
  return size <= mostRetained && (worth === 'anything' || fields.some(({ written }) => written))
    ? { action: url, fields }
    : null
}

/** Words and addresses, without the ids and choices that go along. */
function isWritten(value: string): boolean {
  return /\S\s+\S|\S@\S|^https?:/.test(value)
}
