/** Finds bodies that an older renderer made, and overwrites their HTML. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { bodyRow } from '#server/bodies/store.ts'
import type { Rendered } from '#server/platform/markdown/markdown.ts'
import type { Outdated } from '#server/platform/markdown/stored-texts.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const outdatedBody = bodyRow.pick({ id: true, communityId: true, genre: true, version: true, source: true })
type OutdatedBody = z.infer<typeof outdatedBody>

/** Bodies that an older renderer made. */
export async function listOutdatedBodies(look: Look, { after, version, most }: Outdated): Promise<OutdatedBody[]> {
  return rows(look, outdatedBody)`
    select id, community_id as "communityId", genre, version, source from body_now
    where renderer_version < ${version} and id > ${after} order by id limit ${most}`
}

/** Overwrites the HTML of a body, where it is still at the same version. */
export async function saveRenewedBody({ tx }: Work, { id, version }: OutdatedBody, made: Rendered): Promise<void> {
  await sql`
    update body set html = ${made.html}, renderer_version = ${made.version}
    where id = ${id} and version = ${version}`.execute(tx)
}
