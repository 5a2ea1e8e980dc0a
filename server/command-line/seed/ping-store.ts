/**
 * Seeded Pings: three closed in every community, their votes forgotten, and an open one in every third, the first among them.
 */
import type { PoolClient } from 'pg'
import { leaderAddress } from '#server/command-line/seed/people-store.ts'
import { questions } from '#server/command-line/seed/words.ts'

/** Writes the Pings with ballots, votes and notices (`seed_ping` until the commit). */
export async function savePings(client: PoolClient): Promise<void> {
  await client.query(
    `create temporary table seed_ping on commit drop as
     select (c.no * 10 + k) as n, c.no as community_no, k = 0 as is_open, sent_at, uuidv7(sent_at - now()) as id,
       $1::jsonb -> ((c.number * 3 + k) % jsonb_array_length($1::jsonb)) as asked
     from seed_community c, generate_series(0, 3) k,
       lateral (select now() - case when k = 0 then interval '6 hours' else interval '30 days' * k + interval '1 hour' * c.no end as sent_at) t
     where k > 0 or c.no % 3 = 1`,
    [JSON.stringify(questions)],
  )
  await client.query(`
    create temporary table seed_option on commit drop as
    select p.n as ping_n, place::int, uuidv7() as id, label, max(place) over (partition by p.n) as options
    from seed_ping p, jsonb_array_elements_text(p.asked -> 'answers') with ordinality as a (label, place)`)
  await drawVotes(client)
  await client.query(
    `insert into ping (id, community_id, question, state, hours, created_by, created_at, sent_at, sent_by, closes_at, closed_at,
       could_answer, answered, forgotten_at)
     select p.id, c.id, p.asked ->> 'question', case when is_open then 'open' else 'closed' end, 48, leader.id, p.sent_at, p.sent_at, leader.id,
       p.sent_at + interval '48 hours', case when not is_open then p.sent_at + interval '48 hours' end, c.members + 1,
       case when not is_open then (select count(*) from seed_vote v where v.ping_n = p.n) end,
       case when not is_open then p.sent_at + interval '60 hours' end
     from seed_ping p join seed_community c on c.no = p.community_no, person leader where leader.email = $1`,
    [leaderAddress],
  )
  await client.query(`
    insert into ping_option (id, community_id, ping_id, position, label, final_votes)
    select o.id, c.id, p.id, o.place, o.label,
      case when not p.is_open and (select count(*) from seed_vote v where v.ping_n = p.n) >= 5
        then (select count(*) from seed_vote v where v.ping_n = p.n and v.place = o.place) end
    from seed_option o join seed_ping p on p.n = o.ping_n join seed_community c on c.no = p.community_no`)
  await saveOpenVotes(client)
  await tellOfPings(client)
}

/** Three in five answer, the earlier answers more often. */
async function drawVotes(client: PoolClient): Promise<void> {
  await client.query(`
    create temporary table seed_vote on commit drop as
    select p.n as ping_n, m.person_id, 1 + floor(power(pg_temp.chance(m.place, 40 + p.n), 1.5) * o.options)::int as place,
      p.sent_at + interval '5 hours' * pg_temp.chance(m.place, 50 + p.n) as at
    from seed_ping p join seed_member m on m.community_no = p.community_no
    join seed_option o on o.ping_n = p.n and o.place = 1
    where pg_temp.chance(m.place, 30 + p.n) < 0.6`)
  await client.query('create index on seed_vote (ping_n, place)')
}

async function saveOpenVotes(client: PoolClient): Promise<void> {
  await client.query(`
    insert into ballot (community_id, ping_id, person_id, mail_version)
    select c.id, p.id, m.person_id, 1
    from seed_ping p join seed_community c on c.no = p.community_no join seed_member m on m.community_no = p.community_no
    where p.is_open`)
  await client.query(`
    insert into vote (community_id, ping_id, person_id, option_id, first_option_id, voted_at)
    select c.id, p.id, v.person_id, o.id, o.id, v.at
    from seed_vote v join seed_ping p on p.n = v.ping_n and p.is_open join seed_community c on c.no = p.community_no
    join seed_option o on o.ping_n = v.ping_n and o.place = v.place`)
}

async function tellOfPings(client: PoolClient): Promise<void> {
  await client.query(
    `with told as (
       insert into activity (community_id, actor_id, verb, object_kind, object_id, at)
       select c.id, leader.id, 'ping.sent', 'ping', p.id, p.sent_at
       from seed_ping p join seed_community c on c.no = p.community_no, person leader where leader.email = $1
       returning id, object_id
     )
     insert into notice (person_id, community_id, activity_id, kind, ping_id, at, mailed_at)
     select m.person_id, c.id, told.id, 'ping', p.id, p.sent_at, p.sent_at
     from told join seed_ping p on p.id = told.object_id and p.is_open
     join seed_community c on c.no = p.community_no join seed_member m on m.community_no = p.community_no`,
    [leaderAddress],
  )
}
