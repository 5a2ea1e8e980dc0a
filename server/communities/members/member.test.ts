import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionsOf, standingOf } from '#server/communities/members/member.ts'

test('roles are shown as the standing they amount to, and what is beside it', () => {
  assert.deepEqual(standingOf(['manager']), { standing: 'leader', more: [] })
  assert.deepEqual(standingOf(['moderator', 'content_editor']), { standing: 'helper', more: [] })
  assert.deepEqual(standingOf(['moderator']), { standing: 'member', more: ['moderator'] })
  assert.deepEqual(standingOf(['event_host', 'manager']), { standing: 'leader', more: ['event_host'] })
})

test('a role may what it brings and what a member may; a guest only their own', () => {
  assert.ok(permissionsOf(['moderator']).includes('moderate'))
  assert.ok(permissionsOf(['moderator']).includes('suggest_resource'))
  assert.deepEqual(permissionsOf(['guest']), ['read'])
})
