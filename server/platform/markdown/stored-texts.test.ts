/** Texts that an older renderer made are rendered as today, and nothing else changes. */
import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { app } from '#server/app.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Room } from '#server/platform/room.ts'
import { startWorker } from '#server/platform/start-worker.ts'
import { everyRow } from '#tests/support/every-row.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'
import { renewTextsTask } from './renew-texts.ts'

const site = await openSite()
const pool = site.platform.database.writePool
const root = `/c/${site.cast.community.slug}`
const ada = site.as('ada')

before(async () => {
  const source = '# Why\n\nעברית, and @ben-reyes knows **「so」**more.\n\n- [x] done'
  const thread = (await ada.send(`${root}/discussions`, { kind: 'talk', title: 'Then', source: 'It begins.' })).json
  await ada.send(`${thread.address}/posts`, { source })
  const { rows } = await pool.query('select id from post where not is_opening')
  await ada.send(`${thread.address}/posts/${shortId(rows[0].id)}`, { source: `${source}\n\nAnd more.` }, 'PUT')
  await ada.send(`${root}/toolkit`, { source, title: 'An article', howToUse: 'Read **it**.' })
  await ada.send(`${root}/charter`, { purpose: 'We learn.', norms: source }, 'PUT')
})

beforeEach(() => makeOld())

/** Marks every text as made by a very old renderer. */
async function makeOld(): Promise<void> {
  await pool.query(`update post set html = '<p>old</p>', text = 'old', renderer_version = 1`)
  await pool.query(`update post_revision set html = '<p>old</p>', renderer_version = 1`)
  await pool.query(`update resource set how_to_use_html = '<p>old</p>', renderer_version = 1`)
  await pool.query(`update body set html = '<p>old</p>', renderer_version = 1`)
}

/** Runs the job, and the jobs it adds, until none is left. */
async function renewAll(): Promise<void> {
  await site.work((work) => work.enqueue(renewTextsTask, {}, { key: renewTextsTask }))
  while ((await runJobs(site, renewTextsTask)) > 0);
}

/** Counts of a Toolkit are remembered by this number; it says nothing to anybody. */
// The index of search follows what texts say.
const rows = async () => ({ ...(await everyRow(pool)), list_version: [], search_row: [] })
const oldOnes = async () => JSON.stringify(await rows()).split('<p>old</p>').length - 1

test('what was rendered long ago comes to look as if it were written today; no version, mark, activity or mail moves', async () => {
  assert.equal(await oldOnes(), 6, 'two posts, a former one, an article with its use, a charter')
  const old = await rows()
  await renewAll()
  const once = await rows()
  assert.equal(await oldOnes(), 0)
  // The version of the site moves on, so that posts cached in the old looks are read anew; no open page asks for it.
  const looks = ['html', 'text', 'renderer_version', 'how_to_use_html', 'people_version']
  const apartFromLooks = (all: typeof once) =>
    JSON.parse(JSON.stringify(all), (name, value) => (looks.includes(name) ? undefined : value))
  assert.deepEqual(apartFromLooks(once), apartFromLooks(old))
  const page = (await ada.get(`${root}/charter`)).text
  assert.match(page, /<h3 dir="auto">Why<\/h3>/)
  assert.match(page, /<strong>「so」<\/strong>more/)
  assert.match(page, /<a class="mention" dir="auto" href="\/people\/[\w-]+">@Ben Reyes<\/a>/)
  await renewAll()
  assert.deepEqual(await rows(), once)
})

test('a worker does it by itself when it starts', async () => {
  const unscheduled = (room: Room) => ({ ...room, jobs: room.jobs?.map(({ cron, ...job }) => job) })
  const worker = await startWorker({ ...app, rooms: app.rooms.map(unscheduled) }, site.platform)
  await waitFor(async () => (await oldOnes()) === 0, 'Something still looks old.')
  await worker.stop()
})

test('what somebody writes meanwhile is not written over', async () => {
  const kinds = app.rooms.flatMap((room) => room.texts ?? [])
  const writings = {
    posts: `update post set source = 'New', html = '<p>New</p>'`,
    resources: `update resource set how_to_use = 'New', how_to_use_html = '<p>New</p>'`,
    bodies: `with next as (insert into body_version (community_id, body_id, version, source) select community_id, id, version + 1, 'New' from body)
      update body set version = version + 1, html = '<p>New</p>'`,
  }
  for (const [name, writing] of Object.entries(writings)) {
    const writer = await pool.connect()
    await writer.query('begin')
    const { rowCount } = await writer.query(writing)
    const renewing = kinds.find((kind) => kind.name === name)?.renewSome(site.platform, beforeAll)
    await waitFor(async () => (await pool.query(waitsForARow)).rows.length > 0, `Nothing of the ${name} is written.`)
    await writer.query('commit')
    writer.release()
    await renewing
    const shown = JSON.stringify(await rows()).split('<p>New</p>').length - 1
    assert.equal(shown, rowCount, name)
    await pool.query(writing.replaceAll('New', 'Then').replaceAll('<p>Then</p>', '<p>old</p>'))
  }
})

test('a text that is too large to render stays as it is', async () => {
  await pool.query('update post set source = $1', ['['.repeat(20_000)])
  await renewAll()
  assert.deepEqual(await waitingJobs(site, renewTextsTask), [])
  const { rows } = await pool.query('select distinct html from post')
  assert.deepEqual(rows, [{ html: '<p>old</p>' }])
})

const beforeAll = '00000000-0000-0000-0000-000000000000'
const waitsForARow = `select from pg_locks l join pg_stat_activity a using (pid)
  where a.datname = current_database() and not l.granted`
