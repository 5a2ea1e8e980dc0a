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

test('legal notice and privacy are links in every footer, by https only; words stand on the sign-in page', async () => {
  const settings = { name: 'Northwind', locale: 'en', zone: 'UTC', welcome: 'Of <b>Northwind</b>.', founders: 'staff' }
  const visitor = site.as('visitor')
  for (const legalAddress of ['http://example.org/legal', 'javascript:alert(1)', 'example.org', '/legal'])
    assert.match((await owen.send('/site/settings', { ...settings, legalAddress })).json.fields.legalAddress, /https/)
  const addresses = { legalAddress: 'https://example.org/legal', privacyAddress: 'https://example.org/privacy' }
  assert.equal((await owen.post('/site/settings', { ...settings, ...addresses })).status, 303)
  for (const { text } of [await visitor.get('/sign-in'), await site.as('ben').get('/inbox')]) {
    assert.match(text, /<a href="https:\/\/example.org\/legal"[^>]*>Legal notice</)
    assert.match(text, /<a href="https:\/\/example.org\/privacy"[^>]*>Privacy</)
  }
  assert.match((await visitor.get('/sign-in')).text, /Of &lt;b&gt;Northwind&lt;\/b&gt;\./)
  assert.equal((await owen.send('/site/settings', settings)).status, 200)
  assert.doesNotMatch((await visitor.get('/sign-in')).text, /Legal notice/)
})

test('where the site allows it, everybody may begin a community; else those who run the site', async () => {
  const settings = { name: 'Northwind', locale: 'en', zone: 'UTC' }
  const begin = (name: string) => site.as('ben').send('/c/new', { name, purpose: 'We begin.' })
  assert.equal((await begin('Not yet')).status, 403)
  assert.equal((await site.as('ben').get('/c/new')).status, 403)
  await owen.send('/site/settings', { ...settings, founders: 'everybody' })
  assert.equal((await begin('Allowed')).status, 201)
  assert.match((await site.as('ben').get('/')).text, /href="\/c\/new"/)
  assert.equal((await site.as('ben').get('/site/communities')).status, 404)
  await owen.send('/site/settings', settings)
  assert.equal((await begin('No more')).status, 403)
})
