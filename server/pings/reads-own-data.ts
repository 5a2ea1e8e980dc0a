/** What a person takes along of this room: what they asked, and what they chose as long as it is known. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const pingsOwnData: readonly OwnData[] = [
  {
    name: 'pings',
    place: 70,
    says: (t) => t('The Pings you wrote'),
    of: (personId) => sql`
      select e.title as question, array(select o.label from ping_option o where o.ping_id = p.id order by o.position) as answers,
        c.name as community, p.state, e.created_at as "writtenAt", p.sent_at as "sentAt", p.closes_at as "closesAt"
      from entry e join ping p on p.id = e.id join community_shown c on c.id = e.community_id
      where e.author_id = ${personId} order by e.created_at, e.id`,
  },
  {
    name: 'votes',
    place: 71,
    says: (t) =>
      t('Your votes. Within a day of a Ping’s closing it is destroyed who chose what, so older ones are nowhere.'),
    of: (personId) => sql`
      select e.title as question, o.label as answer, c.name as community, v.voted_at as "votedAt"
      from vote v join ping_option o on o.id = v.option_id join entry e on e.id = v.ping_id
        join community_shown c on c.id = v.community_id
      where v.person_id = ${personId} order by v.voted_at, v.ping_id`,
  },
]
