/**
 * docs/permissions.md says what the program does, for every permission, every role and every address.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { permissionsText } from '#docs/permissions-text.ts'
import { app } from '#server/app.ts'
import { isTest, root, sources } from '#tests/conventions/source.ts'
import { permissions } from '#tests/support/permissions.ts'

const committed = readFileSync(join(root, 'docs/permissions.md'), 'utf8')

test('docs/permissions.md is fresh', () => {
  assert.ok(
    committed === permissionsText(app.rooms),
    'Permissions, roles or addresses have changed. Run: node docs/generate.ts',
  )
})

test('docs/permissions.md has a line for every permission and every address', () => {
  for (const permission of permissions) assert.ok(committed.includes(`| \`${permission}\` |`), permission)
  for (const { path } of app.rooms.flatMap(({ endpoints }) => endpoints)) {
    assert.ok(committed.includes(`\`${path}\``), path)
  }
})

test('docs/permissions.md is right at a few places where a mistake would do harm', () => {
  const line = (permission: string) => committed.split('\n').find((one) => one.includes(`| \`${permission}\` |`)) ?? ''
  const holds = (permission: string) =>
    line(permission)
      .split('|')
      .slice(3, -1)
      .map((cell) => cell.trim() || '-')
      .join('')
  // Site owner, site admin, leader, content editor, moderator, event host, member, guest
  assert.equal(holds('site_settings'), 'x-------')
  assert.equal(holds('manage_communities'), 'xx------')
  assert.equal(holds('give_roles'), 'xxx-----')
  assert.equal(holds('send_ping'), 'xxxx----')
  assert.equal(holds('moderate'), 'xxx-x---')
  assert.equal(holds('answer_pings'), 'xxxxxxx-')
  assert.equal(holds('read'), 'xxxxxxxx')
})

test('each permission is checked somewhere, and declared once', () => {
  const asking = sources(['server']).filter(({ path }) => !isTest(path) && !path.endsWith('/permissions.ts'))
  const unasked = permissions.filter((one) => !asking.some(({ text }) => text.includes(`'${one}'`)))
  assert.deepEqual(unasked, [], 'nothing asks for these: a permission comes with the room that does')
  const declared = app.rooms.flatMap((room) => Object.keys(room.permissions ?? {}))
  assert.equal(new Set(declared).size, declared.length)
})
