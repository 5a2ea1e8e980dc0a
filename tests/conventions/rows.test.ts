/** Raw queries: one way from rows to objects (docs/decisions/0016-rows.md), and no cast that hides a type. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queries } from '#tests/conventions/queries.ts'
import { sources } from '#tests/conventions/source.ts'

test('the rows of every raw query are read through `rows`', () => {
  const found = sources(['server', 'demo']).filter(
    ({ path, text }) =>
      !path.endsWith('.test.ts') &&
      path !== 'server/platform/rows.ts' &&
      /await sql<|\brows\b[^}\n]*\} = await sql`/.test(text),
  )
  const paths = found.map(({ path }) => path)
  assert.deepEqual(paths, [], 'give `rows` a shape (server/platform/rows.ts): tests compare it with what comes back')
})

test('a shape is made once, or by a function that only tests call', () => {
  const made = queries().filter(({ asked }) => /\bz\.|\.(extend|omit|pick)\(/.test(asked.replace(/\(\) =>.*/s, '')))
  assert.ok(queries().length > 100)
  assert.deepEqual(
    made.map(({ place }) => place),
    [],
    'write `() => z.object(…)`: the program never needs it, and making it at every call costs more than the row',
  )
})

/** Where a library's own types leave no other way. */
const hidden: Record<string, string> = {
  'server/platform/patient-client.ts':
    'pg declares `connect` and `query` by overloads whose answers have no type in common',
  'server/platform/pictures/first-page-process.ts':
    'pdf.js knows the canvas of a browser only, and is given one of Node',
}

test('no cast hides a type', () => {
  const found = sources(['server', 'web', 'demo', 'bench', 'database', 'tests']).flatMap(({ path, lines }) =>
    lines.flatMap((line, i) =>
      /\bas never\b/.test(line.replace(/\/?\*.*|\/\/.*|'.*'|\/\\b.*\//, '')) ? [`${path}:${i + 1}`] : [],
    ),
  )
  const files = new Set(found.map((place) => place.replace(/:\d+$/, '')))
  assert.deepEqual(
    found.filter((place) => !(place.replace(/:\d+$/, '') in hidden)),
    [],
    'mend the type that is in the way',
  )
  assert.deepEqual(
    Object.keys(hidden).filter((path) => !files.has(path)),
    [],
    'it needs no exception any more',
  )
})
