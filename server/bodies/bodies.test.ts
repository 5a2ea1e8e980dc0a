/** Every save is a version that stays. Readers follow and compare versions; people who may write the text bring one back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginBody } from '#server/bodies/begin-body.ts'
import { versionsPerPage, writerKinds } from '#server/bodies/body.ts'
import { mayWrite } from '#server/bodies/policy.ts'
import { saveBody } from '#server/bodies/save-body.ts'
import { readBody } from '#server/bodies/store.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const here = { id: community.id, status: 'active' as const }
const charter = `/c/${community.slug}/charter`
const versions = `${charter}/norms/versions`
const ada = site.as('ada')
const ben = site.as('ben')

const write = (norms: string) => ada.send(charter, { purpose: 'To lead well.', norms }, 'PUT')
const listed = async () => (await ben.json(versions)).json

test('each save with a changed text makes a version, with the name of who saved it', async () => {
  for (const norms of ['Be kind.', 'Be kind.', 'Be kind and brief.']) assert.equal((await write(norms)).status, 200)
  const { versions: all, latest, can } = await listed()
  assert.deepEqual(
    all.map((one: { version: number; by: { name: string } }) => [one.version, one.by.name]),
    [
      [2, 'Ada Lindqvist'],
      [1, 'Ada Lindqvist'],
    ],
  )
  assert.deepEqual([latest, can.write], [2, false])
  const page = await ben.get(charter)
  assert.match(page.text, new RegExp(`href="${versions}"`))
  assert.match((await ben.get(versions)).text, /Version 2 .*now/s)
})

test('the change of a version is shown word by word, and any two versions can be compared', async () => {
  await write('Be kind and very brief.')
  assert.match((await ben.get(`${versions}/3`)).text, /Be kind and <ins>very <\/ins>brief\./)
  assert.match((await ben.get(`${versions}/3?with=1`)).text, /Be kind<ins> and very brief<\/ins>\./)
  assert.match((await ben.get(`${versions}/1`)).text, /<ins>Be kind\.<\/ins>/)
  assert.deepEqual((await ben.json(`${versions}/2?with=3`)).json.before.version, 2, 'the earlier one comes first')
  for (const none of ['4', '0', '-1', 'none', '99999999999'])
    assert.equal((await ben.get(`${versions}/${none}`)).status, 404)
})

test('only people who may write the text bring a version back; it becomes the latest, and later versions stay', async () => {
  assert.doesNotMatch((await ben.get(`${versions}/1`)).text, /Bring back/)
  assert.equal((await ben.send(`${versions}/1/return`)).status, 403)
  assert.match((await ada.get(`${versions}/1`)).text, /Bring back version 1/)
  assert.equal((await ada.post(`${versions}/1/return`)).status, 303)
  assert.match((await ben.get(charter)).text, /<p>Be kind\.<\/p>|<p[^>]*>Be kind\.<\/p>/)
  const [latest, before] = (await listed()).versions
  assert.deepEqual([latest.version, latest.backFrom, before.version], [4, 1, 3])
  await ada.send(`${versions}/1/return`)
  assert.equal((await listed()).latest, 4, 'it says that already')
  assert.equal((await ada.send(`${versions}/99/return`)).status, 404)
})

test('a text that was emptied comes back from its versions', async () => {
  await write('')
  assert.doesNotMatch((await ben.get(charter)).text, /How we treat each other/)
  await ada.send(`${versions}/4/return`)
  assert.match((await ben.get(charter)).text, /Be kind\./)
})

test('a person who may only know of a community reads its charter, and no former version of it', async () => {
  await site.database.db.write.updateTable('community').set({ is_hidden: false }).execute()
  const eve = site.as('eve')
  assert.equal((await eve.get(charter)).status, 200)
  for (const address of [versions, `${versions}/1`]) assert.equal((await eve.get(address)).status, 404)
  assert.equal((await eve.send(`${versions}/1/return`)).status, 404)
})

test('twenty who save at the same moment make twenty versions, and none is lost', async () => {
  const [actor, other] = [await site.actor('ben'), await site.actor('cleo')]
  const begun = {
    communityId: community.id,
    entryId: null,
    genre: 'article',
    ownerId: people.ben.id,
    writers: 'members',
  } as const
  const bodyId = await site.work((work) => beginBody(work, actor, { ...begun, named: [], source: 'Begun.' }))
  const texts = Array.from({ length: 20 }, (_, i) => `Text ${i}`)
  const saved = await Promise.all(
    texts.map((source, i) => site.work((work) => saveBody(work, i % 2 ? actor : other, here, { bodyId, source }))),
  )
  assert.deepEqual(
    saved.map(({ version }) => version).toSorted((a, b) => a - b),
    texts.map((_, i) => i + 2),
  )
  const { rows } = await site.platform.database.readPool.query(
    'select source from body_version where body_id = $1 order by version',
    [bodyId],
  )
  assert.deepEqual(new Set(rows.map(({ source }) => source)), new Set(['Begun.', ...texts]))
  const now = await readBody(await site.look(), community.id, bodyId)
  assert.deepEqual([now.version, now.source], [21, rows.at(-1).source])
})

test('a long list of versions goes on, page by page', async () => {
  for (let i = 0; i <= versionsPerPage; i++) await write(`Rule ${i}`)
  const first = await listed()
  assert.equal(first.versions.length, versionsPerPage)
  const next = (await ben.json(`${versions}?before=${first.next}`)).json
  assert.equal(next.versions[0].version, first.next - 1)
  assert.equal(next.versions.at(-1).version, 1)
  assert.equal(next.next, null)
})

test('who may write: the owner, people named, all members, editors, or leaders', async () => {
  const ownerId = people.ben.id
  const named = [people.cleo.id]
  const writers = async (who: 'ada' | 'ben' | 'cleo' | 'dov' | 'eve') => {
    const actor = await site.actor(who)
    return writerKinds.filter((kind) => mayWrite(actor, here, { writers: kind, ownerId, named }).ok)
  }
  assert.deepEqual(await writers('ada'), ['members', 'editors', 'leaders'])
  assert.deepEqual(await writers('ben'), ['owner', 'people', 'members'])
  assert.deepEqual(await writers('cleo'), ['people', 'members'])
  assert.deepEqual(await writers('dov'), ['members'])
  assert.deepEqual(await writers('eve'), [])
  const archived = mayWrite(
    await site.actor('ben'),
    { ...here, status: 'archived' },
    { writers: 'owner', ownerId, named },
  )
  assert.equal(archived.ok ? null : archived.refusal.code, 'community_archived')
})
