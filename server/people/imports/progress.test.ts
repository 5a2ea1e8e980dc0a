/** A long file on its way: its progress moves, it stops where nobody may bring it in any more, goes on after a restore, and goes when it is old. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importLive } from '#server/people/imports/live.ts'
import { replanImports } from '#server/people/imports/sweep-imports.ts'
import { sweepImportsJob } from '#server/people/jobs.ts'
import { doWork } from '#server/platform/work.ts'
import type { CastName } from '#tests/support/cast.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { community, people } = site.cast
const ofCommunity = `/c/${community.slug}/members/import`
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

/** More lines than one step looks over, so that a job does it. */
const manyLines = (mark: string) =>
  `email,name\n${Array.from({ length: 600 }, (_, i) => `${mark}${i}@example.org,${mark} ${i}`).join('\n')}\n`

async function upload(who: CastName, base: string, bytes: string): Promise<{ id: string; address: string }> {
  const { status, text } = await sendFiles(site, who, base, {}, { file: { name: 'people.csv', bytes } })
  assert.equal(status, 201, text)
  return JSON.parse(text)
}

const shown = async (who: CastName, address: string) => (await site.as(who).json(address)).json

test('its progress moves on every open page, for those who may see the file alone', async () => {
  const { id, address } = await upload('ada', ofCommunity, manyLines('move'))
  const look = await site.look()
  for (const [who, sees] of [
    ['ada', true],
    ['owen', true],
    ['ben', false],
    ['eve', false],
  ] as const)
    assert.equal((await importLive.viewerClassesOf(look, await site.actor(who), [id, 'x'])).has(id), sees, who)
  const before = await importLive.changes(look, id, 'leaders', 'en', null)
  assert.match(String(before.changes[0]?.html), /0 of 600 lines: 0 added/)
  const { text } = await site.as('ada').get(address)
  const [, version] = /data-live-topic="import\/[^"]+" data-live-version="([^"]+)"/.exec(text) ?? []
  assert.equal(version, before.version)
  const updates: string[] = []
  const stop = await site.platform.live.watch(await site.actor('ada'), new Map([[`import/${id}`, version ?? null]]), {
    send: (event, data) => void (event === 'update' && updates.push(data)),
    close: () => undefined,
  })
  assert.equal(updates.length, 0, 'the page is up to date')
  await runJobs(site, 'import-people')
  await waitFor(() => updates.some((one) => one.includes('All of its lines are looked over.')))
  stop()
  assert.deepEqual((await shown('ada', address)).counts, { added: 600, updated: 0, unchanged: 0, refused: 0 })
  await site.as('ada').send(`${address}/removal`)
  assert.equal((await importLive.changes(await site.look(), id, 'leaders', 'en', null)).version, 'gone')
})

test('it stops where whoever started it may bring nobody in any more, and what it brought stays', async () => {
  const { address } = await upload('ada', ofCommunity, manyLines('stop'))
  await runJobs(site, 'import-people')
  assert.equal((await site.as('ada').send(`${address}/run`, { invite: 'later' })).status, 200)
  const [role] = await query(
    "delete from membership_role where person_id = $1 and community_id = $2 and role = 'manager' returning *",
    [people.ada.id, community.id],
  )
  await runJobs(site, 'import-people')
  const file = await shown('owen', address)
  assert.equal(file.state, 'stopped')
  assert.match(file.problem, /may no longer bring people in here/)
  assert.match((await site.as('owen').get(address)).text, /may no longer bring people in here/)
  assert.equal((await query("select from person where email like 'stop%'")).length, 0)
  await query('insert into membership_role (person_id, community_id, role) values ($1, $2, $3)', [
    role.person_id,
    role.community_id,
    role.role,
  ])
})

test('after a restore it goes on: its job is planned anew', async () => {
  const { id, address } = await upload('ada', ofCommunity, manyLines('again'))
  await query("select graphile_worker.remove_job('import-people ' || $1)", [id])
  await doWork(site.platform, replanImports)
  const planned = await waitingJobs(site, 'import-people')
  assert.deepEqual(
    planned.map(({ payload }) => payload),
    [{ importId: id }],
  )
  await runJobs(site, 'import-people')
  assert.equal((await shown('ada', address)).state, 'ready')
})

test('a manager whose own line was refused is not set, and the line says so', async () => {
  const { address } = await upload(
    'owen',
    '/site/people/import',
    'email,first_name,last_name,manager_email\nw1@example.org,W,One,w2@example.org\nw2@example.org,,Half,\n',
  )
  await site.as('owen').send(`${address}/run`)
  const { items } = await shown('owen', address)
  assert.deepEqual(
    items.map(({ result, why }: { result: string; why: string }) => [result, why]),
    [
      ['added', 'The manager of this line is not here, so none was set.'],
      ['refused', 'Nobody here has this address, and a new account needs a first and a last name.'],
    ],
  )
  const [one] = await query("select manager_id from person where email = 'w1@example.org'")
  assert.equal(one.manager_id, null)
})

test('a file goes forty days after its people came in, and not while it can be taken back', async () => {
  const [old, late] = [
    await upload('ada', ofCommunity, 'email\nold@example.org\n'),
    await upload('ada', ofCommunity, 'email\nlate@example.org\n'),
  ]
  await query("update people_import set uploaded_at = uploaded_at - interval '41 days'")
  await site.as('ada').send(`${late.address}/run`)
  await sweepImportsJob.run(site.platform, {})
  assert.equal((await site.as('ada').json(old.address)).status, 404)
  assert.equal((await shown('ada', late.address)).state, 'done')
})
