/**
 * Seeded Toolkits: topics, resources, and which stands where (`seed_resource` until the commit).
 */
import type { PoolClient } from 'pg'
import { leaderAddress } from '#server/command-line/seed/people-store.ts'
import { topics } from '#server/command-line/seed/words.ts'
import { slugOf } from '#server/platform/ids.ts'

export interface Articles {
  readonly sources: readonly string[]
  readonly htmls: readonly string[]
  readonly version: number
}

/** Writes the same topics into every community. */
export async function saveTopics(client: PoolClient): Promise<void> {
  await client.query(
    `create temporary table seed_topic on commit drop as
     select c.no as community_no, t.place::int, uuidv7() as id, t.name, t.slug, t.under
     from seed_community c, unnest($1::text[], $2::text[], $3::text[]) with ordinality as t (name, slug, under, place)`,
    [topics.map(({ name }) => name), topics.map(({ name }) => slugOf(name)), topics.map(({ under }) => under ?? null)],
  )
  await client.query(`
    insert into topic (id, community_id, parent_id, name, slug, position)
    select t.id, c.id, above.id, t.name, t.slug, t.place
    from seed_topic t join seed_community c on c.no = t.community_no
    left join seed_topic above on above.community_no = t.community_no and above.name = t.under
    order by above.id nulls first`)
}

/** Writes links, articles and videos elsewhere: a third in the first community, the others spread; the first six of each are featured. */
export async function saveResources(
  client: PoolClient,
  count: number,
  words: { readonly titles: readonly string[]; readonly summaries: readonly string[]; readonly articles: Articles },
): Promise<void> {
  await client.query(
    `create temporary table seed_resource on commit drop as
     select n, community_no, kind, at, uuidv7(at - now()) as id, row_number() over (partition by community_no order by n) as place
     from (
       select n, case when pg_temp.chance(n, 20) < 0.33 then 1 else 1 + floor(pg_temp.chance(n, 21) * total)::int end as community_no,
         case when pg_temp.chance(n, 22) < 0.3 then 'article' when pg_temp.chance(n, 22) < 0.45 then 'video' else 'link' end as kind,
         now() - interval '580 days' * pg_temp.chance(n, 23) as at
       from generate_series(1, $1::int) n, (select count(*) as total from seed_community) c
     ) drawn`,
    [count],
  )
  const { titles, summaries, articles } = words
  await client.query(
    `insert into resource (id, community_id, kind, title, summary, source, html, renderer_version, address, authors, prompt,
       featured_position, owner_id, created_by, created_at, changed_at, published_at)
     select r.id, c.id, r.kind, ($1::text[])[1 + (n - 1) % cardinality($1::text[])], ($2::text[])[1 + (n - 1) % cardinality($2::text[])],
       case when r.kind = 'article' then ($3::text[])[1 + n % cardinality($3::text[])] end,
       case when r.kind = 'article' then ($4::text[])[1 + n % cardinality($4::text[])] end,
       case when r.kind = 'article' then $5::int end,
       case when r.kind <> 'article' then 'https://example.org/reading/' || c.number || '/' || n end,
       case when n % 2 = 0 then 'Kim Larsen' else '' end,
       case when n % 5 = 0 then 'What would you change about this before you try it?' else '' end,
       case when r.place <= 6 then r.place end, leader.id, leader.id, r.at, r.at, r.at
     from seed_resource r join seed_community c on c.no = r.community_no, person leader where leader.email = $6`,
    [titles, summaries, articles.sources, articles.htmls, articles.version, leaderAddress],
  )
  await client.query(
    `insert into resource_topic (community_id, resource_id, topic_id)
     select c.id, r.id, t.id from seed_resource r join seed_community c on c.no = r.community_no
     join seed_topic t on t.community_no = r.community_no
       and t.place in (1 + floor(pg_temp.chance(r.n, 24) * $1::int)::int, case when r.n % 3 = 0 then 1 + r.n % $1::int end)`,
    [topics.length],
  )
  await client.query(
    `insert into activity (community_id, actor_id, verb, object_kind, object_id, at)
     select c.id, leader.id, 'resource.added', 'resource', r.id, r.at
     from seed_resource r join seed_community c on c.no = r.community_no, person leader where leader.email = $1`,
    [leaderAddress],
  )
}
