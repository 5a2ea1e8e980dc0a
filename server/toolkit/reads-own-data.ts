/** What a person takes along of this room: what they added to it. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const resourcesOwnData: OwnData = {
  name: 'resources',
  place: 60,
  says: (t) => t('What you added to Toolkits; files are in a folder of their own'),
  of: (personId) => sql`
    select r.kind, c.name as community, e.title, r.summary, r.address, r.how_to_use as "howToUse", f.name as file, r.licence,
      e.created_at as "addedAt", e.removed_at as "removedAt"
    from entry e join resource r on r.id = e.id join community_shown c on c.id = e.community_id
      left join file f on f.id = r.file_id
    where e.author_id = ${personId} order by e.created_at, e.id`,
}
