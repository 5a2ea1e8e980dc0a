/**
 * A deleted community exists for nobody, can be taken back as it was for 30 days, and then nothing of it is left: in no table, and no file.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { purgeDeleted } from '#server/communities/deletion/delete-community.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import type { CastName } from '#tests/support/cast.ts'
import { everyRow } from '#tests/support/every-row.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { allOrSome } from '#tests/support/long-run.ts'
import { addMembers, ballotOf, sendOne, vote, voteAs } from '#tests/support/pings.ts'
import { addressOf, nameOf, rows } from '#tests/support/sample-body.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const { people, community } = site.cast
const pool = site.database.db.writePool
const query = async (text: string, values: unknown[] = []) => (await pool.query(text, values)).rows
const [ada, ben, eve, owen] = (['ada', 'ben', 'eve', 'owen'] as const).map((who) => site.as(who)) as [
  ReturnType<typeof site.as>,
  ReturnType<typeof site.as>,
  ReturnType<typeof site.as>,
  ReturnType<typeof site.as>,
]
const root = `/c/${community.slug}`
let members = 0
const remove = (name: string) => owen.send(`${root}/settings/deletion`, { name })

const samples = await makeFixtures(site)
const ping = await sendOne(site, { question: 'Marmalade or jam?' })
await vote(site, 'cleo', ping, 0)
await voteAs(site, await addMembers(site, 6), ping, 1)
const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#264' } })
  .png()
  .toBuffer()
const file = { name: 'marmalade.png', bytes: picture, type: 'image/png' }
assert.equal((await sendFiles(site, 'ada', `${root}/toolkit`, { title: 'Marmalade, drawn' }, { file })).status, 201)
assert.equal((await sendFiles(site, 'ada', `${root}/settings/banner`, {}, { banner: file })).status, 200)
await runJobs(site, 'notify-of-activity')
const files = await query('select id from file where community_id = $1', [community.id])
const { links } = await ballotOf(site, people.ben.id, ping)
const placeOf = (id: string) => {
  const { root: folder, name } = site.platform.files.place(id)
  return join(folder, name)
}

/** The address of a view, or of the list that it stands in. */
const looks = rows.filter(({ method, path }) => method === 'GET' && !/^\/(metrics|health|openapi|live)/.test(path))
/** Words of the community that nobody may read once it is deleted. */
const traces = /marmalade|First-line leaders|first-line-leaders/i
/** What the site keeps by itself, such as its own fields of profiles, may have the word of the samples too. */
const itsName = /First-line leaders|first-line-leaders/i

/** Every page and file of the site, as each of the cast gets it: those that say a word of the community. */
async function tellers(askers: readonly CastName[]): Promise<string[]> {
  const told: string[] = []
  for (const who of askers)
    for (const row of looks) {
      forgetCounts()
      const address = addressOf(row, { ...samples, ping: shortId(ping.id) })
      const { text, status, headers } = await site.as(who).get(address)
      const said = text.replaceAll(address, '').replaceAll(encodeURIComponent(address), '')
      if ((row.path.startsWith('/site') ? itsName : traces).test(said) && status < 300)
        told.push(`${nameOf(row)} as ${who}`)
      if (status >= 300 && status < 400 && /first-line/.test(String(headers.location).replace(/^\/sign-in.*/, '')))
        told.push(`${nameOf(row)} leads ${who} there`)
    }
  for (const { id } of files)
    for (const who of askers) {
      const { status } = await site.as(who).get(`/files/${shortId(id)}`)
      if (status !== 404) told.push(`a file, to ${who}`)
    }
  return told
}

test('only those who look after the communities of the site delete one, and only with its name', async () => {
  assert.equal((await ada.send(`${root}/settings/deletion`, { name: 'First-line leaders' })).status, 403)
  assert.equal((await eve.send(`${root}/settings/deletion`, { name: 'First-line leaders' })).status, 404)
  assert.doesNotMatch((await ada.get(`${root}/settings`)).text, /settings\/deletion/)
  const form = await owen.post(`${root}/settings/deletion`, { name: 'First-line' })
  assert.equal(form.status, 422)
  assert.match(form.text, /This is not its name\. Nothing was deleted\./)
  assert.equal((await ben.get(root)).status, 200)
})

test('from that second it exists for nobody: no page, list, file, ballot, mail or stream', async () => {
  const heard: string[] = []
  const topic = `ping/${ping.id}`
  for (const who of ['ben', 'owen'] as const)
    after(
      await site.platform.live.watch(await site.actor(who), new Map([[topic, 'none']]), {
        send: (event, data) => void heard.push(`${who} ${event} ${data}`),
        close: () => heard.push(`${who} ended`),
      }),
    )
  assert.ok((await tellers(['ada'])).length > 20, 'before, its pages tell of it')
  await query(`update mail set state = 'waiting' where community_id = $1`, [community.id])

  members = (await ada.json(`${root}/members`)).json.community.members
  const page = await owen.post(`${root}/settings/deletion`, { name: ' first-line LEADERS' })
  assert.equal(page.headers.location, '/site/communities?show=deleted')
  await waitFor(() => ['ben', 'owen'].every((who) => heard.some((one) => one.startsWith(`${who} gone`))))

  const told = await tellers(allOrSome(2, ['ada', 'owen', 'ben', 'eve'] as const, 0))
  // Who may take it back finds it in the list of the site, and reads in the audit that it was deleted.
  // The example of a file for the site names a community that may be called like this one.
  const may = [
    'GET /site/people/import as owen',
    'GET /site/communities as owen',
    'GET /site/audit as owen',
    'GET /site/audit.csv as owen',
  ]
  assert.deepEqual(
    told.filter((one) => !may.includes(one)),
    [],
  )
  for (const link of links) {
    const ballot = await site.as('visitor').get(link)
    assert.doesNotMatch(ballot.text, traces, 'a ballot')
  }
  const code = links[0]?.split('/').at(-1)
  assert.equal((await site.as('visitor').post(links[0] ?? '', { code: code ?? '' })).status >= 400, true)
  assert.equal((await ben.send(`${ping.address}/vote`, { optionId: ping.options[0] }, 'PUT')).status, 404)
  assert.equal((await owen.send(`${root}/discussions`, { title: 'A', source: 'B', kind: 'talk' })).status, 404)

  await query(
    `insert into mail (kind, person_id, about_kind, about_id, community_id) values ('invitation', $1, 'community', $2, $2)
     on conflict do nothing`,
    [people.dov.id, community.id],
  )
  for (const { id } of await query(`select id from mail where community_id = $1`, [community.id]))
    await query(`select graphile_worker.add_job('send-bulk-mail', json_build_object('mailId', $1::uuid))`, [id])
  await runJobs(site, 'send-bulk-mail')
  const states = await query('select distinct state, why from mail where community_id = $1', [community.id])
  assert.deepEqual(states, [{ state: 'dropped', why: 'gone' }])
})

test('at its old address, and in the list of the site, those who may take it back find how; then all is as it was', async () => {
  const led = await owen.get(`${root}/members`)
  assert.equal(led.status, 303)
  const page = await owen.get(String(led.headers.location))
  assert.match(page.text, /Owen Hale deleted it on/)
  assert.match(page.text, /Take it back/)
  assert.equal((await owen.json(`${root}/members`)).status, 404)
  assert.match((await owen.get('/site/communities?show=deleted')).text, /First-line leaders/)
  assert.equal((await ada.get(String(led.headers.location))).status, 403)
  const back = `${led.headers.location}/return`
  assert.equal((await ada.send(back)).status, 403)
  assert.equal((await owen.send(back)).status, 200)
  assert.equal((await owen.send(back)).status, 404, 'it is not deleted any more')
  assert.equal((await ben.send(`${ping.address}/vote`, { optionId: ping.options[0] }, 'PUT')).status, 200)
  assert.equal((await ada.json(`${root}/members`)).json.community.members, members)
  assert.equal((await ben.get(`/files/${shortId(files[0]?.id)}`)).status, 200)
  const { text } = await ada.get(`${root}/settings/audit`)
  assert.match(text, /Deleted the community/)
  assert.match(text, /Took the deletion of the community back/)
})

test('a Ping of a deleted community ends at its hour, and its choices are forgotten', async () => {
  assert.equal((await remove('First-line leaders')).status, 200)
  await site.shiftClock('4 days')
  await runJobs(site, 'close-ping')
  await site.shiftClock('6 days')
  await runJobs(site, 'forget-choices')
  assert.deepEqual(await query('select * from vote where ping_id = $1', [ping.id]), [])
})

test('after 30 days every table and the files are rid of it, and the audit says so', async () => {
  const back = `/site/communities/deleted/${shortId(community.id)}/return`
  await site.shiftClock('29 days 23 hours')
  await purgeDeleted(site.platform)
  assert.equal((await owen.send(back)).status, 200, 'on its last day it can be taken back')
  assert.equal((await ben.get(root)).status, 200)
  assert.equal((await remove('First-line leaders')).status, 200)
  await site.shiftClock('59 days')
  await purgeDeleted(site.platform)
  assert.equal((await query('select from community where id = $1', [community.id])).length, 1, 'not before')

  const before = await everyRow(pool)
  const elsewhere = before.membership?.filter((row) => JSON.stringify(row).includes(site.cast.elsewhere.id))
  await site.shiftClock('60 days')
  await purgeDeleted(site.platform)
  await purgeDeleted(site.platform)
  assert.equal((await owen.send(back)).json.code, 'not_found', 'it is gone for good')
  const left = await everyRow(pool)
  const stays = ['audit_line', 'idempotency_key']
  const found = Object.entries(left).flatMap(([table, all]) =>
    stays.includes(table)
      ? []
      : all
          .filter(
            (row) =>
              JSON.stringify(row).includes(community.id) && (row as { verb?: string }).verb !== 'community.purged',
          )
          .map(() => table),
  )
  assert.deepEqual(found, [])
  assert.deepEqual(
    left.membership?.filter((row) => JSON.stringify(row).includes(site.cast.elsewhere.id)),
    elsewhere,
  )
  for (const { id } of files) assert.equal(existsSync(placeOf(id)), false, 'a file is left')
  assert.match((await owen.get('/site/audit')).text, /Purged a deleted community/)
  assert.equal((await owen.get(root)).status, 404)
})

test('each table of a community goes with it', async () => {
  const without = await query(`
    with recursive goes as (
      select 'community'::regclass::oid as id
      union
      select conrelid from pg_constraint join goes on goes.id = confrelid where contype = 'f' and confdeltype = 'c'
    )
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'community_id' and not a.attisdropped
      and c.oid not in (select id from goes) and c.relname <> 'audit_line'`)
  assert.deepEqual(without, [], 'its column community_id needs a foreign key with "on delete cascade"')
  const unfilled = await query(`
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'community_id'`)
  assert.ok(unfilled.length > 30)
})
