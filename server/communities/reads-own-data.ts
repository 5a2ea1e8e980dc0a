/** What a person takes along of this room: where they belong and belonged, and how. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const communitiesOwnData: readonly OwnData[] = [
  {
    name: 'memberships',
    place: 20,
    says: (t) => t('The communities you belong or belonged to: since when, through what, with which roles'),
    of: (personId) => sql`
      select c.name as community, m.joined_at as "joinedAt", m.came_at as "firstHereAt", m.ended_at as "endedAt", m.ends_at as "guestUntil",
        array(select coalesce(o.title, o.name) from membership_role r join role o on o.name = r.role
          where r.community_id = m.community_id and r.person_id = m.person_id order by o.place desc, o.name) as roles,
        coalesce((select json_agg(json_build_object('source', s.source, 'cohort', h.name, 'since', s.added_at) order by s.added_at, s.source)
          from membership_source s left join cohort h on h.id = s.cohort_id
          where s.community_id = m.community_id and s.person_id = m.person_id), '[]') as sources,
        array(select f.quote from featured_person f
          where f.community_id = m.community_id and f.person_id = m.person_id and f.quote <> '' order by f.position) as quotes
      from membership m join community_shown c on c.id = m.community_id
      where m.person_id = ${personId} order by m.joined_at, m.community_id`,
  },
  {
    name: 'agreements',
    place: 20,
    says: (t) => t('The agreements of communities that you accepted: the text, its version and when'),
    of: (personId) => sql`
      select c.name as community, y.version, y.accepted_at as "acceptedAt", v.source as text
      from agreement_acceptance y join agreement_version v using (community_id, version) join community_shown c on c.id = y.community_id
      where y.person_id = ${personId} order by y.accepted_at, y.community_id, y.version`,
  },
  {
    name: 'join-requests',
    place: 21,
    says: (t) => t('What you answered where you asked to join'),
    of: (personId) => sql`
      select c.name as community, q.question, q.answer, q.asked_at as "askedAt", q.state, q.settled_at as "settledAt"
      from join_request q join community_shown c on c.id = q.community_id
      where q.person_id = ${personId} order by q.asked_at, q.id`,
  },
  {
    name: 'in-your-name',
    place: 22,
    says: (t) => t('Where you were asked whether something may be sent in your name, and what you said'),
    of: (personId) => sql`
      select c.name as community, y.kind, y.asked_at as "askedAt", y.reach, y.given_at as "givenAt", y.withdrawn_at as "withdrawnAt"
      from featured_consent y join community_shown c on c.id = y.community_id
      where y.person_id = ${personId} order by y.asked_at, y.id`,
  },
]
