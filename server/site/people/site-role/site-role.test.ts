/** Owners and admins make others so too; nobody gives or takes a role they lack, and an owner always stays. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { addPerson } from '#tests/support/actors.ts'
import { clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people } = site.cast
const owen = site.as('owen')
const some = await addPerson(site, 'Some admin', 'write', 'admin')
const admin = clientOf(site.server, holding(some.token))
const at = (id: string) => `/site/people/${shortId(id)}`
const give = (who: typeof owen, id: string, siteRole: string) => who.send(`${at(id)}/site-role`, { siteRole })

test('an owner makes somebody an admin, who runs the site from there on, and loses it again at once', async () => {
  const ben = site.as('ben')
  assert.equal((await ben.get('/site/people')).status, 404)
  const done = await owen.post(`${at(people.ben.id)}/site-role`, { siteRole: 'admin' })
  assert.equal(done.headers.location, at(people.ben.id), done.text)
  assert.equal((await ben.get('/site/people')).status, 200)
  assert.equal((await ben.get('/site/settings')).status, 403)
  assert.match((await owen.get(at(people.ben.id))).text, /Site admin/)
  assert.equal((await give(owen, people.ben.id, 'none')).status, 200)
  assert.equal((await ben.get('/site/people')).status, 404)
})

test('each role says what it allows where it is given', async () => {
  const page = await owen.get(`${at(people.ben.id)}/site-role`)
  assert.match(page.text, /Look after the accounts of the site/)
  assert.match(page.text, /Settings of the site, its own roles, how long things are kept, its mail/)
  assert.match((await owen.get(`${at(people.owen.id)}/site-role`)).text, /This is your own role/)
})

test('an admin makes admins, and no owner; changes nothing of an owner; others find nothing', async () => {
  assert.equal((await give(admin, people.cleo.id, 'admin')).status, 200)
  assert.equal((await give(admin, people.cleo.id, 'owner')).json.code, 'only_owners_give')
  assert.equal((await give(admin, people.owen.id, 'none')).json.code, 'beyond_site_role')
  const page = await admin.get(`${at(people.cleo.id)}/site-role`)
  assert.match(page.text, /value="owner"[^>]*disabled/)
  assert.match((await admin.get(`${at(people.owen.id)}/site-role`)).text, /only an owner changes their account/)
  assert.equal((await give(admin, people.cleo.id, 'none')).status, 200)
  for (const who of ['ada', 'ben', 'eve'] as const) {
    assert.equal((await give(site.as(who), people.ben.id, 'owner')).status, 404)
    assert.equal((await site.as(who).get(`${at(people.ben.id)}/site-role`)).status, 404)
  }
  assert.equal((await give(owen, people.ben.id, 'king')).status, 422)
})

test('the last owner stays; two owners who end each other at once leave one', async () => {
  assert.equal((await give(owen, people.owen.id, 'none')).json.code, 'owns_alone')
  assert.equal((await give(owen, people.cleo.id, 'owner')).status, 200)
  const cleo = site.as('cleo')
  const answers = await Promise.all([
    owen.send(`${at(people.cleo.id)}/deactivation`),
    cleo.send(`${at(people.owen.id)}/deactivation`),
  ])
  const { json } = await admin.json('/site/people?show=deactivated')
  assert.equal(json.items.length, 1, JSON.stringify(answers.map(({ json: one }) => one)))
  const [left, gone] = json.items[0].name === 'Owen Hale' ? [cleo, people.owen] : [owen, people.cleo]
  assert.equal((await left.send(`${at(gone.id)}/site-role`, { siteRole: 'none' })).json.code, 'is_deactivated')
  assert.equal((await left.send(`${at(gone.id)}/reactivation`)).status, 200)
  assert.equal((await give(left, gone.id, 'admin')).status, 200)
})

test('the audit says who gave and took which role', async () => {
  const { json } = await admin.json(`/site/audit?person=${shortId(people.ben.id)}`)
  assert.deepEqual(
    json.items.map(({ verb, facts }: { verb: string; facts: { role: string } }) => `${verb} ${facts.role}`),
    ['site_role.taken admin', 'site_role.given admin'],
  )
})
