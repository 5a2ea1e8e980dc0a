/** The owners of the site have a page for its name, its language and its zone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPerson } from '#tests/support/actors.ts'
import { type Client, clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const owen = site.as('owen')

test('the owner gives it another name, language and zone; every page and new community has them', async () => {
  const done = await owen.post('/site/settings', { name: 'Northwind', locale: 'de', zone: 'Europe/Berlin' })
  assert.equal(done.status, 303, done.text)
  assert.match((await owen.get('/site/settings')).text, /value="Northwind"/)
  assert.match((await site.as('visitor').get('/sign-in')).text, /Northwind/)
  const { json } = await owen.json('/site/settings')
  assert.deepEqual([json.locale, json.zone], ['de', 'Europe/Berlin'])
})

test('a zone is known by its other names; what is none comes back with what was typed', async () => {
  assert.equal((await owen.send('/site/settings', { name: 'N', locale: 'en', zone: 'Asia/Kolkata' })).status, 200)
  const back = await owen.post('/site/settings', { name: 'Kept as typed', locale: 'en', zone: 'Nowhere/At all' })
  assert.equal(back.status, 422)
  assert.match(back.text, /Kept as typed/)
})

test('nobody but the owner sees or changes the site’s settings', async () => {
  for (const who of ['ada', 'eve'] as const) {
    assert.equal((await site.as(who).get('/site/settings')).status, 403)
    assert.equal((await site.as(who).send('/site/settings', { name: 'Mine', locale: 'en', zone: 'UTC' })).status, 403)
    assert.equal((await site.as(who).send('/site/mail-test')).status, 403)
  }
  assert.equal((await site.as('visitor').json('/site/settings')).status, 401)
})

test('the overview leads people who run the site to the parts that they may open, and nobody else', async () => {
  const { token } = await addPerson(site, 'Some admin', 'write', 'admin')
  const admin = clientOf(site.server, holding(token))
  const partsOf = async (client: Client) =>
    (await client.json('/site')).json.parts.map(({ path }: { path: string }) => path)
  assert.ok((await partsOf(owen)).includes('/site/settings'))
  assert.ok(!(await partsOf(admin)).includes('/site/settings'))
  for (const client of [owen, admin]) {
    const page = await client.get('/site')
    for (const path of await partsOf(client)) {
      assert.match(page.text, new RegExp(`href="${path}"`))
      assert.equal((await client.get(path)).status, 200, path)
    }
  }
  assert.equal((await admin.get('/site/settings')).status, 403)
  for (const who of ['ada', 'eve'] as const) {
    assert.equal((await site.as(who).get('/site')).status, 403)
    assert.doesNotMatch((await site.as(who).get('/inbox')).text, /href="\/site"/)
  }
})
