/** The owners of the site have a page for its name, its language and its zone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const owen = site.as('owen')

test('the owner gives it another name, language and zone; every page and new community has them', async () => {
  const done = await owen.post('/site', { name: 'Northwind', locale: 'de', zone: 'Europe/Berlin' })
  assert.equal(done.status, 303, done.text)
  assert.match((await owen.get('/site')).text, /value="Northwind"/)
  assert.match((await site.as('visitor').get('/sign-in')).text, /Northwind/)
  const { json } = await owen.json('/site')
  assert.deepEqual([json.locale, json.zone], ['de', 'Europe/Berlin'])
})

test('a zone is known by its other names; what is none comes back with what was typed', async () => {
  assert.equal((await owen.send('/site', { name: 'N', locale: 'en', zone: 'Asia/Kolkata' })).status, 200)
  const back = await owen.post('/site', { name: 'Kept as typed', locale: 'en', zone: 'Nowhere/At all' })
  assert.equal(back.status, 422)
  assert.match(back.text, /Kept as typed/)
})

test('nobody but the owner sees or changes the site’s settings', async () => {
  for (const who of ['ada', 'eve'] as const) {
    assert.equal((await site.as(who).get('/site')).status, 403)
    assert.equal((await site.as(who).send('/site', { name: 'Mine', locale: 'en', zone: 'UTC' })).status, 403)
    assert.equal((await site.as(who).send('/site/mail-test')).status, 403)
  }
  assert.equal((await site.as('visitor').json('/site')).status, 401)
})
