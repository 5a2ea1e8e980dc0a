import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readPaste } from '#server/communities/members/paste.ts'
import { cpuTimeOf } from '#tests/support/cpu-time.ts'

/** What is found, as "name <mail> remark"; what can't be read, as "line: text". */
function found(text: string): string[] {
  const { people, unreadable } = readPaste(text)
  return [
    ...people.map(({ name, email, remark }) => `${name ? `${name} <${email}>` : email}${remark ? ` ${remark}` : ''}`),
    ...unreadable.map(({ line, text: words, why }) => `${line}: ${words}${why === 'letters' ? ' (letters)' : ''}`),
  ]
}

const readings: Record<string, [string, string[]][]> = {
  'several in a line': [
    [
      'Ben Reyes <ben@example.org>, Cleo Marsh <cleo@example.org>',
      ['Ben Reyes <ben@example.org>', 'Cleo Marsh <cleo@example.org>'],
    ],
    ['a@example.org; b@example.org\nc@example.org', ['a@example.org', 'b@example.org', 'c@example.org']],
    ...[' ', '\t', '\u00a0', '/', ' / ', '|', ' | ', ' and ', ' und ', ' & ', ', and ', ' • ', '  '].map(
      (sign): [string, string[]] => [
        `alain@example.org${sign}michel@example.org`,
        ['alain@example.org', 'michel@example.org'],
      ],
    ),
    ['1. ben@example.org 2. cleo@example.org', ['ben@example.org', 'cleo@example.org']],
    ['Ann <ann@example.org> <ann.b@example.org>', ['Ann <ann@example.org>', 'ann.b@example.org']],
    ['Ann Lee <ann@example.org> and Bo Ray <bo@example.org>', ['Ann Lee <ann@example.org>', 'Bo Ray <bo@example.org>']],
    ['Ann Lee and Bo Ray <bo@example.org>', ['Bo Ray <bo@example.org>', '1: Ann Lee']],
    ['Ann & Bo <both@example.org>', ['Ann & Bo <both@example.org>']],
    ['ann@example.org et bo@example.org', ['ann@example.org', 'bo@example.org']],
    ['ann@example.org，bo@example.org、cy@example.org', ['ann@example.org', 'bo@example.org', 'cy@example.org']],
    ['Team: ann@example.org, ben@example.org;', ['ann@example.org', 'ben@example.org']],
    ['Team: Ann Lee <ann@example.org>, Ben <ben@example.org>;', ['Ann Lee <ann@example.org>', 'Ben <ben@example.org>']],
    ['ben@example.org, BEN@example.org, Ben Reyes <ben@example.org>', ['Ben Reyes <ben@example.org>']],
    [
      'Ann Lee <ann@example.org>, Bo Ray, Cy Fox <cy@example.org>',
      ['Ann Lee <ann@example.org>', 'Cy Fox <cy@example.org>', '1: Bo Ray'],
    ],
  ],
  names: [
    ['Reyes, Ben <Ben@Example.org>', ['Ben Reyes <ben@example.org>']],
    ['van der Berg, Jan <jan@example.org>', ['Jan van der Berg <jan@example.org>']],
    ['"Reyes, Ben" <ben@example.org>', ['Ben Reyes <ben@example.org>']],
    [`"O'Brien, Pat (Sales)" <pat@example.org>`, [`O'Brien, Pat (Sales) <pat@example.org>`]],
    ['"Pat \\"Paddy\\" O\'Brien" <pat@example.org>', [`Pat "Paddy" O'Brien <pat@example.org>`]],
    ['"Ann; Lead @ Home" <ann@example.org>', ['Ann; Lead @ Home <ann@example.org>']],
    ['To: Ada Lind <ada@example.org>', ['Ada Lind <ada@example.org>']],
    ['1. ben@example.org\n- Cleo Marsh cleo@example.org', ['ben@example.org', 'Cleo Marsh <cleo@example.org>']],
    [
      '• Ben Reyes <ben@example.org>\n3) Cleo cleo@example.org',
      ['Ben Reyes <ben@example.org>', 'Cleo <cleo@example.org>'],
    ],
    ['<mailto:ben@example.org>', ['ben@example.org']],
    ['Ben Reyes (ben@example.org)', ['Ben Reyes <ben@example.org>']],
    ['ben@example.org (Ben Reyes)', ['Ben Reyes <ben@example.org>']],
    ['Please add tom@example.org', ['tom@example.org']],
    ['Bitte noch hinzufügen: tom@example.org und eva@example.org', ['tom@example.org', 'eva@example.org']],
    ['You can reach Tom at tom@example.org.', ['tom@example.org']],
    ['Ann Lee\nann@example.org\n\nBo Ray\nbo@example.org', ['Ann Lee <ann@example.org>', 'Bo Ray <bo@example.org>']],
    ['Ann Lee\nBo Ray\nbo@example.org', ['Bo Ray <bo@example.org>', '1: Ann Lee']],
    ['bo@example.org\nBo Ray\nann@example.org\nAnn Lee', ['Bo Ray <bo@example.org>', 'Ann Lee <ann@example.org>']],
    ['lea@example.org Lea Stone', ['Lea Stone <lea@example.org>']],
    [
      'lea@example.org - Lea Stone\n<bo@example.org> Bo Ray',
      ['Lea Stone <lea@example.org>', 'Bo Ray <bo@example.org>'],
    ],
    ['lea@example.org Lea Stone bo@example.org Bo Ray', ['Lea Stone <lea@example.org>', 'Bo Ray <bo@example.org>']],
    [`Pat "Paddy" O'Brien <pat@example.org>`, [`Pat Paddy O'Brien <pat@example.org>`]],
    ['"Lee, Ann, PhD" <ann@example.org>', ['Ann Lee, PhD <ann@example.org>']],
    ['Lee, Ann, PhD <ann@example.org>', ['Ann Lee, PhD <ann@example.org>']],
    ['"Ann Lee, PhD" <ann@example.org>', ['Ann Lee, PhD <ann@example.org>']],
    ["'Lee, Ann' <ann@example.org>", ['Ann Lee <ann@example.org>']],
    ['Lee, Ann (Sales) <ann@example.org>', ['Ann Lee <ann@example.org>']],
    ['Ann Lee [EXT] <ann@example.org>', ['Ann Lee <ann@example.org>']],
    ['Dr. Ann Lee, PhD <ann@example.org>', ['Dr. Ann Lee, PhD <ann@example.org>']],
    ['Can Yılmaz <can@example.org>\nAn Li, an@example.org', ['Can Yılmaz <can@example.org>', 'An Li <an@example.org>']],
    ['You can write to tom@example.org', ['tom@example.org']],
    [
      'José María de la Cruz y García Lorca <jose@example.org>',
      ['José María de la Cruz y García Lorca <jose@example.org>'],
    ],
    ['first line\r\nben@example.org\r\nbroken@\r\na@b', ['ben@example.org', '1: first line', '3: broken@', '4: a@b']],
  ],
  columns: [
    ['Ben\tReyes\tben@example.org\tLisbon', ['Ben Reyes <ben@example.org>']],
    ['Ben;ben@example.org', ['Ben <ben@example.org>']],
    ['lea@example.org\tLea Stone', ['Lea Stone <lea@example.org>']],
    ['lea@example.org,Lea Stone', ['Lea Stone <lea@example.org>']],
    ['lea@example.org\tLea\tStone', ['Lea Stone <lea@example.org>']],
    ['lea@example.org\tLea Stone\tLisbon', ['Lea Stone <lea@example.org>']],
    ['ann@example.org, Ann Lee, bo@example.org, Bo Ray', ['Ann Lee <ann@example.org>', 'Bo Ray <bo@example.org>']],
    ['Mail\tName\nlea@example.org\tLea Stone', ['Lea Stone <lea@example.org>']],
    ['Name;E-Mail\nLea Stone;lea@example.org', ['Lea Stone <lea@example.org>']],
    ['"Bo","Ray",bo@example.org', ['Bo Ray <bo@example.org>']],
    ['"Bo", "Ray", "bo@example.org"', ['Bo Ray <bo@example.org>']],
    ['Ray, Bo, bo@example.org', ['Bo Ray <bo@example.org>']],
    ['"Stone, Lea",lea@example.org', ['Lea Stone <lea@example.org>']],
    ['lea@example.org;"Stone, Lea"', ['Lea Stone <lea@example.org>']],
    ['"Name","E-mail"\n"Stone, Lea","lea@example.org"', ['Lea Stone <lea@example.org>']],
    ['First Name,Last Name,E-mail 1 - Value\nLea,Stone,lea@example.org', ['Lea Stone <lea@example.org>']],
    [
      'Email,Last name,First name,City\nlea@example.org,Stone,Lea,Lisbon\nbo@example.org,Ray,Bo,Porto',
      ['Lea Stone <lea@example.org>', 'Bo Ray <bo@example.org>'],
    ],
  ],
  'what is no name and nobody’s address': [
    ['https://x.example/?m=ann@example.org', ['1: https://x.example/?m=ann@example.org']],
    ['https://x.example/?to=1;m=ann@example.org', ['1: m=ann@example.org']],
    ['x.example/?m=ann@example.org', ['1: ?m=ann@example.org']],
    ['Bo bo@example.org https://social.example/@bo', ['Bo <bo@example.org>', '1: https://social.example/@bo']],
    ['mailto:ann@example.org?subject=Hello', ['ann@example.org']],
    ['ann@example.org?', ['ann@example.org']],
    ['ann@example.org<br>bo@example.org<BR />cy@example.org', ['ann@example.org', 'bo@example.org', 'cy@example.org']],
    [
      '<p>Ann Lee ann@example.org</p><p class="x">Bo Ray bo@example.org</p>',
      ['Ann Lee <ann@example.org>', 'Bo Ray <bo@example.org>'],
    ],
    ['<td>Ann</td><td>Lee</td><td><b>ann@example.org</b></td>', ['Ann Lee <ann@example.org>']],
    ['<li><a class="m" href="mailto:ann@example.org?subject=x">Ann Lee</a></li>', ['Ann Lee <ann@example.org>']],
    ['`ann@example.org`', ['ann@example.org']],
  ],
  'a name before a colon': [
    ['Ann Lee: ann@example.org', ['Ann Lee <ann@example.org>']],
    ['- Ann Lee: <ann@example.org>', ['Ann Lee <ann@example.org>']],
    ['Ann Lee: ann@example.org, Bo Ray: bo@example.org', ['Ann Lee <ann@example.org>', 'Bo Ray <bo@example.org>']],
    ['Marketing Team: ann@example.org', ['ann@example.org']],
    ['Project Alpha: ann@example.org, bo@example.org', ['ann@example.org', 'bo@example.org']],
    ['Work email: ann@example.org', ['ann@example.org']],
  ],
  letters: [
    ...['’', '‘', 'ʼ', '`', '´', '′', '＇'].map((sign): [string, string[]] => [
      `o${sign}neil@example.org`,
      ["o'neil@example.org apostrophe"],
    ]),
    ['anna@müller.example', ['anna@xn--mller-kva.example']],
    ['anna@xn--mller-kva.example', ['anna@xn--mller-kva.example']],
    ['jürgen@müller.example', ['1: jürgen@müller.example (letters)']],
    ['ben\u200b@example\u00ad.org', ['ben@example.org']],
    ['\ufeffben@example.org\u00a0', ['ben@example.org']],
    ['ben\u200d@example.org', ['ben@example.org']],
    ['Lea Stone <lea＠example.org>', ['Lea Stone <lea@example.org> wide']],
    ['ann@pаypal.example', ['ann@xn--pypal-4ve.example lookalike']],
    ['می\u200cنا <mina@example.org>', ['می\u200cنا <mina@example.org>']],
    ['👩\u200d👧 Ann <ann@example.org>', ['👩\u200d👧 Ann <ann@example.org>']],
    ['ben@@example.org', ['1: ben@@example.org']],
    ['ben@example.org\u0000', ['1: ben@example.org\u0000']],
    ['', []],
  ],
}

for (const [what, cases] of Object.entries(readings))
  describe(`a pasted text: ${what}`, () => {
    for (const [text, expected] of cases)
      test(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(found(text), expected))
  })

test('a nasty text of the longest kind is read in no time', async () => {
  const texts = [
    '"'.repeat(100_000),
    `${'<'.repeat(99_999)}@`,
    'a@'.repeat(50_000),
    `a@b${'.a'.repeat(49_990)}!`,
    `${' '.repeat(99_999)}@`,
    '\\"'.repeat(50_000),
    '(a'.repeat(50_000),
    'a@b.example('.repeat(8_000),
    `${','.repeat(99_000)}a@b.example`,
    '\u200d'.repeat(100_000),
    '1.'.repeat(50_000),
    `"${' '.repeat(99_990)}a@b`,
    `"a@b`.repeat(25_000),
    `,'a`.repeat(33_000),
    `a@b.example ${'A '.repeat(45_000)}`,
    'A and '.repeat(16_000),
    `${'a'.repeat(99_990)}@b`,
    '<a mailto:'.repeat(10_000),
    `<a ${'mailto:a '.repeat(11_000)}`,
    `<p ${'a '.repeat(49_000)}`,
    `Ann Lee:${' '.repeat(99_000)}`,
    'A B: '.repeat(20_000),
    'a:'.repeat(50_000),
    'ab://'.repeat(20_000),
    `@${'?'.repeat(99_000)}`,
  ]
  for (const text of texts) {
    const effort = await cpuTimeOf(() => readPaste(text))
    // What grows with the square of the length takes a minute.
    assert.ok(effort < 3000, `${JSON.stringify(text.slice(0, 12))} took ${Math.round(effort)} ms of the processor`)
  }
})
