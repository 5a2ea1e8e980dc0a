/**
 * docs/promises.md names what is there: each promise with files that exist, and tests that are in them.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#tests/conventions/source.ts'

const text = readFileSync(join(root, 'docs/promises.md'), 'utf8')
const rows = text.split(/^## /m).slice(1)

test('each of the 23 promises has a test, or says that it is not built yet', () => {
  assert.deepEqual(
    rows.map((row) => Number.parseInt(row, 10)),
    Array.from({ length: 23 }, (_, i) => i + 1),
  )
  const bare = rows.filter((row) => !/^- `/m.test(row) && !row.includes('Not built yet'))
  assert.deepEqual(bare, [])
})

test('every file that docs/promises.md names exists', () => {
  const named = [...text.matchAll(/`((?:server|tests)\/[\w./-]+)`/g)].map(([, path]) => path as string)
  assert.ok(named.length > 80)
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
    'mend the page, or bring back what held the promise',
  )
})

test('every test that docs/promises.md names is in that file', () => {
  const named = [...text.matchAll(/^- `([^`]+)`: (.+)$/gm)] as unknown as [string, string, string][]
  const gone = named.filter(([, path, title]) => {
    const file = join(root, path)
    return !existsSync(file) || !readFileSync(file, 'utf8').includes(`test('${title}'`)
  })
  assert.deepEqual(
    gone.map(([line]) => line),
    [],
    'a promise without its test is none: name the test that holds it now',
  )
})
