import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cpuTimeOf } from '#tests/support/cpu-time.ts'
import { closeMarkdown, longestSource, renderMarkdown } from './markdown.ts'
import { isLight, isTooHeavy } from './weight.ts'

after(() => closeMarkdown())

const fill = (part: string) => part.repeat(Math.floor(longestSource / part.length))
const numbers = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('')

const nasty: Record<string, string> = {
  'open brackets': fill('['),
  'empty links': fill('[]('),
  'open pictures': fill('!['),
  'nested quotes': fill('> '),
  'nested lists': numbers(360, (n) => `${' '.repeat(n)}- a\n`),
  'list in list on one line': fill('- '),
  'open emphasis': fill('*a '),
  'mixed emphasis': fill('**a_ *b__ '),
  strikethrough: fill('~~a'),
  'backticks of every length': numbers(340, (n) => `${'`'.repeat(n + 1)} `),
  'a wide table': `|${fill('a|').slice(0, 32_000)}\n|${'-|'.repeat(16_000)}`,
  'a table that fills itself': `${'a|'.repeat(100)}\n${'-|'.repeat(100)}\n${'x\n'.repeat(30_000)}`,
  'many tables': fill('a|b\n-|-\n'),
  links: fill('[a](b) '),
  'half links': fill('[a](<b '),
  autolinks: fill('<http://a '),
  'bare schemes': fill('http://'),
  www: fill('www.a.b '),
  'mail addresses': fill('a@b.co '),
  tasks: fill('- [ ] a\n'),
  footnotes: fill('[^a] '),
  'inline footnotes': fill('^[a]'),
  'one footnote named often': `[^a]: x\n\n${fill('[^a]').slice(0, 65_000)}`,
  'many footnotes': `${numbers(3000, (n) => `[^${n}]`)}\n${numbers(3000, (n) => `\n[^${n}]: x\n`)}`.slice(
    0,
    longestSource,
  ),
  references: `[a]: b\n${fill('[a]').slice(0, 65_000)}`,
  emoji: fill(':smile:'),
  colons: fill(':a'),
  entities: fill('&amp;'),
  mentions: fill('@ada '),
  ats: fill('@'),
  'handle without end': `@${fill('a-').slice(1)}`,
  tags: fill('#a '),
  fences: fill('```\n'),
  'half HTML': fill('<a '),
  spaces: `${' '.repeat(longestSource - 1)}a`,
  'empty lines': fill('\n'),
}

test('64 KB of anything is rendered, or cut, without making others wait', async () => {
  const people = new Map([['ada', { personId: 'p', name: 'Ada' }]])
  await renderMarkdown('warm')
  for (const [name, source] of Object.entries(nasty)) {
    let length = 0
    const effort = await cpuTimeOf(async () => {
      const [made, beside] = await Promise.all([renderMarkdown(source, { people }), renderMarkdown('*beside*')])
      length = made.html.length
      assert.equal(beside.html, '<p dir="auto"><em>beside</em></p>\n')
    })
    // Measured: 20 to 90. A quadratic one uses up its whole second.
    assert.ok(effort < 800, `${name} took ${Math.round(effort)} ms of the processor`)
    assert.ok(length < 600_000, `${name} made ${length} characters`)
  }
})

/** As much of a source as still counts as light, with letters behind it that are marks nowhere. */
function lightPartOf(source: string): string {
  let length = Math.min(source.length, 2000)
  while (length > 0 && !isLight(source.slice(0, length))) length--
  return source.slice(0, length).padEnd(2000, 'a-')
}

test('what is rendered at once takes a moment, whatever it says', async () => {
  await renderMarkdown('warm')
  for (const [name, source] of Object.entries(nasty)) {
    const light = lightPartOf(source)
    assert.ok(isLight(light), name)
    const efforts = []
    for (let i = 0; i < 3; i++) efforts.push(await cpuTimeOf(() => renderMarkdown(light)))
    // Measured: 0.2 to 16. The least of three, since a collection of garbage may fall into one.
    assert.ok(Math.min(...efforts) < 100, `${name} took ${Math.round(Math.min(...efforts))} ms of the processor`)
  }
})

test('a post of a few lines is light, a long one and one full of marks are not', () => {
  const usual =
    'We tried the **third** of these for a month, see [our notes](https://example.org/notes).\n\n- It took an hour\n'
  assert.ok(isLight(usual) && isLight(usual.repeat(5)))
  assert.ok(
    !isLight(usual.repeat(40)) && !isLight('['.repeat(61)) && !isLight('- '.repeat(61)) && !isLight('\n'.repeat(61)),
  )
})

test('what is full of marks is told before it is parsed, what is full of words is not', () => {
  for (const heavy of ['a@b.com\n', '<', '[a](b) ', 'http://a.b ', 'a|b\n-|-\n', '![', '**a_ *b__ '])
    assert.ok(isTooHeavy(fill(heavy)), heavy)
  for (const usual of [
    '- [A title](https://example.org/path) - words about it\n',
    'ben.reyes@example.org\n',
    '| Name | What it is | When |\n',
    '- [ ] a thing to do\n',
    'Some **bold** and *leaning* words, a `<tag>` & more.\n',
  ])
    assert.ok(!isTooHeavy(fill(usual)), usual)
})

test('a source over 64 KB comes out cut, as plain text', async () => {
  const made = await renderMarkdown(`<b>\n${'x'.repeat(longestSource)}`)
  assert.ok(made.cut)
  assert.ok(made.html.startsWith('<p>&lt;b&gt;<br>\nxxx'))
  assert.equal(made.text.length, longestSource)
  assert.deepEqual(made.mentions, [])
})

test('many at once are all answered, each with its own', async () => {
  const made = await Promise.all(Array.from({ length: 60 }, (_, n) => renderMarkdown(`*${n}*`)))
  assert.deepEqual(
    made.map((one) => one.text),
    Array.from({ length: 60 }, (_, n) => String(n)),
  )
})

test('after closing, the next call starts again; what was on its way comes out cut', async () => {
  const underway = renderMarkdown(nasty['mail addresses'] as string)
  await new Promise((soon) => setTimeout(soon, 20))
  await closeMarkdown()
  assert.ok((await underway).html.length > 0)
  assert.match((await renderMarkdown('*on*')).html, /<em>on<\/em>/)
})
