/** Texts and queries are read in the same way, by the database and by the program. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { parseQuery } from '#server/platform/search/query.ts'
import { isUnspaced, pairsOf, wordsIn } from '#server/platform/search/terms.ts'
import { testDatabase } from '#tests/support/database.ts'

const database = await testDatabase()

/** What the index has of a text: its words, and pairs of letters of words in scripts without blanks. */
async function inIndex(text: string): Promise<Set<string>> {
  const { rows } = await sql<{ terms: string }>`select search_terms(${text}) as terms`.execute(database.db.write)
  return new Set(rows[0]?.terms.split(/ +/))
}

test('every word one can type is in the index as the query has it', async () => {
  for (const text of [
    'How do we give “feedback” — really? A follow-up, 12.5 % of it.',
    'Don’t über-plan: Straße, Œuvre, naïve, Łódź',
    '会議のフィードバックを書く方法、feedbackの例 abc会議',
    '如何给予反馈：会议纪要模板。',
    'วิธีให้ข้อเสนอแนะในที่ประชุม',
    'Обратная связь — Как дела?',
    '피드백을 주는 방법',
  ]) {
    const index = await inIndex(text)
    for (const word of wordsIn(text)) {
      const terms = isUnspaced(word) && [...word].length > 1 ? pairsOf(word) : [word]
      for (const term of terms)
        assert.ok(
          index.has(term) || (isUnspaced(term) && [...index].some((one) => one.startsWith(term))),
          `${term} of ${word} in ${text}: ${[...index].join('|')}`,
        )
    }
  }
})

test('every letter stands between words, or in one, for the database as for the program', async () => {
  const ours = []
  // Beyond the scripts with signs of their own, some of each block.
  for (let code = 1; code < 0x30000; code += code < 0x3200 || (code >= 0xf900 && code <= 0x10000) ? 1 : 89) {
    if (code >= 0xd800 && code < 0xe000) code = 0xe000
    ours.push(String.fromCodePoint(code))
  }
  const { rows } = await sql<{ letter: string; between: boolean }>`
    select letter, btrim(search_terms(letter)) = '' as between from unnest(${ours}::text[]) as letter
    where unicode_assigned(letter)`.execute(database.db.write)
  const differing = rows.filter(({ letter, between }) => between !== (wordsIn(letter).length === 0))
  assert.deepEqual(
    differing.map(({ letter }) => letter.codePointAt(0)?.toString(16)),
    [],
  )
})

test('a query says words, phrases, and what must not be there', () => {
  const terms = (typed: string, isComplete = true) =>
    parseQuery(typed, { isComplete }).terms.map(
      ({ words, isWithout, isBegun }) => `${isWithout ? '-' : ''}${words.join('+')}${isBegun ? '*' : ''}`,
    )
  assert.deepEqual(terms('Give feedback'), ['give', 'feedback'])
  assert.deepEqual(terms('“follow the thread” -draft -"old plan" follow-up'), [
    'follow+the+thread',
    '-draft',
    '-old+plan',
    'follow+up',
  ])
  assert.deepEqual(terms('an open "quote and'), ['an', 'open', 'quote+and'])
  assert.deepEqual(terms('feedb', false), ['feedb*'])
  assert.deepEqual(terms('feedb ', false), ['feedb*'])
  assert.deepEqual(terms('plan* -x*'), ['plan*', '-x*'])
  assert.deepEqual(terms('会議のフィードバック'), ['会議', 'フィードバック'])
  for (const typed of ['', '   ', '-', '""', '--- && || ! ( ) :*', '"-" "', '\u0000\u0001\u0007', '🎉'])
    assert.deepEqual(terms(typed), [], JSON.stringify(typed))
  const long = parseQuery('abc '.repeat(2500))
  assert.ok(long.isCut)
  assert.ok(long.terms.length <= 12)
})
