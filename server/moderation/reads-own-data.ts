/** What a person takes along of this room: what they reported, and what they answered. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const moderationOwnData: readonly OwnData[] = [
  {
    name: 'reports',
    place: 60,
    says: (t) => t('What you reported to those who moderate, and why'),
    of: (personId) => sql`
      select c.name as community, e.title, r.reason, r.words, r.reported_at as "reportedAt"
      from report r join moderation_case k on k.id = r.case_id join entry e on e.id = k.entry_id
        join community_shown c on c.id = r.community_id
      where r.person_id = ${personId} order by r.reported_at, r.case_id`,
  },
  {
    name: 'moderation',
    place: 61,
    says: (t) => t('Until when you are muted somewhere, and what you answered to moderation'),
    of: (personId) => sql`
      select c.name as community, u.until as "mutedUntil", null as answer, null as "answeredAt"
      from mute u join community_shown c on c.id = u.community_id where u.person_id = ${personId}
      union all
      select c.name, null, w.words, w.answered_at from moderation_answer w join community_shown c on c.id = w.community_id
      where w.person_id = ${personId}`,
  },
]
