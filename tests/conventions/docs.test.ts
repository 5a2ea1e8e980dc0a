/**
 * What the documents say of the program is what the program says.
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { generated } from '#docs/generate.ts'
import { root, sources } from '#tests/conventions/source.ts'

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

test('each decision has a number of its own, and its heading says it', () => {
  const decisions = documents.filter(({ path }) => path.startsWith('docs/decisions/'))
  const numbers = decisions.map(({ path }) => Number(/\/(\d{4})-/.exec(path)?.[1]))
  assert.ok(numbers.length > 5)
  assert.deepEqual(
    numbers.toSorted((a, b) => a - b),
    [...new Set(numbers)].toSorted((a, b) => a - b),
  )
  const unlike = decisions.filter(({ text }, at) => !text.startsWith(`# ${numbers[at]}. `))
  assert.deepEqual(
    unlike.map(({ path }) => path),
    [],
  )
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

test('comments point at documents that are here, and at sections of published standards alone', () => {
  const folders = ['server', 'web', 'demo', 'database', 'docs', 'tests', 'bench']
  const code = [...sources(folders, ['.ts', '.css', '.sql']), ...sources(['bin'], [''])]
  const comments = code.flatMap(({ path, lines }) =>
    lines.filter((line) => /^\s*(\*|\/\*|\/\/|--|#)/.test(line)).map((line) => ({ path, line })),
  )
  const astray = comments.filter(
    ({ line }) =>
      [...line.matchAll(/(?<!["\w/-])[\w/-]+\.md\b/g)].some(([file]) => !existsSync(join(root, file))) ||
      (/\bsection \d/.test(line) && !/\bRFC \d/.test(line)),
  )
  assert.deepEqual(
    astray.map(({ path, line }) => `${path}: ${line.trim()}`),
    [],
    'say it here, or in a document of ours that the comment names with its path',
  )
})

test('the tree in docs/architecture.md is the tree', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const [, tree = ''] = /## The tree\n\n```\n([^`]+)```/.exec(text) ?? []
  const above: string[] = []
  const drawn = tree.split('\n').flatMap((line) => {
    const [, indent = '', name = ''] = /^( *)(\S+)(?: {2,}\S|$)/.exec(line) ?? []
    if (!name) return []
    above.length = indent.length / 2
    const path = [...above, name].join('')
    above.push(name)
    return [path]
  })
  assert.ok(drawn.length > 40)
  assert.deepEqual(
    drawn.filter((path) => !existsSync(join(root, path))),
    [],
    'drawn, but not there',
  )
  const folders = ['', 'server/', 'server/platform/', 'tests/'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^\.|^(node_modules|data|screens)$/.test(entry.name))
      .map((entry) => `${folder}${entry.name}/`),
  )
  assert.deepEqual(
    [...folders, 'tests/screens/'].filter((path) => !drawn.includes(path)),
    [],
    'there, but not drawn',
  )
})

test('code that a document quotes from a file stands there', () => {
  const quoted = documents.flatMap(({ path, text }) =>
    [...text.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, file = '', code = '']) => ({ path, file, code })),
  )
  assert.ok(quoted.length > 5)
  const astray = quoted.flatMap(({ path, file, code }) => {
    const source = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
    const parts = code.split(/^ *(?:\/\/|--) …\n/m)
    return parts.filter((part) => !source.includes(part)).map((part) => `${path}: ${file}\n${part}`)
  })
  assert.deepEqual(astray, [], 'quote it anew')
})

test('docs/first-noun.md can be read in one sitting: it has at most 150 lines', () => {
  assert.ok(
    (documents.find(({ path }) => path === 'docs/first-noun.md')?.text ?? '').trimEnd().split('\n').length <= 150,
  )
})
