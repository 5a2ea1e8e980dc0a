/**
 * The report of a file: the lines that were refused, as they came, with a column that says why. Corrected and sent again, only
 * they run.
 */
import { z } from 'zod'
import { findPlace, isThere, type OneImport } from '#server/people/imports/find-import.ts'
import type { Actor } from '#server/platform/actor.ts'
import { csvText } from '#server/platform/csv.ts'
import { translator } from '#server/platform/i18n.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const fileShape = z.object({ communityId: z.string().nullable(), header: z.array(z.string()) })
const refusedLine = z.object({
  line: z.number(),
  cells: z.array(z.string()),
  why: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})

/**
 * The file, in CSV.
 * @refuses not_found · forbidden · community_archived
 */
export async function readReport(look: Look, actor: Actor, asked: OneImport): Promise<string> {
  const place = await findPlace(look, actor, asked)
  const [file] = await rows(look, fileShape)`
    select i.community_id as "communityId", i.header from people_import i where i.id = ${asked.import}`
  if (!file || !isThere(file, place)) return refuse(notFound)
  const lines = await rows(look, refusedLine)`
    select line, cells, why, why_values as values from people_import_line
    where import_id = ${asked.import} and result = 'refused' order by number`
  const t = translator(actor.locale)
  const width = Math.max(file.header.length, ...lines.map(({ cells }) => cells.length))
  const wide = (cells: readonly string[]) => Array.from({ length: width }, (_, i) => cells[i] ?? '')
  const head = [...wide(file.header), t('why'), t('line')]
  return csvText([
    head,
    ...lines.map(({ cells, why, values, line }) => [...wide(cells), why ? t(why, values) : '', String(line)]),
  ])
}
