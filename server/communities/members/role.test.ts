import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offeredRoles, permissionsOf, type Role, standingOf } from '#server/communities/members/role.ts'

const roles: readonly Role[] = [
  { name: 'guest', title: null, permissions: ['read'] },
  { name: 'member', title: null, permissions: ['read', 'discuss'] },
  { name: 'event_host', title: null, permissions: ['discuss', 'read'] },
  { name: 'keeper', title: 'Keeper', permissions: ['moderate'] },
]

test('roles are shown as a standing and the roles beyond it', () => {
  assert.deepEqual(standingOf(['manager']), { standing: 'leader', more: [] })
  assert.deepEqual(standingOf(['moderator', 'content_editor']), { standing: 'helper', more: [] })
  assert.deepEqual(standingOf(['moderator']), { standing: 'member', more: ['moderator'] })
  assert.deepEqual(standingOf(['event_host', 'manager']), { standing: 'leader', more: ['event_host'] })
})

test('a role has its own permissions and those of a member; a guest only their own', () => {
  assert.deepEqual(permissionsOf(['keeper'], roles), ['read', 'discuss', 'moderate'])
  assert.deepEqual(permissionsOf(['guest'], roles), ['read'])
})

test('a role that adds nothing to what a member may is not offered', () => {
  assert.deepEqual(
    offeredRoles(roles).map(({ name }) => name),
    ['guest', 'keeper'],
  )
})
