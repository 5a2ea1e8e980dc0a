/**
 * Finds resources whose words on how to use them were rendered by an older renderer, and overwrites that HTML.
 */
import { sql } from 'kysely'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'
import { renderUse } from '#server/toolkit/render-use.ts'

export const resourceTexts = storedTexts({
  name: 'resources',
  list: (look, { after, version, most }) =>
    look.db
      .selectFrom('resource')
      .select(['id', 'how_to_use as howToUse'])
      .where('renderer_version', '<', version)
      .where('id', '>', after)
      .orderBy('id')
      .limit(most)
      .execute(),
  render: (_, { howToUse }) => renderUse(howToUse),
  // Where it still says the same.
  async save({ tx }, { id, howToUse }, made) {
    await sql`
      update resource set how_to_use_html = ${made.howToUseHtml}, renderer_version = ${made.rendererVersion}
      where id = ${id} and how_to_use = ${howToUse}`.execute(tx)
  },
})
