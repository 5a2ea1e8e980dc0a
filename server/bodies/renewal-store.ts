/** Finds bodies that an older renderer made, and overwrites their HTML. */
import { sql } from 'kysely'
import { anchorOf } from '#server/bodies/body.ts'
import { renderBody } from '#server/bodies/render-body.ts'
import { bodyRow } from '#server/bodies/store.ts'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'
import { rows } from '#server/platform/rows.ts'

const outdatedBody = bodyRow.pick({ id: true, communityId: true, genre: true, version: true, source: true })

export const bodyTexts = storedTexts({
  name: 'bodies',
  list: (look, { after, version, most }) =>
    rows(look, outdatedBody)`
      select id, community_id as "communityId", genre, version, source from body_now
      where renderer_version < ${version} and id > ${after} order by id limit ${most}`,
  render: (look, body) => renderBody(look, { ...body, anchor: anchorOf(body.id) }),
  // Where it is still at the same version.
  async save({ tx }, { id, version }, made) {
    await sql`
      update body set html = ${made.html}, text = ${made.text}, renderer_version = ${made.version}
      where id = ${id} and version = ${version}`.execute(tx)
  },
})
