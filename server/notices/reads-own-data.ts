/** What a person takes along of this room: which mails they want, and what came by mail in their name. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const mailsOwnData: OwnData = {
  name: 'mail-settings',
  place: 80,
  says: (t) => t('Which mails you chose to get'),
  of: (personId) => sql`
    select c.name as community, m.kind, m.choice, m.at as "chosenAt" from mail_choice m join community_shown c on c.id = m.community_id
    where m.person_id = ${personId} order by m.at, m.community_id, m.kind`,
}

export const rhythmOwnData: OwnData = {
  name: 'mail-rhythm',
  place: 81,
  says: (t) => t('When your digest comes, and until when you want no mail'),
  of: (personId) => sql`
    select digest_hour as "digestHour", digest_weekday as "digestWeekday", quiet_until as "quietUntil"
    from mail_rhythm where person_id = ${personId}`,
}

export const unconfirmedOwnData: OwnData = {
  name: 'mailed-answers',
  place: 82,
  says: (t) => t('Answers by mail that wait for you'),
  of: (personId) => sql`
    select u.subject, u.from_address as from, u.says, u.created_at as "cameAt" from unconfirmed_answer u
    where u.person_id = ${personId} order by u.created_at, u.incoming_id`,
}
