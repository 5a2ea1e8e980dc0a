/**
 * docs/permissions.md says what the program does, for every right, every role and every address.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { permissionsText } from '#docs/permissions-text.ts'
import { app } from '#server/app.ts'
import { isWorking, type Permission, permissions } from '#server/platform/roles.ts'
import { root, sources } from '#tests/house/source.ts'

const committed = readFileSync(join(root, 'docs/permissions.md'), 'utf8')

test('docs/permissions.md is fresh', () => {
  assert.ok(
    committed === permissionsText(app.rooms),
    'Rights, roles or addresses have changed. Run: node docs/generate.ts',
  )
})

test('it has a line for every right and every address', () => {
  for (const permission of Object.keys(permissions)) assert.ok(committed.includes(`| \`${permission}\` |`), permission)
  for (const { path } of app.rooms.flatMap(({ endpoints }) => endpoints)) {
    assert.ok(committed.includes(`\`${path}\``), path)
  }
})

test('it says what each role is for, at a few places where a slip would hurt', () => {
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

test('a right is called at work where something asks for it, and only there', () => {
  const asking = sources(['server'])
    .filter(({ path }) => !path.endsWith('.test.ts') && path !== 'server/platform/roles.ts')
    .map(({ text }) => text)
  for (const permission of Object.keys(permissions) as Permission[]) {
    const isAsked = asking.some((text) => text.includes(`'${permission}'`))
    assert.equal(
      isWorking(permission),
      isAsked,
      isAsked
        ? `${permission} is asked for: it belongs to workingPermissions, and its words go into the catalogues`
        : `nothing asks for ${permission}: it belongs to comingPermissions`,
    )
  }
})
