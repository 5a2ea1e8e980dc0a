/** What a person takes along of this room: what they looked for and did not find. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const searchOwnData: OwnData = {
  name: 'searches-without-result',
  place: 85,
  says: (t) => t('What you looked for in the last 90 days and did not find'),
  of: (personId) => sql`
    select c.name as community, m.words, m.at from search_miss m join community_shown c on c.id = m.community_id
    where m.person_id = ${personId} order by m.at, m.community_id, m.words`,
}
