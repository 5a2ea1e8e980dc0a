/** A role that a site makes for itself is rows, and nothing else: its holder may do exactly what it grants. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Permission } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import { permissions } from '#tests/support/permissions.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}`
const roles = `${root}/members/${people.ben.id}/roles`
const [ada, ben, owen] = [site.as('ada'), site.as('ben'), site.as('owen')]
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

await query("insert into role (name, title, place) values ('asker', 'Asks {the} Pings', 35), ('keeper', 'Keeper', 60)")
await query("insert into role_permission (role, permission) values ('asker', 'send_ping'), ('keeper', 'site_settings')")

async function permissionsOfBen(): Promise<string[]> {
  const actor = await site.actor('ben')
  return permissions.filter((one) => may(actor, one as Permission, community.id))
}

test('a site’s own role is offered by its name, with what it allows', async () => {
  const { text } = await ada.get(roles)
  const card = /value="asker".*?<\/label>/s.exec(text)?.[0] ?? ''
  assert.match(card, /Asks \{the\} Pings.*Everything a member can do, and:.*Send a Ping/s)
  assert.doesNotMatch(card, /Moderate|Discuss/)
  assert.match((await ada.get(`${root}/members`)).text, /<option value="asker" *>Asks \{the\} Pings/)
})

test('the holder of a site’s own role may do exactly what it grants, and what a member may', async () => {
  const before = await permissionsOfBen()
  assert.equal((await ben.get(`${root}/pings/new`)).status, 403)
  const given = await ada.send(roles, { roles: ['asker'] })
  assert.deepEqual([given.status, given.json.roles], [200, ['asker']])
  assert.deepEqual((await permissionsOfBen()).toSorted(), [...before, 'send_ping'].toSorted())
  assert.equal((await ben.get(`${root}/pings/new`)).status, 200)
  assert.equal((await ben.get(`${root}/toolkit/new`)).status, 403)
  const found = (await ada.json(`${root}/members?role=asker`)).json.items
  assert.deepEqual(
    found.map((one: { name: string; roles: string[] }) => [one.name, one.roles]),
    [['Ben Reyes', ['asker']]],
  )
  assert.match((await ada.get(`${root}/members?role=asker`)).text, /Asks \{the\} Pings<\/span>/)
})

test('what a site’s own role grants changes with its row, and ends with it', async () => {
  await query("insert into role_permission (role, permission) values ('asker', 'moderate')")
  assert.ok((await permissionsOfBen()).includes('moderate'))
  await query("delete from role_permission where role = 'asker' and permission = 'moderate'")
  assert.ok(!(await permissionsOfBen()).includes('moderate'))
  await ada.send(`${root}/members/${people.ben.id}/removal`)
  await query("delete from role where name = 'asker'")
  assert.equal((await ada.send(`${root}/members/${people.ben.id}/return`)).status, 200)
  assert.deepEqual((await ada.json(`${root}/members?q=Ben`)).json.items[0].roles, [])
})

test('nobody can give a role that grants what they do not hold, or one that does not exist', async () => {
  assert.equal((await ada.send(roles, { roles: ['keeper'] })).json.code, 'beyond_your_role')
  assert.equal((await owen.send(roles, { roles: ['keeper'] })).status, 200)
  for (const role of ['asker', 'member', 'site:owner', 'king']) {
    const no = await owen.send(roles, { roles: [role] })
    assert.deepEqual([no.status, no.json.fields?.roles], [422, 'This role is not there any more.'], role)
  }
})
