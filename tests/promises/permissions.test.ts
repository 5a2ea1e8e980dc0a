/**
 * The table of docs/permissions.md, role by role. Who holds a role beside membership holds a member's permissions too.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#server/platform/actor.ts'
import type { Permission, StandardRole } from '#server/platform/permission.ts'
import { may } from '#server/platform/permissions.ts'
import { permissions, roleGrants, standardRoles } from '#tests/support/permissions.ts'

const columns = standardRoles.toReversed()

/** Site owner, site admin, leader, content editor, moderator, event host, member, guest: `x` may, `.` may not. */
const table: Record<Permission, string> = {
  site_overview: 'xx......',
  manage_people: 'xx......',
  site_audit: 'xx......',
  site_moderation: 'xx......',
  site_settings: 'x.......',
  manage_communities: 'xx......',
  found_communities: 'xx......',
  community_settings: 'xxx.....',
  give_roles: 'xxx.....',
  community_audit: 'xxx.....',
  manage_members: 'xxx.....',
  manage_featured_people: 'xxx.....',
  edit_toolkit: 'xxxx....',
  suggest_resource: 'xxxxxxx.',
  delete_resource: 'xxx.....',
  delete_own_resource: 'xxxx....',
  send_ping: 'xxxx....',
  announce: 'xxxx....',
  moderate: 'xxx.x...',
  read: 'xxxxxxxx',
  discuss: 'xxxxxxx.',
  answer_pings: 'xxxxxxx.',
  plan_events: 'xxx..x..',
  propose_event: 'xxxxxxx.',
  answer_events: 'xxxxxxx.',
}

function actorOf(role: StandardRole): Actor {
  const held = permissions.filter((permission) => roleGrants(role, permission))
  const isOfSite = role.startsWith('site:')
  return {
    kind: 'person',
    sitePermissions: isOfSite ? held : [],
    memberships: isOfSite ? [] : [{ communityId: 'here', permissions: held }],
  } as unknown as Actor
}

for (const [i, role] of columns.entries()) {
  test(`${role} may what the table says, and nothing of a community that is not theirs`, () => {
    const actor = actorOf(role)
    const isOfSite = role.startsWith('site:')
    for (const [permission, cells] of Object.entries(table) as [Permission, string][]) {
      assert.equal(may(actor, permission, 'here'), cells[i] === 'x', permission)
      assert.equal(may(actor, permission, 'elsewhere'), isOfSite && cells[i] === 'x', `${permission} elsewhere`)
      assert.equal(may(actor, permission, null), isOfSite && cells[i] === 'x', `${permission} on the site`)
    }
  })
}

test('each permission is in the table', () => {
  assert.deepEqual(Object.keys(table).sort(), [...permissions].sort())
})

test('the type checker knows each permission by name, and finds a misspelt one', () => {
  const isOneOfThem: 'send_pong' extends Permission ? true : false = false
  assert.equal(isOneOfThem, permissions.includes('send_pong'))
})

test('a visitor may nothing, the program itself everything', () => {
  for (const permission of Object.keys(table) as Permission[]) {
    assert.equal(may({ kind: 'visitor' } as Actor, permission, 'here'), false)
    assert.equal(may({ kind: 'system', reason: 'a job' } as Actor, permission, 'here'), true)
  }
})
