import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { runGuildhall } from '#tests/support/command-line.ts'
import { cloneDatabase } from '#tests/support/database.ts'
import { databaseUrl, freshDataDir } from '#tests/support/server-process.ts'

const amounts = [
  '--members',
  '60',
  '--threads',
  '40',
  '--posts',
  '300',
  '--resources',
  '50',
  '--communities',
  '4',
  '--pages',
  '40',
]

async function seeded(times: number): Promise<pg.Client> {
  const { connection, drop } = await cloneDatabase()
  const settings = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(connection) }
  for (let i = 0; i < times; i += 1) {
    const { code, out, err } = await runGuildhall(['seed', ...amounts], settings)
    assert.equal(code, 0, err)
    assert.match(out, /^posts +300$/m)
    assert.match(out, new RegExp(`/c/seed-${1 + 4 * i}; seed-leader@example.org leads all of them\\.$`, 'm'))
    assert.match(err, /^Writing discussions$/m)
  }
  const client = new pg.Client(connection)
  await client.connect()
  after(async () => {
    await client.end()
    await drop()
  })
  return client
}

const site = await seeded(1)
const ask = async (text: string) => (await site.query(text)).rows

test('there is as much as was asked for', async () => {
  const [counts] = await ask(`
    select (select count(*)::int from person where email like 'person-%@seed.example') as people,
      (select count(*)::int from community) as communities, (select count(*)::int from entry where kind = 'thread') as threads,
      (select count(*)::int from post) as posts, (select count(*)::int from resource) as resources,
      (select count(*)::int from entry where kind = 'page') as pages`)
  assert.deepEqual(counts, { people: 60, communities: 4, threads: 40, posts: 300, resources: 50, pages: 40 })
})

test('everybody is in the first community, which the leader manages', async () => {
  const [first] = await ask(`
    select count(*)::int as members, (select p.email from membership_role r join person p on p.id = r.person_id
      where r.community_id = c.id and r.role = 'manager') as manager
    from community c join membership_shown m on m.community_id = c.id where c.slug = 'seed-1' group by c.id`)
  assert.deepEqual(first, { members: 61, manager: 'seed-leader@example.org' })
})

test('posts are where and when they could have been written, by members', async () => {
  const [odd] = await ask(`
    select count(*) filter (where p.posted_at > now())::int as in_future,
      count(*) filter (where above.posted_at > p.posted_at)::int as before_what_they_answer,
      count(*) filter (where p.posted_at < t.opened_at)::int as before_their_thread,
      count(*) filter (where m.person_id is null)::int as by_strangers
    from post p join thread t on t.id = p.thread_id left join post above on above.id = p.parent_id
    left join membership m on m.community_id = p.community_id and m.person_id = p.author_id`)
  assert.deepEqual(odd, { in_future: 0, before_what_they_answer: 0, before_their_thread: 0, by_strangers: 0 })
  const [levels] = await ask(`
    select count(*) filter (where is_opening)::int as openings, count(*) filter (where root_id is not null)::int as replies,
      count(*) filter (where parent_id <> root_id)::int as deeper from post`)
  assert.deepEqual(levels, { openings: 40, replies: 130, deeper: 26 })
})

test('pages are in several versions, some for a cohort or people named, and only who may read one writes or talks there', async () => {
  const [pages] = await ask(`
    select bool_or(b.version > 1) as changed, bool_and(b.version = (select count(*) from body_version v where v.body_id = b.id)) as "isAllThere",
      exists (select from audience_cohort) as "hasCohorts", exists (select from audience_person) as "hasNamed"
    from entry e join body b on b.entry_id = e.id where e.kind = 'page'`)
  assert.deepEqual(pages, { changed: true, isAllThere: true, hasCohorts: true, hasNamed: true })
  const astray = await ask(`
    with there as (
      select b.entry_id, v.author_id as person_id from body b join body_version v on v.body_id = b.id
      union select t.entry_id, p.author_id from thread t join post p on p.thread_id = t.id
      union select t.entry_id, r.person_id from thread t join post p on p.thread_id = t.id join reaction r on r.post_id = p.id
      union select entry_id, person_id from notice union select entry_id, person_id from entry_read)
    select e.kind, e.id from there join entry e on e.id = there.entry_id
    where e.audience_id is not null and not exists (
      select from entry_reader x where x.entry_id = e.id and x.person_id = there.person_id)`)
  assert.deepEqual(astray, [])
})

test('threads know their last post', async () => {
  const wrong = await ask(`
    select t.id from thread t where t.last_post_at is distinct from (select max(posted_at) from post p where p.thread_id = t.id)`)
  assert.deepEqual(wrong, [])
})

test('what posts say is what the renderer makes of it', async () => {
  for (const { source, html, text } of await ask('select distinct on (source) source, html, text from post limit 40')) {
    const rendered = await renderMarkdown(source)
    assert.deepEqual([html, text], [rendered.html, rendered.text])
  }
})

test('Pings hold votes while they are open and counts afterwards', async () => {
  const pings = await ask(`
    select state, could_answer > 0 as asked, answered is not null as counted, forgotten_at is not null as forgotten,
      exists (select from vote v where v.ping_id = p.id) as has_votes
    from ping p join community c on c.id = p.community_id where c.slug = 'seed-1' order by sent_at desc`)
  const closed = { state: 'closed', asked: true, counted: true, forgotten: true, has_votes: false }
  assert.deepEqual(pings, [
    { state: 'open', asked: true, counted: false, forgotten: false, has_votes: true },
    ...[closed, closed, closed],
  ])
})

test('the same numbers make the same site, and a second seeding adds to the first', async () => {
  const twice = await seeded(2)
  const says = `
    select md5(string_agg(p.source || a.email || e.title, '' order by p.source, a.email, e.title)) as digest
    from post p join person a on a.id = p.author_id join thread t on t.id = p.thread_id join entry e on e.id = t.entry_id join community c on c.id = p.community_id
    where c.slug in ('seed-1', 'seed-2', 'seed-3', 'seed-4')`
  assert.deepEqual((await twice.query(says)).rows, await ask(says))
  const { rows } = await twice.query(
    `select (select count(*)::int from person where email like 'person-%') as people, (select count(*)::int from community) as communities`,
  )
  assert.deepEqual(rows, [{ people: 120, communities: 8 }])
})
