/** Which line of a list holds a text back, and lists that cannot be read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldWordIn, mostWords, readWordList } from '#server/communities/rules/held-words.ts'

const lines = ['Casino', 'crypto*', 'buy now', 'café', 'Straße', '賭博', 'example.com']

for (const [text, word] of [
  ['Come to the CASINO!', 'Casino'],
  ['an occasion, casinos', null],
  ['cryptocoin', 'crypto*'],
  ['(Crypto)', 'crypto*'],
  ['encrypto', null],
  ['Buy, now', 'buy now'],
  ['now buy', null],
  ['in the CAFE', 'café'],
  ['auf der Strasse', 'Straße'],
  ['ここで賭博をする', '賭博'],
  ['see https://example.com/x', 'example.com'],
  ['c\u00adasino ca\u0301sino', 'Casino'],
  ['', null],
] as const)
  test(`“${text}” is held back by ${word ?? 'nothing'}`, () => assert.equal(heldWordIn(text, lines), word))

test('a list is read without empty lines and repetitions', () => {
  assert.deepEqual(readWordList('One\n\n  two  words \nONE\nthree*\n'), {
    lines: ['ONE', 'two words', 'three*'],
    empty: 1,
  })
  assert.deepEqual(readWordList(''), { lines: [], empty: 0 })
})

for (const [typed, says] of [
  ['*', /two letters or digits/],
  ['a', /two letters or digits/],
  ['!!!', /two letters or digits/],
  ['a*b', /two letters or digits/],
  ['x'.repeat(100), /at most \{most, number\} characters/],
  [Array.from({ length: 10_000 }, (_, i) => `word ${i}`).join('\n'), /at most \{most, number\} lines/],
] as const)
  test(`a list with “${typed.slice(0, 12)}” is refused with a sentence`, () => {
    const read = readWordList(typed)
    assert.ok('problem' in read)
    assert.match(read.problem?.says ?? '', says)
  })

test(`${mostWords} lines of any length allowed are looked up in a long post without a search for each letter`, () => {
  const list = Array.from({ length: mostWords }, (_, i) => `word number ${i}`)
  assert.equal(heldWordIn(`${'many other letters '.repeat(3400)} Word, number 499`, list), 'word number 499')
})
