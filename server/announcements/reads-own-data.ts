/** What a person takes along of this room: the announcements they wrote, and what they confirmed. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const announcementsOwnData: readonly OwnData[] = [
  {
    name: 'announcements',
    place: 72,
    says: (t) => t('The announcements you wrote'),
    of: (personId) => sql`
      select e.title, v.source as markdown, c.name as community, n.state, e.created_at as "writtenAt", n.published_at as "publishedAt",
        n.changed_at as "changedAt"
      from entry e join announcement n on n.id = e.id join community_shown c on c.id = e.community_id
        join body_now v on v.entry_id = e.id
      where e.author_id = ${personId} order by e.created_at, e.id`,
  },
  {
    name: 'confirmations',
    place: 73,
    says: (t) => t('The announcements that you confirmed to have read'),
    of: (personId) => sql`
      select e.title, c.name as community, x.confirmed_at as "confirmedAt", x.by_mail as "byMail"
      from announcement_confirmation x join entry e on e.id = x.announcement_id join community_shown c on c.id = x.community_id
        join entry_reader r on r.entry_id = e.id and r.person_id = x.person_id
      where x.person_id = ${personId} order by x.confirmed_at, e.id`,
  },
]
