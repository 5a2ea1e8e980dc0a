/**
 * In tests every row is compared with its shape: nothing may lack, nothing may be more, and each thing is of its type.
 * In a whole run each query that ran is written down too, for unrun-queries.ts.
 */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getCallSites, isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { watchRows } from '#server/platform/rows.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = process.env.GUILDHALL_QUERIES
const places = new WeakMap<TemplateStringsArray, string>()

watchRows((words) => {
  const place = places.get(words) ?? placeOf(words)
  return (shape, rows) => {
    if (rows.length === 0) return
    const schema = typeof shape === 'function' ? shape() : shape
    for (const row of rows) {
      const problem = problemOf(schema, row)
      if (!problem) continue
      // The caller may catch the error, and a job is tried again: the file fails all the same.
      process.exitCode = 1
      throw new Error(`${place}: what comes back is not as its shape says.\n${problem}`)
    }
  }
})

function problemOf(schema: z.ZodType, row: unknown): string | null {
  const { data, error } = schema.safeParse(row)
  if (error) return z.prettifyError(error)
  return isDeepStrictEqual(data, row)
    ? null
    : `The shape does not know all of it: ${JSON.stringify(row)} is ${JSON.stringify(data)} to it.`
}

/** The place of a query: its file, and the line of its first word. */
function placeOf(words: TemplateStringsArray): string {
  const site = getCallSites(10).find(({ scriptName }) => !/\/(watched-)?rows\.ts$/.test(scriptName))
  const place = `${fileURLToPath(site?.scriptName ?? '').slice(root.length)}:${site?.lineNumber}`
  places.set(words, place)
  if (folder) appendFileSync(join(folder, String(process.pid)), `${place}\n`)
  return place
}
