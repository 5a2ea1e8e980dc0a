/** How far a file has come, for open pages. */
import { z } from 'zod'
import { countsShape, importStates, noCounts } from '#server/people/imports/import.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Who may watch which of these files: all who may see one see the same. */
export async function readImportViewers(look: Look, actor: Actor, ids: readonly string[]) {
  const found = await rows(look, () => z.object({ id: z.string(), communityId: z.string().nullable() }))`
    select id, community_id as "communityId" from people_import where id = any(${ids.filter(isUuid)}::uuid[])`
  const seen = found.filter(({ communityId }) => mayImport(actor, communityId) || mayImport(actor, null))
  return new Map(seen.map(({ id }) => [id, 'leaders'] as const))
}

const progressShape = z.object({
  state: z.enum(importStates),
  lines: z.number(),
  reached: z.number(),
  counts: countsShape.partial(),
})

/** How far a file has come; null where it is gone. */
export async function readProgress(look: Look, id: string) {
  const [row] = await rows(look, progressShape)`
    select state, lines, reached, counts from people_import where id = ${id}`
  return row ? { ...row, counts: { ...noCounts, ...row.counts } } : null
}
