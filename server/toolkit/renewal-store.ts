/**
 * Resources whose texts an older renderer made: found, and written over.
 */
import { sql } from 'kysely'
import type { Outdated } from '#server/platform/markdown/stored-texts.ts'
import type { Look, Work } from '#server/platform/work.ts'
import type { RenderedResource, ResourceSources } from '#server/toolkit/render-resource.ts'

interface OutdatedResource extends ResourceSources {
  readonly id: string
}

/** Resources with a text that an older renderer made. */
export async function listOutdatedResources(
  look: Look,
  { after, version, most }: Outdated,
): Promise<OutdatedResource[]> {
  return look.db
    .selectFrom('resource')
    .select(['id', 'source', 'how_to_use as howToUse'])
    .where('renderer_version', '<', version)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
}

/** Writes over how a resource shows, where it still says the same. */
export async function saveRenewedResource(
  { tx }: Work,
  { id, source, howToUse }: OutdatedResource,
  made: RenderedResource,
): Promise<void> {
  await sql`
    update resource set html = ${made.html}, how_to_use_html = ${made.howToUseHtml}, renderer_version = ${made.rendererVersion}
    where id = ${id} and source is not distinct from ${source} and how_to_use = ${howToUse}`.execute(tx)
}
