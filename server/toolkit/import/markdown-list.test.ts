import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refused } from '#server/platform/refuse.ts'
import { readList } from '#server/toolkit/import/markdown-list.ts'
import { readListApart } from '#server/toolkit/import/read-list-apart.ts'
import { readingList, readingListFigures, realList } from '#tests/support/reading-list.ts'

const theRealList = () =>
  readdirSync(realList).map((name) => ({ name, text: readFileSync(join(realList, name), 'utf8') }))
const noRealList = existsSync(realList) ? false : 'the real list does not lie beside this project'
const pasted = (text: string) => readList([{ name: null, text }])
/** What one bullet gives, without where it is filed. */
const one = (text: string) => pasted(`- ${text}`).links.map(({ topics, ...link }) => link)
const whyNot = (text: string) => pasted(text).unread.map(({ line, why }) => [line, why])

test('a folder is imported whole: a topic for each file, a sub-topic for each heading in it, and its mistakes are listed', () => {
  const { links, unread, passedOver } = readList(readingList)
  assert.equal(links.length, readingListFigures.links)
  assert.equal(new Set(links.map(({ address }) => address)).size, readingListFigures.addresses)
  assert.deepEqual(
    new Set(links.map(({ topics }) => topics.join(' / '))),
    new Set(['Beginnings', 'Building Teams', 'Culture', 'Culture / Culture Codes', 'Hiring']),
  )
  assert.deepEqual(passedOver, ['README.md'])
  assert.deepEqual(links[0], {
    title: 'Ninety Days on One Page',
    address: 'https://reading.example/ninety-days',
    authors: 'Ada Lindqvist',
    summary: 'Takeaway: "listen before you change anything." Ask everybody the same five questions.',
    topics: ['Beginnings'],
  })
  assert.deepEqual(
    unread.map(({ file, line, why }) => [file, line, why]),
    [
      ['Building-Teams.md', 7, 'There is no blank after the bullet’s mark.'],
      ['Culture.md', 11, 'There is a blank between the title and its address.'],
      ['Hiring.md', 11, 'The brackets around its title or its address do not pair up.'],
    ],
  )
})

test('a real list is imported whole: 1,059 links under 32 topics', { skip: noRealList }, () => {
  const { links, unread, passedOver } = readList(theRealList())
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

test('a link that is no web address is not imported, and the reason is given', () => {
  const ownFolder = 'The address leads into the list’s own folder, or is none.'
  assert.deepEqual(whyNot('- [Delegation](Delegation.md)'), [[1, ownFolder]])
  assert.deepEqual(whyNot('- [x](javascript:alert(1))'), [[1, ownFolder]])
  assert.deepEqual(whyNot('- [x](https://ada:secret@example.org/)'), [[1, 'Its address is not one of the web.']])
  assert.deepEqual(pasted('- [x](https://ada:secret@example.org/)').links, [])
  assert.deepEqual(whyNot('-   \n'), [])
})

test('marks round a link are not part of its title', () => {
  for (const mark of ['**', '*', '__', '_', '~~', '***']) {
    const [link] = one(`${mark}[A tale](https://a-tale.example/)${mark} - by Ada Lindqvist. x`)
    assert.deepEqual(
      link,
      { title: 'A tale', address: 'https://a-tale.example/', authors: 'Ada Lindqvist', summary: 'x' },
      mark,
    )
  }
  for (const [opened, closed] of ['""', '“”', '„“', '«»', "''", '()', ['⭐ ', ''], ['*"', '"*']] as const)
    assert.deepEqual(
      one(`${opened}[A tale](https://a-tale.example/)${closed} - by Ada Lindqvist. x`)[0],
      { title: 'A tale', address: 'https://a-tale.example/', authors: 'Ada Lindqvist', summary: 'x' },
      opened,
    )
  assert.equal(one('[x] [A tale](https://a-tale.example/)')[0]?.title, 'A tale')
  assert.equal(one('[ ] [**A** `tale`](https://a-tale.example/)')[0]?.title, 'A tale')
  assert.equal(one('[A &quot;tale&quot; \\*](https://a-tale.example/?a=1&amp;b=2)')[0]?.title, 'A "tale" *')
  assert.equal(one('[A](https://a-tale.example/?a=1&amp;b=2)')[0]?.address, 'https://a-tale.example/?a=1&b=2')
})

test('underlined headings are topics, and what is for programs is no part of their names', () => {
  const text =
    'Feedback\n========\n- [One](https://example.org/1)\n\n# <a name="m"></a>Meetings {#m}\n- [Two](https://example.org/2)\n'
  assert.deepEqual(
    pasted(text).links.map(({ topics }) => topics),
    [['Feedback'], ['Meetings']],
  )
})

test('comments and a YAML head are not brought in, and the lines after them keep their numbers', () => {
  const text =
    '---\ntitle: x\nlinks:\n- [no](https://example.org/no)\n---\n<!--\n- [no](https://example.org/no)\n-->\n- [yes](https://example.org/yes)\n- nothing\n'
  assert.deepEqual(
    pasted(text).links.map(({ title }) => title),
    ['yes'],
  )
  assert.deepEqual(whyNot(text), [[10, 'There is no link in this bullet.']])
})

test('a TOML head is not brought in either, and pluses further down are no head', () => {
  const text =
    '+++\ntitle = "x"\n[links]\n- [no](https://example.org/no)\n+++\n- [yes](https://example.org/yes)\n- nothing\n'
  assert.deepEqual(
    pasted(text).links.map(({ title }) => title),
    ['yes'],
  )
  assert.deepEqual(whyNot(text), [[7, 'There is no link in this bullet.']])
  assert.equal(pasted('+++\n+++\n- [yes](https://example.org/yes)').links.length, 1)
  assert.equal(pasted('- [a](https://example.org/a)\n\n+++\n\n- [b](https://example.org/b)\n\n+++\n').links.length, 2)
})

test('an address with a blank in it says so, and no half of it is brought in', () => {
  for (const bullet of [
    '<https://a.example/a b>',
    '<https://a.example/a b> - words',
    'A tale <https://a.example/a b>',
    '[x] <https://a.example/a b>',
    '[x](https://a.example/a b)',
  ]) {
    assert.deepEqual(whyNot(`- ${bullet}`), [[1, 'There is a blank in its address.']], bullet)
    assert.deepEqual(one(bullet), [], bullet)
  }
  assert.deepEqual(whyNot('<https://a.example/a b>'), [[1, 'There is a blank in its address.']])
  assert.equal(one('[x](<https://a.example/a b>)')[0]?.address, 'https://a.example/a%20b', 'Markdown allows it here')
  assert.equal(one('[x](https://a.example/a "b")')[0]?.address, 'https://a.example/a')
  assert.deepEqual(one('< https://a.example/a > - words')[0]?.summary, 'words')
})

test('rows of a table, reference links, bullets four blanks in, and lines of links come in', () => {
  const text =
    '| No | What | By |\n|--|--|--|\n| 1 | [Tale](https://example.org/1) | Ada |\n\n- [Two][two] - x\n\n[two]: https://example.org/2\n\n# Deep\n\n    - [Three](https://example.org/3) - y\n\n[Four](https://example.org/4) - z\n[Five](https://example.org/5)\n'
  assert.deepEqual(
    pasted(text).links.map(({ title, summary }) => [title, summary]),
    [
      ['Tale', '1 · Ada'],
      ['Two', 'x'],
      ['Three', 'y'],
      ['Four', 'z'],
      ['Five', ''],
    ],
  )
})

test('a link that is not brought in is told of, wherever it stands', () => {
  assert.deepEqual(
    whyNot(
      'See [this](https://example.org/1).\n\n> As [she](https://example.org/2) said\n\n## [Topic](https://example.org/3)\n\n<p><a href="https://example.org/4">x</a></p>\n',
    ),
    [
      [1, 'A link in running text is not brought in. Make it a bullet: - [Title](https://…)'],
      [3, 'A link in running text is not brought in. Make it a bullet: - [Title](https://…)'],
      [5, 'A heading becomes a topic; its link is not brought in.'],
      [7, 'Links in HTML are not read. Make it a bullet: - [Title](https://…)'],
    ],
  )
  assert.deepEqual(whyNot('Words without any.\n\n> Neither here.'), [])
})

test('a note below a link is its summary, or goes on with it', () => {
  const [first, second] = pasted(
    '- [One](https://example.org/1)\n  - a note\n- [Two](https://example.org/2) - said\n  - a note\n',
  ).links
  assert.deepEqual([first?.summary, second?.summary], ['a note', 'said · a note'])
})

test('any host may be linked, one of the reader’s own network too', () => {
  for (const address of ['http://wiki/page', 'http://intranet:8080/x', 'http://192.168.1.5/x', 'http://[::1]/x'])
    assert.equal(one(`[x](${address})`)[0]?.address, address)
})

test('a hostile list is read apart and ended, so that nobody else waits', async () => {
  let turns = 0
  const turning = setInterval(() => turns++, 20)
  const text = '- [\n'.repeat(500_000)
  await assert.rejects(
    readListApart([{ name: null, text }], 400),
    (no) => no instanceof Refused && no.refusal.code === 'list_too_slow',
  )
  clearInterval(turning)
  assert.ok(turns > 5, `${turns} turns of others meanwhile`)
})
