/** Who joined last stands beside the community's page, for those who may read it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast } = site
const home = `/c/${cast.community.slug}`
const newest = async () => ((await site.as('ada').json(home)).json.newest as { name: string }[]).map(({ name }) => name)

test('the newest members are listed first, at most twelve, and nobody who has left', async () => {
  const pool = site.platform.database.writePool
  const names = Array.from({ length: 13 }, (_, i) => `Newcomer ${String(i).padStart(2, '0')}`)
  await pool.query(
    `with p as (insert into person (name, email, handle)
       select n, replace(lower(n), ' ', '.') || '@example.org', replace(lower(n), ' ', '-') from unnest($1::text[]) n returning id, name)
     insert into membership (community_id, person_id, joined_at)
     select $2, id, app_now() + make_interval(mins => right(name, 2)::int + 1) from p`,
    [names, cast.community.id],
  )
  assert.deepEqual(await newest(), names.toReversed().slice(0, 12))
  const { text } = await site.as('ben').get(home)
  assert.equal(text.match(/title="Newcomer \d\d"/g)?.length, 12, 'each face says whose it is')

  await pool.query(
    `update membership set ended_at = app_now() where person_id = (select id from person where name = 'Newcomer 12')`,
  )
  assert.equal((await newest())[0], 'Newcomer 11')
})
