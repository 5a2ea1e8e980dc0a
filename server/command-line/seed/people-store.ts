/**
 * Seeded people and communities. Each statement writes one kind of row for the whole site; what later ones join on
 * stays in temporary tables (`seed_person`, `seed_community`, `seed_member`) until the commit.
 */
import type { PoolClient } from 'pg'
import {
  communityNames,
  firstNames,
  jobTitles,
  lastNames,
  places,
  purposes,
  regions,
} from '#server/command-line/seed/words.ts'

export const leaderAddress = 'seed-leader@example.org'

/** How many people and communities earlier seedings left; this one numbers its own after them. */
export async function countSeeded(client: PoolClient): Promise<{ people: number; communities: number }> {
  const { rows } = await client.query(
    `select (select count(*) from person where email like 'person-%@seed.example') as people,
      (select count(*) from community where slug ~ '^seed-[0-9]+$') as communities`,
  )
  return rows[0]
}

/** Makes `pg_temp.chance(i, salt)`: from 0 up to 1, the same every time. */
export async function makeChance(client: PoolClient): Promise<void> {
  await client.query(`
    create function pg_temp.chance(i bigint, salt bigint) returns double precision language sql immutable parallel safe
    return (hashint8extended(i, salt) & 1073741823) / 1073741824.0::double precision`)
}

/** Writes people with the addresses person-1@seed.example and on, and the leader where there is none yet. */
export async function savePeople(client: PoolClient, count: number, after: number): Promise<void> {
  await client.query('create temporary table seed_person (n int primary key, id uuid not null) on commit drop')
  await client.query(
    `insert into person (name, email, email_verified, handle, title, location, time_zone)
     values ('Lea Dorn', $1, true, 'seed-leader', 'Head of learning', 'Lisbon', 'Europe/Lisbon') on conflict (email) do nothing`,
    [leaderAddress],
  )
  await client.query(
    `with written as (
       insert into person (name, email, email_verified, handle, title, location, time_zone, ask_me_about, created_at)
       select ($3::text[])[1 + n % cardinality($3::text[])] || ' ' || ($4::text[])[1 + (n / cardinality($3::text[]) + n) % cardinality($4::text[])],
         'person-' || n || '@seed.example', true, 'person-' || n,
         ($5::text[])[1 + n % cardinality($5::text[])], ($6::text[])[1 + n % cardinality($6::text[])], ($7::text[])[1 + n % cardinality($7::text[])],
         case when n % 3 = 0 then 'How we hand over' else '' end,
         now() - interval '600 days' * pg_temp.chance(n, 1)
       from generate_series($1::int + 1, $1::int + $2::int) n
       returning id, email
     )
     insert into seed_person select substring(email from '[0-9]+')::int - $1::int, id from written`,
    [after, count, firstNames, lastNames, jobTitles, places.map(([place]) => place), places.map(([, zone]) => zone)],
  )
}

/** Writes communities with the slugs seed-1 and on. Every fourth is hidden; all are led by the leader. */
export async function saveCommunities(client: PoolClient, count: number, after: number): Promise<void> {
  await client.query(
    `create temporary table seed_community on commit drop as
     select no, uuidv7() as id, $2::int + no as number, 0 as members from generate_series(1, $1::int) no`,
    [count, after],
  )
  await client.query(
    `insert into community (id, slug, name, purpose, status, hue, time_zone, is_hidden, created_by, created_at, opened_at)
     select s.id, 'seed-' || number,
       ($1::text[])[1 + (number - 1) % cardinality($1::text[])]
         || case when number > cardinality($1::text[]) then ' ' || ($2::text[])[1 + (number / cardinality($1::text[])) % cardinality($2::text[])] else '' end,
       ($3::text[])[1 + number % cardinality($3::text[])], 'active', (number * 47) % 360, 'Europe/Lisbon', number % 4 = 0,
       leader.id, now() - interval '610 days', now() - interval '605 days'
     from seed_community s, person leader where leader.email = $4`,
    [communityNames, regions, purposes, leaderAddress],
  )
}

/** Everybody belongs to the first community and to about three others. */
export async function saveMembers(client: PoolClient): Promise<void> {
  await client.query(`
    create temporary table seed_member on commit drop as
    select community_no, person_id, row_number() over (partition by community_no order by n)::int as place
    from (
      select 1 as community_no, n, id as person_id from seed_person
      union
      select 2 + floor(pg_temp.chance(n, 10 + draw) * (total - 1))::int, n, id
      from seed_person, generate_series(1, 3) draw, (select count(*) as total from seed_community) c where total > 1
    ) drawn`)
  await client.query('create unique index on seed_member (community_no, place)')
  await client.query('analyze seed_member')
  await client.query(`
    update seed_community s set members = m.members
    from (select community_no, count(*) as members from seed_member group by 1) m where m.community_no = s.no`)
  await client.query(
    `insert into membership (community_id, person_id, joined_at, invited_at, visited_at, last_visit_at)
     select c.id, m.person_id, now() - interval '590 days' * luck, now() - interval '590 days' * luck,
       now() - interval '20 days' * luck, now() - interval '25 days' * luck
     from seed_member m join seed_community c on c.no = m.community_no, pg_temp.chance(m.community_no * 1000003 + m.place, 2) luck
     union all
     select c.id, leader.id, now() - interval '605 days', null, now() - interval '1 hour', now() - interval '1 day'
     from seed_community c, person leader where leader.email = $1`,
    [leaderAddress],
  )
  await saveCohorts(client)
  await saveLeader(client)
}

/** Three in five are members by their cohort, the others were added by hand. */
async function saveCohorts(client: PoolClient): Promise<void> {
  await client.query("insert into course (community_id, name) select id, 'Foundations' from seed_community")
  await client.query(`
    create temporary table seed_cohort on commit drop as
    select c.no as community_no, place, uuidv7() as id from seed_community c, generate_series(1, 4) place`)
  await client.query(`
    insert into cohort (id, community_id, course_id, name, starts_on, ends_on)
    select s.id, c.id, course.id, 'Cohort ' || s.place, current_date - 600 + 140 * s.place, current_date - 510 + 140 * s.place
    from seed_cohort s join seed_community c on c.no = s.community_no join course on course.community_id = c.id`)
  await client.query(`
    insert into membership_source (community_id, person_id, source, cohort_id)
    select c.id, m.person_id, case when h.id is null then 'manual' else 'cohort' end, h.id
    from seed_member m join seed_community c on c.no = m.community_no
    left join seed_cohort h on h.community_no = m.community_no and m.place % 5 < 3 and h.place = 1 + m.place % 4`)
}

async function saveLeader(client: PoolClient): Promise<void> {
  await client.query(
    `with source as (
       insert into membership_source (community_id, person_id, source)
       select c.id, leader.id, 'manual' from seed_community c, person leader where leader.email = $1
     ), role as (
       insert into membership_role (community_id, person_id, role)
       select c.id, leader.id, 'manager' from seed_community c, person leader where leader.email = $1
     ), container as (
       insert into featured_container (community_id, name, size, position)
       select id, 'Leader', 'large', 0 from seed_community returning id, community_id
     )
     insert into featured_person (community_id, container_id, person_id, quote, position)
     select container.community_id, container.id, leader.id, 'Ask before you are stuck.', 0 from container, person leader where leader.email = $1`,
    [leaderAddress],
  )
}
