/**
 * Every reason this site may give for a refusal, made from the endpoint rows. A problem document's `type` leads here.
 */
import { z } from 'zod'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { refusalsOf } from '#server/platform/http/refusals-of.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { anywhere } from '#server/platform/refuse.ts'

export const problemsView = z.object({
  /** By status, then by code. */
  problems: z.array(
    z.object({
      code: z.string(),
      status: z.number(),
      /** The sentence, in the reader's language. */
      says: z.string(),
      /** The addresses that give it, as `POST /path/:part`; null where any may. */
      from: z.array(z.string()).nullable(),
    }),
  ),
})
export type Problems = z.infer<typeof problemsView>
export type Problem = Problems['problems'][number]

/** All codes of these rows, and those any address may give. */
export function listProblems(rows: readonly Endpoint[], t: Translate): Problems {
  const problems = new Map<string, Problem>()
  for (const { code, status, says } of anywhere) problems.set(code, { code, status, says: t(says), from: null })
  for (const row of rows) {
    for (const { code, status, says } of refusalsOf(row)) {
      const known = problems.get(code)
      if (!known) problems.set(code, { code, status, says: t(says), from: [`${row.method} ${row.path}`] })
      else known.from?.push(`${row.method} ${row.path}`)
    }
  }
  const inOrder = [...problems.values()].sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1))
  return { problems: inOrder }
}

/** Where a code is explained. */
export function problemAddress(code: string): string {
  return `/problems#${code}`
}
