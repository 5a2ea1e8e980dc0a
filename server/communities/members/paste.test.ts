import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPaste } from '#server/communities/members/paste.ts'
import { effortOf } from '#tests/support/effort.ts'

/** What is found, as "name <mail>"; what can't be read, as "line: text". */
function found(text: string): string[] {
  const { people, unreadable } = readPaste(text)
  return [
    ...people.map(({ name, email }) => (name ? `${name} <${email}>` : email)),
    ...unreadable.map(({ line, text: words }) => `${line}: ${words}`),
  ]
}

const readings: [string, string[]][] = [
  [
    'Ben Reyes <ben@example.org>, Cleo Marsh <cleo@example.org>',
    ['Ben Reyes <ben@example.org>', 'Cleo Marsh <cleo@example.org>'],
  ],
  ['a@example.org; b@example.org\nc@example.org', ['a@example.org', 'b@example.org', 'c@example.org']],
  ['Reyes, Ben <Ben@Example.org>', ['Ben Reyes <ben@example.org>']],
  ['"Reyes, Ben" <ben@example.org>', ['Ben Reyes <ben@example.org>']],
  ['Ben\tReyes\tben@example.org\tLisbon', ['Ben Reyes <ben@example.org>']],
  ['Ben;ben@example.org', ['Ben <ben@example.org>']],
  ['To: Ada Lind <ada@example.org>', ['Ada Lind <ada@example.org>']],
  ['1. ben@example.org\n- Cleo Marsh cleo@example.org', ['ben@example.org', 'Cleo Marsh <cleo@example.org>']],
  ['<mailto:ben@example.org>', ['ben@example.org']],
  ['Ben Reyes (ben@example.org)', ['Ben Reyes <ben@example.org>']],
  ['jürgen@müller.example', ['jürgen@müller.example']],
  ['ben@example.org, BEN@example.org, Ben Reyes <ben@example.org>', ['Ben Reyes <ben@example.org>']],
  ['first line\r\nben@example.org\r\nbroken@\r\na@b', ['ben@example.org', '1: first line', '3: broken@', '4: a@b']],
  ['ben@@example.org', ['1: ben@@example.org']],
  ['ben@example.org\u0000', ['1: ben@example.org\u0000']],
  ['', []],
]

for (const [text, expected] of readings) {
  test(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(found(text), expected))
}

test('a nasty text of the longest kind is read in no time', async () => {
  const texts = [
    '"'.repeat(100_000),
    `${'<'.repeat(99_999)}@`,
    'a@'.repeat(50_000),
    `a@b${'.a'.repeat(49_990)}!`,
    `${' '.repeat(99_999)}@`,
  ]
  const effort = await effortOf(() => {
    for (const text of texts) readPaste(text)
  })
  assert.ok(effort < 1000, `${Math.round(effort)} ms of the processor`)
})
