/**
 * docs/decisions/0014-private-parts.md is the whole list: it names each place that reaches into a library, and no other.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root, sources } from '#tests/conventions/source.ts'

const page = readFileSync(join(root, 'docs/decisions/0014-private-parts.md'), 'utf8')
const named = new Set([...page.matchAll(/`((?:server|web|tests)\/[\w./-]+\.ts)`/g)].map(([, path]) => path as string))

/** Signs of code that reaches into a library: the queue's own tables, better-auth's context, the inside of a client of pg. */
const inside = /\b_private_\w+|\binternalAdapter\b|\$context\b|\bconnection: \{ stream\b|\.connection\.stream\b/

test('every use of a library’s private parts is listed in decision 14', () => {
  const found = sources(['server', 'web', 'demo', 'database', 'docs', 'tests', 'bench']).filter(
    ({ path, text }) => inside.test(text) && path !== 'tests/conventions/private-parts.test.ts' && !named.has(path),
  )
  assert.deepEqual(
    found.map(({ path, text }) => `${path}: ${inside.exec(text)?.[0]}`),
    [],
    'take the public way, or say in decision 14 why there is none, what breaks when it changes, and which test would tell',
  )
})

test('every file and test that decision 14 names is there', () => {
  const tests = [...page.matchAll(/^- `([^`]+)`: (.+)$/gm)] as unknown as [string, string, string][]
  assert.ok(tests.length > 10)
  const gone = tests.filter(([, path, title]) => !textOf(path).includes(`test('${title}'`)).map(([line]) => line)
  assert.deepEqual([...gone, ...[...named].filter((path) => !textOf(path))], [])
})

function textOf(path: string): string {
  const file = join(root, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
