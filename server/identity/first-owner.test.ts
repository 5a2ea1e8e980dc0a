import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { firstOwnerAddress } from '#server/identity/become-first-owner.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { publicUrl } = site.platform.config
const jar = () => openJar(site.server, publicUrl)
const owner = { name: 'Olga Brandt', email: 'Olga@Example.org', password: '' }

test('where somebody is, no owner is asked for', async () => {
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
  assert.equal(page.headers['referrer-policy'], 'strict-origin')
  const refused = await jar().post(address, { ...owner, email: 'olga', password: 'short' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /This is not a mail address/)
  assert.match(refused.text, /at least 10 characters/)

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
  assert.equal((await jar().get(address)).status, 404)
  assert.equal(await firstOwnerAddress(site.platform), null)
})
