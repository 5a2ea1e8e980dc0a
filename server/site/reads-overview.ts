/**
 * What the overview of the site counts: one statement for all parts.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import type { Overview } from '#server/site/overview.ts'

/**
 * The parts of the site that the actor may open, with what each counts.
 * @refuses forbidden
 */
export async function readOverview(look: Look, actor: Actor): Promise<Overview> {
  if (!may(actor, 'site_overview', null)) refuse(forbidden)
  const parts = look.platform.declared.siteParts.filter(({ onlyWith }) => may(actor, onlyWith, null))
  const counted = parts.flatMap(({ key, figure }) => (figure ? [sql`${key}::text, (${figure.count})::int`] : []))
  const { counts } = await onlyRow(look, () => z.object({ counts: z.record(z.string(), z.number()) }))`
    select json_build_object(${counted.length > 0 ? sql.join(counted) : sql``}) as counts`
  return {
    name: actor.site.name,
    parts: parts.map(({ key, path }) => ({ key, path, count: counts[key] ?? null })),
  }
}
