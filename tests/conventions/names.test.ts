/**
 * Names and sizes (STYLE.md).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTest, sources } from '#tests/conventions/source.ts'

const files = sources(['server', 'web', 'tests', 'demo', 'database', 'bench']).filter(
  (file) => file.path !== 'database/types.ts',
)

test('a file has at most 300 lines, 500 for a test', () => {
  const found = files
    .filter(({ path, lines }) => lines.length - 1 > (isTest(path) ? 500 : 300) && !path.startsWith('demo/texts/'))
    .map(({ path, lines }) => `${path} has ${lines.length - 1} lines: split it by idea`)
  assert.deepEqual(found, [])
})

test('files are kebab-case and named by what they hold', () => {
  const vague = /(^|\/)(utils?|helpers?|common|manager|service|misc|index)(\.|\/|-)/
  const found = files.flatMap(({ path }) => {
    const name = path.split('/').at(-1) as string
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d))?\.ts$/.test(name)) return [`${path} is not kebab-case`]
    return vague.test(path) ? [`${path} says nothing about what is in it`] : []
  })
  assert.deepEqual(found, [])
})

test('no default exports, enums, any, or silenced checks without a reason', () => {
  const rules: [RegExp, string][] = [
    [/^export default /m, 'has a default export'],
    [/^(export )?(const )?enum /m, 'has an enum'],
    [/@ts-(ignore|nocheck|expect-error)/, 'silences the type checker'],
    [/\b(test|it|describe)\.(only|skip|todo)\b/, 'holds a test back'],
  ]
  const found = files
    .filter(({ path }) => path !== 'tests/conventions/names.test.ts')
    .flatMap(({ path, text }) => rules.flatMap(([shape, says]) => (shape.test(text) ? [`${path} ${says}`] : [])))
  assert.deepEqual(found, [])
})

test('every exported function has a docstring', () => {
  const found = sources(['server'])
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, lines }) =>
      lines.flatMap((line, i) => {
        if (!/^export (async )?function /.test(line)) return []
        const before = (lines[i - 1] ?? '').trim()
        return before.endsWith('*/') || before.startsWith('// biome-ignore')
          ? []
          : [`${path}:${i + 1} exports a function without a docstring`]
      }),
    )
  assert.deepEqual(found, [])
})
