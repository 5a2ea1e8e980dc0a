/** While no mail leaves a site, nobody is locked out without being told, and its sign-in page says what helps. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { firstOwnerAddress } from '#server/identity/become-first-owner.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { publicUrl } = site.platform.config
await sql`truncate person cascade`.execute(site.database.db.write)
const mira = openJar(site.server, publicUrl)
const owner = { name: 'Mira Stone', email: 'mira@example.org' }
const password = 'a long enough one'

test('whoever makes the site theirs is offered a password, a language and a zone, and the site takes them', async () => {
  const address = (await firstOwnerAddress(site.platform)) ?? ''
  const page = (await mira.get(address, { 'accept-language': 'de' })).text
  assert.match(page, /<option value="de" selected>/)
  assert.match(page, /<own-zone>.*name="zone"/s)
  assert.match(page, /type="password"/)
  assert.doesNotMatch(page, /<details class="more"/)
  await mira.post(address, { ...owner, password: '', locale: 'de', zone: 'America/Buenos_Aires' })
  const { json } = await mira.json('/site')
  assert.deepEqual([json.locale, json.zone], ['de', 'America/Buenos_Aires'])
  const made = await mira.send('/c/new', { name: 'First', purpose: 'We begin.', hue: 162 })
  assert.equal(made.json.zone, 'America/Buenos_Aires', 'and so does its first community')
})

test('whoever signs out without a password is asked for one first, and may go all the same', async () => {
  const asked = await mira.post('/sign-out')
  assert.equal(asked.headers.location, '/sign-out')
  assert.equal((await mira.get('/account')).status, 200, 'still signed in')
  const page = (await mira.get('/sign-out', { 'accept-language': 'en' })).text
  assert.match(page, /Set a password first/)
  assert.match(page, /name="anyway" value="yes"/)
  assert.equal((await mira.post('/sign-out/password', { password: 'short' })).status, 422)
  const done = await mira.post('/sign-out/password', { password })
  assert.equal(done.headers.location, '/sign-in')
  assert.equal((await mira.json('/account')).status, 401)
})

test('the sign-in page claims no mail, takes the password, and names the operator’s command', async () => {
  const page = (await mira.get('/sign-in', { 'accept-language': 'en' })).text
  assert.match(page, /bin\/guildhall signin --email/)
  assert.doesNotMatch(page, /Mail me a sign-in link|comes to it/)
  const wrong = await mira.post('/sign-in/password', { email: owner.email, password: 'not this one' })
  assert.equal(wrong.status, 422)
  assert.doesNotMatch(wrong.text, /mailed to you/)
  assert.equal((await mira.post('/sign-in/password', { email: owner.email, password })).status, 303)
  assert.equal((await mira.get('/sign-out')).headers.location, '/', 'whoever has a password is not asked')
  assert.equal((await mira.post('/sign-out')).headers.location, '/sign-in')
})
