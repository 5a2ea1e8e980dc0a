/**
 * Seeded discussions: threads of their own, those of resources and Pings, and who says what in them.
 * A few threads are long and most are short, as it is where people talk; replies come sooner after a post than later.
 */
import type { PoolClient } from 'pg'
import { leaderAddress } from '#server/command-line/seed/people-store.ts'

/** Rendered bodies, place by place. */
export interface Bodies {
  readonly sources: readonly string[]
  readonly htmls: readonly string[]
  readonly texts: readonly string[]
  readonly version: number
}

/** Draws threads (`seed_thread`): two in five in the first community, the others spread; then those of resources and Pings. */
export async function drawThreads(client: PoolClient, count: number, titles: readonly string[]): Promise<void> {
  await client.query(
    `create temporary table seed_thread on commit drop as
     select drawn.*, uuidv7(opened_at - now()) as id, coalesce(m.person_id, leader.id) as opened_by,
       row_number() over (order by pg_temp.chance(drawn.no, 3)) as liveliness
     from (
       select n as no, case when pg_temp.chance(n, 60) < 0.4 then 1 else 1 + floor(pg_temp.chance(n, 61) * total)::int end as community_no,
         case when pg_temp.chance(n, 62) < 0.3 then 'question' else 'talk' end as kind,
         ($2::text[])[1 + (n - 1) % cardinality($2::text[])] as title, null as about_kind, null::uuid as about_id,
         now() - interval '560 days' * pg_temp.chance(n, 63) - interval '1 hour' as opened_at
       from generate_series(1, $1::int) n, (select count(*) as total from seed_community) c
       union all
       select $1::int + row_number() over (order by s.at), s.community_no, 'talk', r.title, 'resource', s.id, s.at
       from seed_resource s join resource r on r.id = s.id
       union all
       select $1::int + (select count(*) from seed_resource) + row_number() over (order by n), community_no, 'talk', asked ->> 'question', 'ping', id, sent_at
       from seed_ping
     ) drawn
     join seed_community c on c.no = drawn.community_no join person leader on leader.email = $3
     left join seed_member m on m.community_no = drawn.community_no and about_kind is null
       and m.place = 1 + floor(power(pg_temp.chance(drawn.no, 64), 2) * c.members)::int`,
    [count, titles, leaderAddress],
  )
  await client.query('create unique index on seed_thread (liveliness)')
  await client.query('create unique index on seed_thread (no)')
  await client.query('analyze seed_thread')
}

/** How many posts of each level there are. */
export interface Levels {
  readonly first: number
  readonly replies: number
  /** Replies to replies. */
  readonly deeper: number
}

/** Some speak often and most now and then: a member of the community `c`, or the thread's opener where there is none. */
const authorOf = (post: string) => `coalesce((
  select person_id from seed_member m
  where m.community_no = c.no and m.place = 1 + floor(power(pg_temp.chance(${post}, 72), 2) * c.members)::int), t.opened_by)`

/** Draws posts (`seed_post`): the opening of every thread of its own, then the levels below it. */
export async function drawPosts(client: PoolClient, levels: Levels): Promise<void> {
  await client.query(`
    create temporary table seed_post on commit drop as
    select row_number() over (order by no) as no, 0 as level, no as thread_no, null::bigint as parent_no, null::bigint as root_no,
      opened_by as author_id, opened_at as at
    from seed_thread where about_kind is null`)
  await client.query(
    `insert into seed_post
     select before.posts + n, 1, t.no, null, null, ${authorOf('n')},
       t.opened_at + (now() - t.opened_at) * power(pg_temp.chance(n, 70), 3)
     from generate_series(1, $1::int) n, (select count(*) as posts from seed_post) before, (select count(*) as threads from seed_thread) all_of_them,
       lateral (select * from seed_thread where liveliness = 1 + floor(power(pg_temp.chance(n, 71), 2) * threads)::int) t
     join seed_community c on c.no = t.community_no`,
    [levels.first],
  )
  await client.query('create unique index on seed_post (no)')
  await client.query('analyze seed_post')
  await drawReplies(client, 2, levels.replies)
  await drawReplies(client, 3, levels.deeper)
  await client.query('alter table seed_post add id uuid, add activity_id uuid')
  await client.query('update seed_post set id = uuidv7(at - now()), activity_id = uuidv7(at - now())')
  await client.query('analyze seed_post')
}

async function drawReplies(client: PoolClient, level: number, count: number): Promise<void> {
  await client.query(
    `with above as (
       select min(no) as first, count(*) as posts, (select max(no) from seed_post) as last from seed_post where level = $1::int - 1
     )
     insert into seed_post
     select above.last + n, $1::int, p.thread_no, p.no, coalesce(p.root_no, p.no), ${authorOf('above.last + n')},
       p.at + (now() - p.at) * power(pg_temp.chance(n, 73 + $1::int), 4)
     from above, generate_series(1, $2::int) n,
       lateral (select * from seed_post where no = above.first + floor(power(pg_temp.chance(n, 80 + $1::int), 1.3) * above.posts)::int) p
     join seed_thread t on t.no = p.thread_no join seed_community c on c.no = t.community_no`,
    [level, count],
  )
}

/** Writes what was drawn: threads with their last post, posts, reactions, who follows and who has read. */
export async function saveTalk(client: PoolClient, bodies: Bodies): Promise<void> {
  await client.query(`
    insert into thread (id, community_id, kind, title, about_kind, about_id, opened_by, opened_at, last_post_at, changed_at, answer_post_id, reply_count)
    select t.id, c.id, t.kind, left(t.title, 300), t.about_kind, t.about_id, t.opened_by, t.opened_at, said.last, coalesce(said.last, t.opened_at),
      case when t.kind = 'question' and t.no % 5 < 3 then (select p.id from seed_post p where p.no = said.first_answer) end, coalesce(said.replies, 0)
    from seed_thread t join seed_community c on c.no = t.community_no
    left join (
      select thread_no, max(at) as last, min(no) filter (where level = 1) as first_answer,
        count(*) filter (where level > 0) as replies from seed_post group by 1
    ) said on said.thread_no = t.no`)
  await client.query(
    `insert into post (id, community_id, thread_id, parent_id, root_id, is_opening, author_id, source, html, text, renderer_version, posted_at, edited_at, changed_at, reply_count)
     select p.id, c.id, t.id, parent.id, root.id, p.level = 0, p.author_id, ($1::text[])[body], ($2::text[])[body], ($3::text[])[body], $4::int,
       p.at, case when p.no % 40 = 0 then p.at end, p.at, coalesce(under.replies, 0)
     from seed_post p join seed_thread t on t.no = p.thread_no join seed_community c on c.no = t.community_no
     left join seed_post parent on parent.no = p.parent_no left join seed_post root on root.no = p.root_no
     left join (select root_no, count(*) as replies from seed_post group by 1) under on under.root_no = p.no,
       lateral (select 1 + floor(pg_temp.chance(p.no, 90) * cardinality($1::text[]))::int as body) b
     order by p.level, p.no`,
    [bodies.sources, bodies.htmls, bodies.texts, bodies.version],
  )
  await client.query(`
    insert into reaction (community_id, post_id, person_id, kind, at)
    select c.id, p.id, m.person_id, (array['thanks', 'agree', 'insight', 'tried', 'hmm'])[1 + floor(power(pg_temp.chance(p.no, 91 + k), 2) * 5)::int],
      p.at + (now() - p.at) * 0.1
    from seed_post p join seed_thread t on t.no = p.thread_no join seed_community c on c.no = t.community_no, generate_series(1, 4) k,
      lateral (select * from seed_member where community_no = t.community_no and place = 1 + floor(pg_temp.chance(p.no, 100 + k) * c.members)::int) m
    where pg_temp.chance(p.no, 110 + k) < 0.6 / k
    on conflict do nothing`)
  await saveReaders(client)
}

/** Whoever posts follows and has read; besides, everybody has read some threads of theirs. */
async function saveReaders(client: PoolClient): Promise<void> {
  await client.query(`
    insert into thread_follow (community_id, thread_id, person_id, state, at)
    select c.id, t.id, p.author_id, 'following', min(p.at)
    from seed_post p join seed_thread t on t.no = p.thread_no join seed_community c on c.no = t.community_no group by 1, 2, 3`)
  await client.query(`
    insert into thread_read (community_id, thread_id, person_id, read_at)
    select community_id, thread_id, person_id, max(at) from (
      select c.id as community_id, t.id as thread_id, p.author_id as person_id, p.at
      from seed_post p join seed_thread t on t.no = p.thread_no join seed_community c on c.no = t.community_no
      union all
      select c.id, t.id, m.person_id, now() - interval '30 days' * pg_temp.chance(m.place, 120 + k)
      from generate_series(1, 20) k, seed_member m join seed_community c on c.no = m.community_no,
        lateral (select * from seed_thread where no = 1 + floor(pg_temp.chance(m.place, 150 + k) * (select count(*) from seed_thread))::int) t
      where t.community_no = m.community_no
    ) readings group by 1, 2, 3`)
}

/** Writes the log of what was said, and tells whoever was answered; most have read it. */
export async function saveNews(client: PoolClient): Promise<void> {
  await client.query(`
    insert into activity (id, community_id, actor_id, verb, object_kind, object_id, facts, at)
    select p.activity_id, c.id, p.author_id, case when p.level = 0 then 'thread.opened' else 'post.added' end,
      case when p.level = 0 then 'thread' else 'post' end, case when p.level = 0 then t.id else p.id end,
      case when p.level = 0 then jsonb_build_object('threadId', t.id, 'postId', p.id, 'mentions', '[]'::jsonb)
        else jsonb_build_object('threadId', t.id, 'parentId', parent.id, 'mentions', '[]'::jsonb) end, p.at
    from seed_post p join seed_thread t on t.no = p.thread_no join seed_community c on c.no = t.community_no
    left join seed_post parent on parent.no = p.parent_no`)
  await client.query(`
    insert into notice (person_id, community_id, activity_id, kind, thread_id, post_id, at, read_at, mailed_at)
    select coalesce(parent.author_id, t.opened_by), c.id, p.activity_id, 'reply', t.id, p.id, p.at,
      case when p.at < now() - interval '10 days' or pg_temp.chance(p.no, 130) < 0.5 then p.at + interval '1 hour' end, p.at
    from seed_post p join seed_thread t on t.no = p.thread_no join seed_community c on c.no = t.community_no
    left join seed_post parent on parent.no = p.parent_no
    where p.level > 0 and p.author_id <> coalesce(parent.author_id, t.opened_by)`)
}
