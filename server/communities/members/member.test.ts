import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offeredRoles, permissionsOf, standingOf } from '#server/communities/members/member.ts'

test('roles are shown as the standing they amount to, and what is beside it', () => {
  assert.deepEqual(standingOf(['manager']), { standing: 'leader', more: [] })
  assert.deepEqual(standingOf(['moderator', 'content_editor']), { standing: 'helper', more: [] })
  assert.deepEqual(standingOf(['moderator']), { standing: 'member', more: ['moderator'] })
  assert.deepEqual(standingOf(['event_host', 'manager']), { standing: 'leader', more: ['event_host'] })
})

test('a role may what it brings and what a member may; a guest only their own', () => {
  assert.ok(permissionsOf(['moderator']).includes('moderate'))
  assert.ok(permissionsOf(['moderator']).includes('discuss'))
  assert.deepEqual(permissionsOf(['guest']), ['read'])
})

test('a right of a part that is still to come is not told, and a role that would add only such is not offered', () => {
  assert.deepEqual(permissionsOf(['event_host']), permissionsOf([]))
  assert.deepEqual(offeredRoles, ['guest', 'moderator', 'content_editor', 'manager'])
})
