import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { linksInBullet } from '#server/toolkit/listed-links.ts'
import { readList } from '#server/toolkit/markdown-list.ts'

const folder = new URL('../../../shared/data/leadership-list/', import.meta.url)
const leadershipList = () =>
  readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(encodeURIComponent(name), folder), 'utf8') }))
const one = (text: string) => linksInBullet(text).links

test('a real list comes in whole: 1,059 links under 32 topics', () => {
  const { links, unread, passedOver } = readList(leadershipList())
  assert.equal(links.length, 1059)
  assert.equal(new Set(links.map(({ address }) => address)).size, 1047)
  assert.equal(new Set(links.map(({ topics }) => topics[0])).size, 32)
  assert.ok(
    links.every(
      ({ title, summary, topics }) =>
        title !== '' && title.length <= 300 && summary.length <= 2000 && topics.length <= 2,
    ),
  )
  assert.deepEqual(passedOver, ['README.md'])
  const first = links.find(({ title }) => title === 'Avoiding Organizational Debt')
  assert.deepEqual(first, {
    title: 'Avoiding Organizational Debt',
    address: 'https://medium.com/positiveslope/avoiding-organizational-debt-3e47760803a0',
    authors: 'Scott Belsky',
    summary:
      'Takeaway: "organizational debt is the accumulation of changes that leaders should have made but didn’t." Consistently optimize how you work.',
    topics: ['Culture'],
  })
  assert.deepEqual(links.find(({ title }) => title === 'Gratitude as a Company Value')?.topics, [
    'Leadership Abilities, Qualities and Values',
    'Gratitude',
  ])
  const at = (file: string) => unread.filter((line) => line.file === file).map(({ line, why }) => [line, why])
  assert.deepEqual(at('Delegation.md'), [[38, 'There is no blank after the bullet’s mark.']])
  assert.deepEqual(at('Decision-Making-and-Prioritization.md'), [
    [63, 'The brackets around its title or its address do not pair up.'],
  ])
  assert.deepEqual(at('Leadership-Philosophies-and-Styles.md')[0], [
    145,
    'There is a blank between the title and its address.',
  ])
})

test('a file alone brings its own topics, below a title that holds nothing itself', () => {
  const text =
    '# My list\n\nHello.\n\n## Feedback\n- [One](https://example.org/1)\n\n### In writing\n- [Two](https://example.org/2)\n\n## Meetings\n- [Three](https://example.org/3)\n'
  const topics = readList([{ name: 'my-list.md', text }]).links.map((link) => link.topics)
  assert.deepEqual(topics, [['Feedback'], ['Feedback', 'In writing'], ['Meetings']])
  assert.deepEqual(readList([{ name: 'quick-wins.md', text: '- [One](https://example.org/1)' }]).links[0]?.topics, [
    'Quick wins',
  ])
  assert.deepEqual(readList([{ name: null, text: '- [One](https://example.org/1)' }]).links[0]?.topics, [])
})

test('a bullet goes on over several lines, and what is nested below belongs to it', () => {
  const text =
    '- [Twenty-five tips for\n  hiring](https://example.org/tips) - by\n  Ada Lindqvist. Takeaway: be active.\n\n  - Ask for it.\n  - See [more](https://example.org/more)\n- plain words\n'
  const { links, unread } = readList([{ name: null, text }])
  assert.deepEqual(links, [
    {
      title: 'Twenty-five tips for hiring',
      address: 'https://example.org/tips',
      authors: 'Ada Lindqvist',
      summary: 'Takeaway: be active. · Ask for it.',
      topics: [],
    },
    { title: 'See more', address: 'https://example.org/more', authors: '', summary: 'See more', topics: [] },
  ])
  assert.deepEqual(unread, [{ file: null, line: 7, why: 'There is no link in this bullet.', text: 'plain words' }])
})

test('code is no list, a table of contents is none either', () => {
  const text =
    '```\n- [no](https://example.org/no)\n```\n- [Feedback](#feedback)\n* [yes](https://example.org/yes)\n---\n'
  const { links, unread } = readList([{ name: null, text }])
  assert.deepEqual(
    links.map(({ title }) => title),
    ['yes'],
  )
  assert.deepEqual(unread, [])
})

test('titles, authors and summaries are told from a bullet', () => {
  assert.deepEqual(one('[Talk](https://youtu.be/abcdef) (video) - by Ray Dalio. Takeaway: "x"'), [
    { title: 'Talk', address: 'https://youtu.be/abcdef', authors: 'Ray Dalio', summary: 'Takeaway: "x"' },
  ])
  assert.equal(one('[Trust](https://example.org/t) - by Paul J. Zak. More.')[0]?.authors, 'Paul J. Zak')
  assert.equal(one('[Trust](https://example.org/t) by Ada and Ben. Read it.')[0]?.authors, 'Ada and Ben')
  assert.equal(one('[Trust](https://example.org/t): what it is')[0]?.summary, 'what it is')
  assert.deepEqual(
    one(
      'Templates for [Company](https://example.org/1), [Team](https://example.org/2), and [How to use them](https://example.org/3)',
    ).map(({ title }) => title),
    ['Templates for Company', 'Templates for Company: Team', 'How to use them'],
  )
  assert.equal(one('More at [http://example.org/a](http://example.org/a)')[0]?.title, 'More at example.org')
  assert.equal(one('https://example.org/a_(b) - bare')[0]?.title, 'example.org')
  assert.equal(one('<https://example.org/a> - in brackets')[0]?.summary, 'in brackets')
  assert.equal(
    one('[A [nested] label](https://example.org/x_(y) "Title") - z')[0]?.address,
    'https://example.org/x_(y)',
  )
})

test('what is no outside address is not read, and says why', () => {
  assert.equal(
    linksInBullet('[Delegation](Delegation.md)').unread,
    'The address leads into the list’s own folder, or is none.',
  )
  assert.equal(
    linksInBullet('[x](javascript:alert(1))').unread,
    'The address leads into the list’s own folder, or is none.',
  )
  assert.equal(linksInBullet('[x](https://ada:secret@example.org/)').links.length, 0)
  assert.equal(linksInBullet('  ').unread, null)
})

test('a hostile list of a megabyte takes as long as a long one, not minutes', () => {
  for (const piece of [
    '[',
    '[](',
    '- [a](',
    '- [a](http://e.org ',
    '**',
    '`',
    '- ',
    '![',
    '-[x](https:',
    '# ',
    '<http:',
  ]) {
    for (const text of [
      `- ${piece.repeat(1_000_000 / piece.length)}`,
      `- ${piece}\n`.repeat(1_000_000 / (piece.length + 3)),
    ]) {
      const began = performance.now()
      readList([{ name: null, text }])
      assert.ok(performance.now() - began < 4000, `${piece}: ${performance.now() - began} ms`)
    }
  }
})
