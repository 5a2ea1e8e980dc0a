/**
 * One address, two representations: whether a request wants a page or JSON, and the problem document (RFC 9457) of a refusal.
 */
import { problemAddress } from '#server/platform/http/problems.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Refused } from '#server/platform/refuse.ts'

/** JSON only where Accept prefers it to HTML; a program that says nothing gets a page, one that sends JSON gets JSON back. */
export function prefersJson(accept: string | undefined, contentType: string | undefined): boolean {
  const weights = { html: -1, json: -1, any: -1 }
  for (const part of (accept ?? '').split(',')) {
    const [type = '', ...terms] = part.trim().toLowerCase().split(';')
    const q = Number(
      terms
        .map((term) => term.trim())
        .find((term) => term.startsWith('q='))
        ?.slice(2) ?? '1',
    )
    if (type === 'text/html' || type === 'application/xhtml+xml') weights.html = Math.max(weights.html, q)
    if (type === 'application/json' || type === 'application/problem+json') weights.json = Math.max(weights.json, q)
    if (type === '*/*') weights.any = q
  }
  if (weights.json >= 0 || weights.html >= 0)
    return weights.json > Math.max(weights.html, 0) || (weights.json > 0 && weights.html < 0)
  return (contentType ?? '').toLowerCase().startsWith('application/json')
}

/** What a program gets instead of a view: what happened, in words and by code, and a sentence for each field. */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly fields?: Readonly<Record<string, string>>
}

/** The problem document of a refusal, in the reader's language. */
export function problemDocument(refused: Refused, t: Translate): ProblemDocument {
  const { refusal } = refused
  const fields = fieldSentences(refused, t)
  return {
    type: problemAddress(refusal.code),
    title: t(refusal.says, refused.values),
    status: refusal.status,
    code: refusal.code,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...refused.facts,
  }
}

/** The sentences of a refusal by field, in the reader's language. */
export function fieldSentences(refused: Refused, t: Translate): Record<string, string> {
  return Object.fromEntries(Object.entries(refused.fields).map(([field, { says, values }]) => [field, t(says, values)]))
}

/** The headers of a refusal: when to come again, how to sign in, which methods there are. */
export function headersOfRefusal({ refusal, values }: Refused): Record<string, string> {
  if (refusal.status === 401) return { 'www-authenticate': 'Bearer' }
  if (refusal.status === 405) return { allow: String(values.allow) }
  if (refusal.status === 416 && values.bytes !== undefined) return { 'content-range': `bytes */${values.bytes}` }
  if (refusal.status === 429) return { 'retry-after': String(values.seconds ?? 60) }
  if (refusal.status === 503) return { 'retry-after': '5' }
  return {}
}
