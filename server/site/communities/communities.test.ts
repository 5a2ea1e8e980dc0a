/** The list of all communities, for those who run the site. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const owen = site.as('owen')
const db = site.database.db.write
const namesAt = async (question: string): Promise<string[]> =>
  (await owen.json(`/site/communities?${question}`)).json.items.map(({ name }: { name: string }) => name)

test('each stands there with its status, leaders, people and last activity', async () => {
  await site
    .as('ada')
    .send(`/c/${site.cast.community.slug}/discussions`, { title: 'Talk', source: 'Words', kind: 'talk' })
  const { json } = await owen.json('/site/communities')
  const { name, status, people, leaders, activeAt } = json.items[1]
  assert.deepEqual(
    { name, status, people, leaders },
    { name: 'First-line leaders', status: 'active', people: 4, leaders: ['Ada Lindqvist'] },
  )
  assert.ok(activeAt)
  assert.match((await owen.get('/site/communities')).text, /href="\/c\/first-line-leaders"/)
})

test('they are sorted by name, people, activity and age, narrowed by status and words', async () => {
  assert.deepEqual(await namesAt('sort=name'), ['Elsewhere', 'First-line leaders'])
  assert.deepEqual(await namesAt('sort=people'), ['First-line leaders', 'Elsewhere'])
  assert.deepEqual(await namesAt('sort=active'), ['First-line leaders', 'Elsewhere'])
  assert.deepEqual(await namesAt('sort=newest'), ['Elsewhere', 'First-line leaders'])
  assert.deepEqual(await namesAt('q=ELSE'), ['Elsewhere'])
  assert.deepEqual(await namesAt('show=archived'), [])
  assert.match((await owen.get('/site/communities?show=archived')).text, /No community matches/)
})

test('a page has fifty, and the pages in every order are all of them once', async () => {
  await sql`insert into community (slug, name, purpose) select 'many-' || i, 'Many ' || i % 30, 'p' from generate_series(1, 130) i`.execute(
    db,
  )
  for (const sort of ['name', 'people', 'active', 'newest']) {
    const seen: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const { json } = await owen.json(`/site/communities?q=many&sort=${sort}&after=${after}`)
      seen.push(...json.items.map(({ slug }: { slug: string }) => slug))
      after = json.next
    }
    assert.deepEqual([seen.length, new Set(seen).size], [130, 130], sort)
  }
})
