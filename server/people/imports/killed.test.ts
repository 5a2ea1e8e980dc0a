/** A long file, and a feed from which many people go: killed in the middle they go on, and the counts are as if nothing had been. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { created } from '#tests/support/created.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { databaseUrl, spawnServer } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const key = 'a key for this test, of 43 letters or so....'
const site = await openSite({ SECRET_KEY: key })
const { community, elsewhere } = site.cast
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

const scripts = [
  'Åsa Öberg',
  'Иван Петров',
  'Ελένη Παππά',
  '山田 太郎',
  'محمد علي',
  'דנה כהן',
  'สมชาย ใจดี',
  'ไม้ โท',
  "=cmd|' /C calc'!A0 X",
  '김민준',
]

const settings = {
  DATABASE_URL: databaseUrl(site.database.connection),
  SECRET_KEY: key,
  ROLES: 'worker',
  LOG_LEVEL: 'error',
}

/** 2,400 good lines, 50 bad ones and 12 that stand there twice. */
function longFile(): string {
  const lines = Array.from({ length: 2400 }, (_, i) => {
    const groups = `community:${community.slug}|community:${elsewhere.slug}`
    return `N-${i};long${i}@example.org;"${scripts[i % scripts.length]}";${i};${groups}`
  })
  for (let i = 0; i < 50; i++) lines.splice(i * 47, 0, `B-${i};bad ${i};Bad;${i};`)
  for (let i = 0; i < 12; i++) lines.push(lines[i * 100 + 1] as string)
  return `external_id;email;name;title;groups\n${lines.join('\n')}\n`
}

test('killed in the middle, a run goes on where it was, and nobody is brought in twice', async () => {
  const { status, text } = await sendFiles(
    site,
    'owen',
    '/site/people/import',
    {},
    { file: { name: 'hr.csv', bytes: longFile() } },
  )
  assert.equal(status, 201, text)
  const { id, address } = JSON.parse(text) as { id: string; address: string }
  await runJobs(site, 'import-people')
  const looked = (await site.as('owen').json(address)).json
  assert.equal(looked.state, 'ready')
  assert.deepEqual(looked.counts, { added: 2400, updated: 0, unchanged: 12, refused: 50 })
  const before = await query('select count(*)::int as people from person')
  await site.as('owen').send(`${address}/run`, { invite: 'later' })

  const reached = async () => (await query('select reached, state from people_import where id = $1', [id]))[0]
  const first = await spawnServer({ settings })
  await waitFor(async () => (await reached()).reached > 0)
  await first.stop('SIGKILL')
  const halfway = await reached()
  const brought = (await query("select count(*)::int as n from person where email like 'long%'"))[0].n
  const done = (
    await query(
      "select count(*)::int as n from people_import_line where import_id = $1 and is_done and result = 'added'",
      [id],
    )
  )[0].n
  assert.equal(brought, done, 'people and results are of one transaction')
  assert.ok(['running', 'done'].includes(halfway.state))
  const second = await spawnServer({ settings })
  await waitFor(async () => (await reached()).state === 'done')
  await second.stop()

  const [{ people }] = before
  assert.equal((await query('select count(*)::int as people from person'))[0].people, people + 2400)
  assert.deepEqual((await site.as('owen').json(address)).json.counts, looked.counts)
  const members = await query(
    "select community_id, count(*)::int as n from membership_source where source = 'csv' group by 1",
  )
  assert.deepEqual(
    members.map(({ n }) => n),
    [2400, 2400],
  )
  assert.equal((await query("select from mail where kind = 'invitation'")).length, 0)
  for (const name of scripts)
    assert.equal((await query("select from person where name = $1 and email like 'long%'", [name])).length, 240, name)
})

test('killed while people leave, the file of a feed goes on, and takes from nobody twice', async () => {
  const feed = await created(site.as('owen').send('/site/people/feeds', { name: 'Many', into: community.id }))
  const send = async (from: number) => {
    const lines = Array.from({ length: 800 - from }, (_, i) => `feed${from + i}@example.org,F ${from + i}`)
    const file = { name: 'many.csv', bytes: `email,name\n${lines.join('\n')}\n` }
    await sendFiles(site, 'owen', `/site/people/feeds/${feed.id}/files`, {}, { file })
    await runJobs(site, 'import-people')
    return (await site.as('owen').json(`/site/people/feeds/${feed.id}`)).json.last
  }
  assert.deepEqual((await send(0)).counts.added, 800)
  assert.equal((await send(240)).state, 'held')
  const standing = async () =>
    (
      await query(
        `select (select count(*)::int from membership_source where source = 'feed') as sources,
          (select count(*)::int from people_feed_person where community_id is not null) as noted,
          (select state from people_import order by uploaded_at desc limit 1) as state`,
      )
    )[0]
  await site.as('owen').send(`/site/people/feeds/${feed.id}/approval`)
  const first = await spawnServer({ settings })
  await waitFor(async () => (await standing()).sources < 800)
  await first.stop('SIGKILL')
  const { sources, noted } = await standing()
  assert.equal(sources, noted, 'what they lost, and what is noted of it, are of one transaction')
  const second = await spawnServer({ settings })
  await waitFor(async () => (await standing()).state === 'done')
  await second.stop()
  assert.deepEqual(await standing(), { sources: 560, noted: 560, state: 'done' })
  const { last, people: now } = (await site.as('owen').json(`/site/people/feeds/${feed.id}`)).json
  assert.deepEqual([last.gone, now], [240, 560])
  const left = await query("select count(*)::int as n from activity where verb = 'member.removed'")
  assert.equal(left[0].n, 240)
})
