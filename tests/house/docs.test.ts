/**
 * What the documents say of the program is what the program says.
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { generated } from '#docs/generate.ts'
import { root, sources } from '#tests/house/source.ts'

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...sources(['docs'], ['.md']).map(({ path }) => path),
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

const operating = readFileSync(join(root, 'docs/operating.md'), 'utf8')

test('docs/operating.md lists every setting and command as they are', () => {
  assert.ok(generated(operating) === operating, 'Settings or commands have changed. Run: node docs/generate.ts')
})

test('the sentences under "When something is wrong" are the program’s own', () => {
  const program = [
    ...sources(['server', 'demo']).map(({ text }) => text),
    readFileSync(join(root, 'bin/_runtime'), 'utf8'),
  ]
    .join('\n')
    // A sentence that goes over two lines of source is one.
    .replace(/['`] \+\s+['`]/g, '')
  const [, table = ''] = operating.split('## When something is wrong')
  const sentences = [...table.matchAll(/^\| (?!It says|---)([^|]+) \|/gm)].map(([, sentence]) => sentence as string)
  assert.ok(sentences.length > 15)
  const foreign = sentences.filter((sentence) =>
    sentence.split('…').some((part) => !program.includes(part.replace(/^[ ,]+|[ ,]+$/g, ''))),
  )
  assert.deepEqual(foreign, [])
})

test('links lead to files and headings that are there', () => {
  const broken = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^(https?|mailto):/.test(target)) return []
      const [file = '', heading] = target.split('#')
      const place = file ? join(dirname(path), file) : path
      if (!existsSync(join(root, place))) return [`${path}: ${target}`]
      if (!heading) return []
      const headings = [...readFileSync(join(root, place), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
        words
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      )
      return headings.includes(heading) ? [] : [`${path}: ${target}`]
    }),
  )
  assert.deepEqual(broken, [])
})
