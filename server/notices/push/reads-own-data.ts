/** What a person takes along of their devices: which they are, and not the keys by which they are reached. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const pushOwnData: OwnData = {
  name: 'devices',
  place: 81,
  says: (t) => t('The devices on which you turned notices on'),
  of: (personId) => sql`
    select user_agent as browser, created_at as since, reached_at as "lastNoticeAt" from push_device
    where person_id = ${personId} order by created_at, id`,
}
