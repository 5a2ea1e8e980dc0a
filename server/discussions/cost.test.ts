/** What a page of a thread costs grows with what it shows, not with what is stored. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { listThreads } from '#server/discussions/list-views.ts'
import { findThreadPage, type PageOfThread } from '#server/discussions/views.ts'
import type { Look } from '#server/platform/work.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { id: communityId, slug } = site.cast.community
const place = { id: communityId, slug, status: 'active' as const }
const stored = 5000
const thread = { id: '', root: '', far: '', farReply: '' }

before(async () => {
  const { json } = await site.as('ben').send(`/c/${slug}/discussions`, { title: 'Long', source: 'It begins.' })
  thread.id = json.id
  const { rows } = await site.database.db.writePool.query(
    `with said as (
       insert into post (community_id, thread_id, author_id, source, html, text, renderer_version, posted_at, reply_count)
       select $1, $2, $3, 'x', '<p>x</p>', 'x', 1, app_now() + n * interval '1 ms', case when n = 1 then $4::int else 0 end
       from generate_series(1, $4::int) n returning id, posted_at
     ), root as (select id from said order by posted_at limit 1), replies as (
       insert into post (community_id, thread_id, author_id, source, html, text, renderer_version, posted_at, parent_id, root_id)
       select $1, $2, $3, 'x', '<p>x</p>', 'x', 1, app_now() + n * interval '1 ms', root.id, root.id
       from root, generate_series(1, $4::int) n returning id, posted_at
     ), counted as (
       update thread set reply_count = 2 * $4::int, last_post_at = app_now() + interval '10 s' where id = $2
     )
     select root.id as root, (select id from said order by posted_at offset $4::int - 100 limit 1) as far,
       (select id from replies order by posted_at offset $4::int - 100 limit 1) as far_reply from root`,
    [communityId, thread.id, site.cast.people.ben.id, stored],
  )
  Object.assign(thread, { root: rows[0].root, far: rows[0].far, farReply: rows[0].far_reply })
})

/** How many rows of posts PostgreSQL looks at for something. */
function postsLookedAt(run: (look: Look) => Promise<unknown>): Promise<number> {
  return site.database.db.write.transaction().execute(async (tx) => {
    const count = async () => {
      const { rows } = await sql<{ n: number }>`
        select seq_tup_read + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables where relname = 'post'`.execute(
        tx,
      )
      return rows[0]?.n ?? 0
    }
    // What this connection did before may not have been written off yet.
    const before = await count()
    await run({ ...(await site.look()), db: tx })
    return (await count()) - before
  })
}

test('a page of a thread of ten thousand posts looks at those it shows', async () => {
  const dov = await site.actor('dov')
  await site.database.db.write
    .insertInto('entry_read')
    .values({
      community_id: communityId,
      entry_id: thread.id,
      person_id: site.cast.people.dov.id,
      read_at: new Date(0),
    })
    .execute()
  const pages: Record<string, PageOfThread> = {
    first: {},
    after: { after: thread.far },
    before: { before: thread.far },
    at: { at: thread.far },
    fold: { replies: thread.root },
    further: { replies: thread.root, from: thread.farReply },
    'reply far down': { at: thread.farReply },
  }
  for (const [name, page] of Object.entries(pages)) {
    const n = await postsLookedAt((look) => findThreadPage(look, dov, place, thread.id, page))
    assert.ok(n > 0 && n < 600, `${name}: ${n} rows of posts`)
  }
})

test('a list of threads looks at no posts but the last ones', async () => {
  const dov = await site.actor('dov')
  const n = await postsLookedAt((look) => listThreads(look, dov, place, { filter: 'all', topic: null, before: null }))
  assert.ok(n > 0 && n < 60, `${n} rows of posts`)
})
