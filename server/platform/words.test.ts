import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { folded, isNaming, isSameName, looksAlike, patternsFor } from '#server/platform/words.ts'
import { testDatabase } from '#tests/support/database.ts'

const database = await testDatabase()

test('plain typing finds texts with accents, special letters and typographic apostrophes', () => {
  for (const [typed, written] of [
    ["O'Neil", 'O’Neil'],
    ['oneil', 'O’Neil'],
    ['yilmaz', 'Yılmaz'],
    ['oyvind', 'Øyvind'],
    ['strasse', 'Straße'],
    ['STRASSE', 'STRAẞE'],
    ['lodz', 'Łódź'],
    ['soft hyphen', 'soft hy\u00adphen'],
    ['σοφοσ', 'Σοφός'],
    ['محمد', 'مُحَمَّد'],
    ['abc 12', 'ＡＢＣ　１２'],
  ] as const)
    assert.equal(folded(typed), folded(written).replace(/\s+/g, ' '), written)
  assert.notEqual(folded('か'), folded('が'))
  assert.deepEqual(patternsFor(' 100%  a_b '), ['%100\\%%', '%a\\_b%'])
})

test('a typed hyphen finds every dash, and two names that differ only in a dash are the same', () => {
  for (const dash of '-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u05be\u058a') {
    assert.equal(folded(`Co${dash}op`), 'co-op', dash.codePointAt(0)?.toString(16))
    assert.ok(isSameName(`Co${dash}op`, 'co-op'), dash.codePointAt(0)?.toString(16))
  }
  // A soft hyphen only says where a word may break.
  assert.equal(folded('co\u00adop'), 'coop')
})

test('the database folds every letter as the program does', async () => {
  const ours = []
  for (let code = 1; code < 0x30000; code++) {
    if (code === 0xd800) code = 0xe000
    ours.push(String.fromCodePoint(code))
  }
  const { rows } = await sql<{ letter: string; folded: string }>`
    select letter, folded(letter) as folded from unnest(${ours}::text[]) as letter
    where unicode_assigned(letter)`.execute(database.db.write)
  const differing = rows
    .filter((row) => row.folded !== folded(row.letter))
    .map((row) => `${row.letter} (${row.letter.codePointAt(0)?.toString(16)}): ${row.folded}, ${folded(row.letter)}`)
  assert.deepEqual(differing, [])
})

test('invisible characters do not tell two names apart; accents do', () => {
  for (const [one, other] of [
    ['Yes', 'yes'],
    ['Yes', 'Ye\u200bs'],
    ['Yes', ' Ｙｅｓ '],
    ['Straße', 'STRASSE'],
    ['No', 'N\u2060o\ufe0f'],
  ] as const)
    assert.ok(isSameName(one, other), `${one}, ${other}`)
  assert.ok(!isSameName('Müller', 'Muller'))
  assert.ok(looksAlike('A', 'А') && looksAlike('Copy', 'Сору') && !looksAlike('A', 'B'))
})

test('a name holds a letter or digit that is seen', () => {
  for (const name of ['A', '7', 'ー', 'あ', '\u200bA']) assert.ok(isNaming(name), name)
  for (const name of ['--', '👍', '\u3164', '\u115f\u1160', '\uffa0', '\u2800', ''])
    assert.ok(!isNaming(name), JSON.stringify(name))
})
