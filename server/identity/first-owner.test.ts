import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { firstOwnerAddress } from '#server/identity/become-first-owner.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { publicUrl } = site.platform.config
const jar = () => openJar(site.server, publicUrl)
const owner = { name: 'Olga Brandt', email: 'Olga@Example.org', password: '', site: 'Northwind' }

test('a site that has people asks for no first owner', async () => {
  assert.equal(await firstOwnerAddress(site.platform), null)
})

test('on an empty site the printed address makes the owner, once, of however many that come at once', async () => {
  await sql`truncate person cascade`.execute(site.database.db.write)
  const address = (await firstOwnerAddress(site.platform)) ?? ''
  assert.match(address, /\/first-owner\/[\w-]{22}$/)
  assert.equal(await firstOwnerAddress(site.platform), address, 'the same after a restart')

  const forged = `${address.slice(0, -1)}${address.endsWith('A') ? 'Q' : 'A'}`
  for (const wrong of [forged, `${publicUrl}/first-owner/x`]) {
    assert.equal((await jar().get(wrong)).status, 404)
    assert.equal((await jar().post(wrong, owner)).status, 404)
  }
  const page = await jar().get(address)
  assert.equal(page.status, 200)
  assert.match(page.text, /Make this site yours/)
  assert.match(page.text, /What the site is called[\s\S]*name="site"[^>]*value="Guildhall"/)
  assert.equal(page.headers['referrer-policy'], 'strict-origin')
  const refused = await jar().post(address, { ...owner, email: 'olga', password: 'short' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /This is not a mail address/)
  assert.match(refused.text, /at least 10 characters/)
  assert.match(refused.text, /name="site"[^>]*value="Northwind"/, 'what was typed stands there again')

  const browsers = [jar(), jar(), jar()]
  const answers = await Promise.all(
    browsers.map((browser, i) => browser.post(address, { ...owner, email: `olga${i}@example.org` })),
  )
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 404, 404])
  const people = await site.database.db.write.selectFrom('person').select(['email', 'site_role', 'handle']).execute()
  assert.equal(people.length, 1)
  assert.equal(people[0]?.site_role, 'owner')
  assert.equal(people[0]?.handle, 'olga-brandt')
  const winner = browsers[answers.findIndex(({ status }) => status === 303)]
  assert.equal((await winner?.json('/account'))?.json.email, people[0]?.email)
  assert.match((await winner?.get('/'))?.text ?? '', /<title>Northwind<\/title>/)
  assert.equal((await jar().get(address)).status, 404)
  assert.equal(await firstOwnerAddress(site.platform), null)
})

test('left empty, the site keeps the name it has', async () => {
  await sql`truncate person cascade`.execute(site.database.db.write)
  const olga = jar()
  const done = await olga.post((await firstOwnerAddress(site.platform)) ?? '', { ...owner, site: '' })
  assert.equal(done.status, 303)
  assert.match((await olga.get('/')).text, /<title>Northwind<\/title>/)
})

test('a name that is set where the site is started is not asked for, and stays', async () => {
  const named = await openSite({ SITE_NAME: 'Set outside' })
  await sql`truncate person cascade`.execute(named.database.db.write)
  const address = (await firstOwnerAddress(named.platform)) ?? ''
  const olga = openJar(named.server, named.platform.config.publicUrl)
  assert.doesNotMatch((await olga.get(address)).text, /What the site is called/)
  assert.equal((await olga.post(address, owner)).status, 303)
  assert.match((await olga.get('/')).text, /<title>Set outside<\/title>/)
})
