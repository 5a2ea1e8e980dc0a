/**
 * What happens is declared: each kind of activity once, in its room, with facts that are ids and figures.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { activitiesText } from '#docs/activities-text.ts'
import { app } from '#server/app.ts'
import { noticeKinds } from '#server/notices/notice.ts'
import { root, sources } from '#tests/house/source.ts'

const kinds = app.rooms.flatMap(({ activities }) => activities ?? [])
const ofEntries = app.rooms.flatMap(({ kinds: all }) => all ?? []).flatMap(({ notices }) => Object.keys(notices ?? {}))
const noticesThereAre: readonly string[] = [...noticeKinds, ...ofEntries]

test('docs/activities.md is fresh', () => {
  const committed = readFileSync(join(root, 'docs/activities.md'), 'utf8')
  assert.ok(committed === activitiesText(app.rooms), 'Activities have changed. Run: node docs/generate.ts')
})

test('each verb is declared once, told as notices that there are, to nobody twice in the same way', () => {
  const verbs = kinds.map(({ verb }) => verb)
  assert.deepEqual(verbs, [...new Set(verbs)])
  for (const { verb, tells } of kinds) {
    const lines = tells.map(({ hears, as }) => `${hears.name} ${as}`)
    assert.deepEqual(lines, [...new Set(lines)], verb)
    for (const { as } of tells) assert.ok(noticesThereAre.includes(as), `${verb}: ${as}`)
  }
})

test('every kind that is declared is recorded somewhere, and handed to the house by its room', () => {
  const declared = sources(['server'])
    .filter(({ path }) => path.endsWith('/activities.ts'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/export const (\w+) = activity\('([\w.]+)'/g)].map(([, name, verb]) => ({ path, name, verb })),
    )
  assert.deepEqual(declared.map(({ verb }) => verb).toSorted(), kinds.map(({ verb }) => verb).toSorted())
  const users = sources(['server']).filter(({ path }) => !path.endsWith('.test.ts') && !path.endsWith('/activities.ts'))
  for (const { name, path } of declared)
    assert.ok(
      users.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)),
      `${path}: nothing records ${name}`,
    )
})
