/**
 * Writes of the charter.
 */
import { sql } from 'kysely'
import type { StoredCharter } from '#server/communities/charter/charter.ts'
import type { RenderedCharter } from '#server/communities/charter/render-charter.ts'
import type { Outdated } from '#server/platform/markdown/stored-texts.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Replaces all texts of a charter, and the purpose. */
export async function saveCharter(
  work: Work,
  communityId: string,
  purpose: string,
  charter: StoredCharter,
): Promise<void> {
  await work.tx
    .updateTable('community')
    .set({ purpose, charter: JSON.stringify(charter) })
    .where('id', '=', communityId)
    .execute()
}

interface OutdatedCharter {
  /** That of its community. */
  readonly id: string
  readonly charter: unknown
}

/** Charters with a text that an older renderer made, or one that did not say which it was. */
export async function listOutdatedCharters(look: Look, { after, version, most }: Outdated): Promise<OutdatedCharter[]> {
  const { rows } = await sql<OutdatedCharter>`
    select id, charter from community
    where id > ${after} and exists (
      select from jsonb_each(charter) as text where coalesce((text.value ->> 'version')::int, 0) < ${version}::int)
    order by id limit ${most}`.execute(look.db as never)
  return rows
}

/** Writes over how a charter shows, where nobody has written it meanwhile. */
export async function saveRenewedCharter(
  { tx }: Work,
  before: OutdatedCharter,
  { charter }: RenderedCharter,
): Promise<void> {
  await sql`
    update community set charter = ${JSON.stringify(charter)}::jsonb
    where id = ${before.id} and charter = ${JSON.stringify(before.charter)}::jsonb`.execute(tx)
}
