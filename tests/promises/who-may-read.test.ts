/**
 * Who may read a community is decided in one place (the views community_reader, community_knower and membership_permission),
 * and whatever asks comes to the same answer: pages, the actor that a request brings, jobs that ask which people.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Permission } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import { sources } from '#tests/conventions/source.ts'
import { castNames } from '#tests/support/cast.ts'
import { permissions, roleGrants, standardRoles } from '#tests/support/permissions.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community } = site.cast
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

test('the standard roles and what they grant are written by migrations as the rooms declare it', async () => {
  const written = await query('select role, permission from role_permission')
  const ours = standardRoles.flatMap((role) =>
    permissions.filter((permission) => roleGrants(role, permission)).map((permission) => `${role} ${permission}`),
  )
  assert.deepEqual(
    (await query('select name from role order by place')).map(({ name }) => name),
    standardRoles,
  )
  assert.deepEqual(written.map(({ role, permission }) => `${role} ${permission}`).toSorted(), ours.toSorted())
})

/** Of everybody: what the views say of this community, and what the program does. */
async function compare(state: string): Promise<void> {
  for (const who of castNames) {
    const person = site.cast.people[who]
    const actor = await site.actor(who)
    const [{ reads, knows, held }] = await query(
      `select exists (select from community_reader where community_id = $1 and person_id = $2) as reads,
        exists (select from community_knower where community_id = $1 and person_id = $2) as knows,
        array(select distinct permission from membership_permission where community_id = $1 and person_id = $2) as held`,
      [community.id, person.id],
    )
    const told = `${who}, ${state}`
    assert.equal((await site.as(who).json(`/c/${community.slug}`)).status === 200, reads, `the page: ${told}`)
    assert.equal(
      (await site.as(who).json(`/c/${community.slug}/charter`)).status === 200,
      knows,
      `the charter: ${told}`,
    )
    assert.ok(reads || !knows || actor.kind === 'person', told)
    assert.equal(may(actor, 'read', community.id), reads, `the actor: ${told}`)
    if (actor.kind !== 'person' || actor.siteRole || !reads) continue
    const allowed = permissions.filter((one) => may(actor, one as Permission, community.id))
    assert.deepEqual(held.toSorted(), allowed.toSorted(), `permissions: ${told}`)
  }
}

test('pages, the actor and the SQL views agree on who may read, for every role and every state of the community', async () => {
  const { ben, cleo } = site.cast.people
  const role = (personId: string, name: string) =>
    query('insert into membership_role (community_id, person_id, role) values ($1, $2, $3)', [
      community.id,
      personId,
      name,
    ])
  await role(ben.id, 'content_editor')
  await role(cleo.id, 'guest')
  for (const status of ['active', 'draft', 'archived'])
    for (const isHidden of [true, false]) {
      await query(
        `update community set status = $1, is_hidden = $2, archived_at = case when $1 = 'archived' then now() end`,
        [status, isHidden],
      )
      await compare(`${status}${isHidden ? ', hidden' : ''}`)
    }
  await query("update community set status = 'active', archived_at = null")
  for (const name of ['moderator', 'event_host', 'manager']) {
    await query('delete from membership_role where person_id = $1', [ben.id])
    await role(ben.id, name)
    await compare(`Ben as ${name}`)
  }
  await query('update membership set ended_at = now() where person_id = $1', [ben.id])
  await compare('Ben has left')
})

test('no query decides by itself who may read', () => {
  const own = /status\s*(?:<>|!=)\s*'draft'|'manager',\s*'content_editor'|not\s+\w*\.?is_hidden/
  const found = sources(['server', 'demo'], ['.ts'])
    .filter(({ path, text }) => !path.endsWith('.test.ts') && own.test(text))
    .map(({ path }) => path)
  assert.deepEqual(found, [], 'ask community_reader, community_knower or membership_permission instead')
})

/** Where deleted communities are meant to be read: they are deleted, listed, taken back and purged, and their Pings end. */
const readsDeleted = [
  'server/communities/deletion/store.ts',
  'server/communities/store.ts',
  'server/communities/founding/store.ts',
  'server/communities/welcome/store.ts',
  'server/command-line/seed/plant.ts',
  'server/pings/closing/store.ts',
  'server/pings/store.ts',
  'server/site/audit/reads-audit.ts',
  'server/site/communities/reads-communities.ts',
  'server/toolkit/file-store.ts',
]

test('no query reads communities that were deleted', () => {
  const table = /\b(?:from|join)\s+community\b(?!_)|(?:selectFrom|[jJ]oin)\(\s*['"]community(?: as \w+)?['"]/
  const found = sources(['server', 'demo'], ['.ts'])
    .filter(({ path, text }) => !path.endsWith('.test.ts') && !readsDeleted.includes(path) && table.test(text))
    .map(({ path }) => path)
  assert.deepEqual(found, [], 'read community_shown, which leaves out deleted ones, instead of the table community')
})
