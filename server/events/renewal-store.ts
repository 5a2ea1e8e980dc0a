/** Finds events whose description was rendered by an older renderer, and overwrites that HTML. */
import { sql } from 'kysely'
import { renderDescription } from '#server/events/render-description.ts'
import { storedTexts } from '#server/platform/markdown/stored-texts.ts'

export const eventTexts = storedTexts({
  name: 'events',
  list: (look, { after, version, most }) =>
    look.db
      .selectFrom('event')
      .select(['id', 'description'])
      .where('renderer_version', '<', version)
      .where('id', '>', after)
      .orderBy('id')
      .limit(most)
      .execute(),
  render: (_, { description }) => renderDescription(description),
  // Where it still says the same.
  async save({ tx }, { id, description }, made) {
    await sql`
      update event set html = ${made.html}, renderer_version = ${made.rendererVersion}
      where id = ${id} and description = ${description}`.execute(tx)
  },
})
