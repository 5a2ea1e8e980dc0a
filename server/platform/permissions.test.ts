/**
 * The table of docs/permissions.md, role by role. Who holds a role beside membership holds a member's rights too.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import {
  communityRoles,
  grantsTo,
  type Permission,
  permissions,
  type RoleName,
  siteRoles,
} from '#server/platform/roles.ts'

const columns = ['owner', 'admin', 'manager', 'content_editor', 'moderator', 'event_host', 'member', 'guest'] as const
type Column = (typeof columns)[number]

/** In the order of the columns: `x` may, `.` may not. */
const table: Record<Permission, string> = {
  site_settings: 'x.......',
  manage_communities: 'xx......',
  community_settings: 'xxx.....',
  give_roles: 'xxx.....',
  manage_members: 'xxx.....',
  manage_featured_people: 'xxx.....',
  edit_toolkit: 'xxxx....',
  suggest_resource: 'xxxxxxx.',
  delete_resource: 'xxx.....',
  delete_own_resource: 'xxxx....',
  send_ping: 'xxxx....',
  suggest_ping: 'xxxxxxx.',
  announce: 'xxxx....',
  host_events: 'xxxx.x..',
  propose_event: 'xxxxxxx.',
  moderate: 'xxx.x...',
  report: 'xxxxxxx.',
  insights: 'xxx.....',
  insights_content: 'xxxx....',
  insights_activity: 'xxx.x...',
  insights_own_events: 'xxx..x..',
  insights_own: 'xxxxxxx.',
  export_community: 'xxx.....',
  read: 'xxxxxxxx',
  discuss: 'xxxxxxx.',
  answer_pings: 'xxxxxxx.',
}

function actorOf(role: Column): Actor {
  const isOfSite = role === 'owner' || role === 'admin'
  const roles: RoleName[] = isOfSite ? [] : [role]
  return {
    kind: 'person',
    siteRole: isOfSite ? role : null,
    belongings: isOfSite ? [] : [{ communityId: 'here', permissions: grantsTo(roles) }],
  } as unknown as Actor
}

for (const [i, role] of columns.entries()) {
  test(`${role} may what the table says, and nothing of a community that is not theirs`, () => {
    const actor = actorOf(role)
    const isOfSite = role === 'owner' || role === 'admin'
    for (const [permission, cells] of Object.entries(table) as [Permission, string][]) {
      assert.equal(may(actor, permission, 'here'), cells[i] === 'x', permission)
      assert.equal(may(actor, permission, 'elsewhere'), isOfSite && cells[i] === 'x', `${permission} elsewhere`)
      assert.equal(may(actor, permission, null), isOfSite && cells[i] === 'x', `${permission} on the site`)
    }
  })
}

test('each right is in the table, and each role in a column', () => {
  assert.deepEqual(Object.keys(table).sort(), Object.keys(permissions).sort())
  assert.deepEqual([...Object.keys(communityRoles), ...Object.keys(siteRoles)].sort(), [...columns].sort())
})

test('a visitor may nothing, the program itself everything', () => {
  for (const permission of Object.keys(permissions) as Permission[]) {
    assert.equal(may({ kind: 'visitor' } as Actor, permission, 'here'), false)
    assert.equal(may({ kind: 'system', reason: 'a job' } as Actor, permission, 'here'), true)
  }
})
