/** Roles of the site's own: made from permissions, given like the others, changed for all who hold them, deleted when nobody does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPerson, join } from '#tests/support/actors.ts'
import { created } from '#tests/support/created.ts'
import { clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, owen] = [site.as('ada'), site.as('ben'), site.as('owen')]

test('the standard roles are explained, with how many hold each', async () => {
  const page = await owen.get('/site/roles')
  assert.equal(page.status, 200)
  for (const words of ['Site owner', 'Guest', 'Read and download', 'Everything that this role allows: Member. Also:'])
    assert.ok(page.text.includes(words), words)
  const { standard, own } = (await owen.json('/site/roles')).json
  assert.deepEqual(own, [])
  const holders = Object.fromEntries(standard.map((one: { name: string; holders: number }) => [one.name, one.holders]))
  assert.deepEqual([holders['site:owner'], holders.manager, holders.guest], [1, 2, 0])
})

test('a role is made, given by a leader like the others, and allows what it says; changed, it does so at once', async () => {
  const { name } = await created(owen.send('/site/roles', { title: 'Greeter', permissions: ['manage_members'] }))
  assert.equal(name, 'greeter')
  const { id, token } = await addPerson(site, 'Greta Greeter')
  await join(site, id)
  const greta = clientOf(site.server, holding(token))
  assert.equal((await greta.get(`${root}/members/add`)).status, 403)
  const form = await ada.get(`${root}/members/${id}/roles`)
  assert.match(form.text, /Greeter/)
  assert.match(form.text, /Add and remove members/)
  assert.equal((await ada.send(`${root}/members/${id}/roles`, { roles: [name] })).status, 200)
  assert.equal((await greta.get(`${root}/members/add`)).status, 200)
  assert.match((await ben.get(`${root}/members`)).text, /Greeter/)
  const { permissions, holders } = (await owen.json('/site/roles/greeter')).json
  assert.deepEqual([permissions, holders], [['manage_members'], 1])

  const taken = await owen.send('/site/roles/greeter/removal')
  assert.deepEqual([taken.status, taken.json.code], [409, 'role_in_use'])
  assert.match((await owen.get('/site/roles/greeter')).text, /once nobody holds it/)

  await owen.post('/site/roles/greeter', { title: 'Host', permissions: ['edit_toolkit', 'moderate'] })
  assert.equal((await greta.get(`${root}/members/add`)).status, 403)
  assert.match((await ben.get(`${root}/members`)).text, /Host/)
  assert.match((await owen.get('/site/audit')).text, /Gave a role: Host/)

  await ada.send(`${root}/members/${id}/roles`, { roles: [] })
  assert.equal((await owen.post('/site/roles/greeter/removal')).headers.location, '/site/roles')
  assert.equal((await owen.get('/site/roles/greeter')).status, 404)
  assert.doesNotMatch((await ada.get(`${root}/members/${id}/roles`)).text, /Host/)
  const { items } = (await owen.json('/site/audit?kind=role.deleted')).json
  assert.equal(items.length, 1)
  assert.match((await owen.get('/site/audit')).text, /Deleted a role: greeter/)
})

test('a helper cannot give a role that allows more than their own', async () => {
  const { name } = await created(owen.send('/site/roles', { title: 'Giver', permissions: ['give_roles'] }))
  await created(owen.send('/site/roles', { title: 'Archivist', permissions: ['delete_resource'] }))
  const { id, token } = await addPerson(site, 'Gil Giver')
  await join(site, id)
  await ada.send(`${root}/members/${id}/roles`, { roles: [name] })
  const gil = clientOf(site.server, holding(token))
  const { person } = { person: site.cast.people.ben.id }
  const beyond = await gil.send(`${root}/members/${person}/roles`, { roles: ['archivist'] })
  assert.deepEqual([beyond.status, beyond.json.code], [403, 'beyond_your_role'])
  assert.equal((await gil.send(`${root}/members/${person}/roles`, { roles: [name] })).status, 200)
})

test('a link that gives a role keeps it from being deleted until it is revoked', async () => {
  const { name } = await created(owen.send('/site/roles', { title: 'Scout', permissions: ['moderate'] }))
  const { links } = await created(ada.send(`${root}/members/links`, { role: name }))
  assert.equal((await owen.send(`/site/roles/${name}/removal`)).json.code, 'role_in_use')
  await ada.send(`${root}/members/links/${links[0].id}/revocation`)
  assert.equal((await owen.send(`/site/roles/${name}/removal`)).status, 200)
})

test('what cannot be a role is refused with a sentence, and keeps what was typed', async () => {
  const refused = async (body: Record<string, string | string[]>) => {
    const answer = await owen.post('/site/roles', body)
    assert.equal(answer.status, 422)
    return answer.text
  }
  assert.match(await refused({ title: 'Nothing', permissions: [] }), /Choose at least one thing/)
  assert.match(await refused({ title: '…', permissions: ['moderate'] }), /at least one letter or digit/)
  assert.match(await refused({ title: 'Giver', permissions: ['moderate'] }), /Another role is called so already/)
  const page = await refused({ title: 'moderator', permissions: ['moderate'] })
  assert.match(page, /Another role is called so already/)
  assert.match(page, /value="moderator"/)
  for (const permission of ['site_settings', 'manage_communities', 'read', 'fly'])
    assert.equal((await owen.send('/site/roles', { title: 'Too much', permissions: [permission] })).status, 422)
})

test('only owners see and change them', async () => {
  const admin = clientOf(site.server, holding((await addPerson(site, 'Some admin', 'write', 'admin')).token))
  for (const who of [admin, ada, ben]) {
    assert.equal((await who.get('/site/roles')).status, 403)
    assert.equal((await who.send('/site/roles', { title: 'Mine', permissions: ['moderate'] })).status, 403)
  }
  assert.doesNotMatch((await admin.get('/site')).text, /\/site\/roles/)
  assert.match((await owen.get('/site')).text, /\/site\/roles/)
})
