/** What a person takes along of this room: the texts that they saved. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const textsOwnData: OwnData = {
  name: 'pages',
  place: 50,
  says: (t) => t('Pages, articles and charters, as you saved them, in Markdown'),
  of: (personId) => sql`
    select b.genre as kind, c.name as community, (
        select e.title from entry e join entry_reader r on r.entry_id = e.id and r.person_id = ${personId} where e.id = b.entry_id
      ) as title, v.body_id as "text", v.version, v.source as markdown, v.saved_at as "savedAt"
    from body_version v join body b on b.id = v.body_id join community_shown c on c.id = v.community_id
    where v.author_id = ${personId} order by v.saved_at, v.body_id, v.version`,
}
