/** Two texts compared are read as a person would mark them up, and no pair of texts is too much. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { longestBody } from '#server/bodies/body.ts'
import { type ComparedLine, compareTexts, isChanged } from '#server/bodies/compare-texts.ts'

const signs = { same: '', added: '+', gone: '-' }
const marked = (line: ComparedLine) =>
  line.map(({ kind, text }) => (kind === 'same' ? text : `[${signs[kind]}${text}]`)).join('')
const compared = (before: string, after: string) => compareTexts(before, after).map(marked)
/** What one of the two said, read out of the comparison. */
const readBack = (lines: readonly ComparedLine[], without: 'added' | 'gone') =>
  lines.flatMap((line) => line.filter(({ kind }) => kind !== without).map(({ text }) => text)).join('')

test('within a changed line the changed words are marked', () => {
  assert.deepEqual(compared('We meet on Monday.\nAll may come.', 'We meet on Friday.\nAll may come.'), [
    'We meet on [-Monday][+Friday].',
    'All may come.',
  ])
})

test('an added or removed line is marked whole, and the lines around it are not', () => {
  assert.deepEqual(compared('One\nThree', 'One\nTwo\nThree'), ['One', '[+Two]', 'Three'])
  assert.deepEqual(compared('One\nTwo\nThree', 'One\nThree'), ['One', '[-Two]', 'Three'])
})

test('compared with nothing everything is new, and a text compared with itself has no changes', () => {
  assert.deepEqual(compared('', 'One\n\nTwo'), ['[+One]', '', '[+Two]'])
  assert.equal(compareTexts('One\n\nTwo', 'One\n\nTwo').some(isChanged), false)
})

test('words of every script are compared, and spaces stay where they are', () => {
  assert.deepEqual(compared('Grüße aus Köln', 'Grüße aus  Bonn'), ['Grüße aus[- Köln][+  Bonn]'])
  assert.deepEqual(compared('שלום עולם', 'שלום חברים'), ['שלום [-עולם][+חברים]'])
})

test('two texts of the greatest length with nothing in common are shown whole', () => {
  const words = (word: string, end: string) =>
    Array.from({ length: longestBody / 16 }, (_, i) => `${word}${i}`.padEnd(15, 'x'))
      .join(end)
      .slice(0, longestBody)
  for (const end of [' ', '\n']) {
    const [before, after] = [words('a', end), words('b', end)]
    const lines = compareTexts(before, after)
    assert.equal(readBack(lines, 'added'), before.replaceAll('\n', ''))
    assert.equal(readBack(lines, 'gone'), after.replaceAll('\n', ''))
  }
})
