/**
 * Resources whose words on how to use them an older renderer made: found, and written over.
 */
import { sql } from 'kysely'
import type { Outdated } from '#server/platform/markdown/stored-texts.ts'
import type { Look, Work } from '#server/platform/work.ts'
import type { RenderedUse } from '#server/toolkit/render-use.ts'

interface OutdatedUse {
  readonly id: string
  readonly howToUse: string
}

/** Resources whose use an older renderer set. */
export async function listOutdatedUses(look: Look, { after, version, most }: Outdated): Promise<OutdatedUse[]> {
  return look.db
    .selectFrom('resource')
    .select(['id', 'how_to_use as howToUse'])
    .where('renderer_version', '<', version)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
}

/** Writes over how it shows, where it still says the same. */
export async function saveRenewedUse({ tx }: Work, { id, howToUse }: OutdatedUse, made: RenderedUse): Promise<void> {
  await sql`
    update resource set how_to_use_html = ${made.howToUseHtml}, renderer_version = ${made.rendererVersion}
    where id = ${id} and how_to_use = ${howToUse}`.execute(tx)
}
