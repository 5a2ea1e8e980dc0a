import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { keepAllowed } from './allow-list.ts'
import { closeMarkdown, excerpt, findMentions, type Rendered, rendererVersion, renderMarkdown } from './markdown.ts'

after(() => closeMarkdown())

const ada = { personId: '0197b0a0-0000-7000-8000-00000000000a', name: 'Ada Lindqvist' }
const people = new Map([['ada-lindqvist', ada]])
/** The rendered HTML without the direction that every block gets. */
const html = async (source: string, options = {}) => directed(await renderMarkdown(source, options)).html
const directed = (made: Rendered) => ({ ...made, html: made.html.replaceAll(/ dir="(?:auto|ltr)"/g, '') })

describe('what people write', () => {
  test('a post keeps its line breaks and begins its headings below those of the page', async () => {
    assert.equal(await html('# Start\n\none\ntwo'), '<h3>Start</h3>\n<p>one<br />\ntwo</p>\n')
    assert.equal(await html('# Start\n\none\ntwo', { genre: 'article' }), '<h2>Start</h2>\n<p>one\ntwo</p>\n')
  })

  test('tables carry alignment as a class, and can be scrolled by keyboard', async () => {
    const made = await html('| a | b |\n|:--|--:|\n| 1 | 2 |')
    assert.match(made, /^<div class="wide" tabindex="0"><table>/)
    assert.match(made, /<th class="align-left">a<\/th>/)
    assert.match(made, /<td class="align-right">2<\/td>/)
  })

  test('task lists have boxes with labels', async () => {
    const made = await html('- [ ] open\n- [x] done **well**\n- plain [x]')
    assert.match(made, /<li class="task"><label><input type="checkbox" disabled(="")? ?\/?> open<\/label><\/li>/)
    assert.match(made, /<input type="checkbox" disabled(="")? checked(="")? ?\/?> done <strong>well<\/strong><\/label>/)
    assert.match(made, /<li>plain \[x\]<\/li>/)
  })

  test('footnotes lead to their text and back, under ids of this post', async () => {
    const made = await html('Said[^1], again[^1].\n\n[^1]: So.', { anchor: 'aB3-x' })
    assert.match(made, /<a href="#fn-aB3-x-1" id="fnref-aB3-x-1">1<\/a>/)
    assert.match(made, /<li class="footnote-item" id="fn-aB3-x-1">/)
    assert.match(made, /href="#fnref-aB3-x-1" class="footnote-backref"/)
    assert.match(made, /id="fnref-aB3-x-1:1"/)
  })

  test('code is shown as it is, with its language', async () => {
    const made = await html('```js\nif (a < b) "@ada-lindqvist #x"\n```', { people })
    assert.match(made, /<pre><code class="language-js">if \(a &lt; b\)/)
    assert.doesNotMatch(made, /mention|"tag"/)
  })

  test('emoji have names; smileys stay as typed', async () => {
    assert.equal(await html(':tada: 8) :unknown:'), '<p>🎉 8) :unknown:</p>\n')
  })

  test('addresses become links, file names do not', async () => {
    const rel = 'rel="nofollow noopener ugc"'
    assert.equal(
      await html('See https://example.org/a_b, www.example.org/c. Or notes.md, ben@example.org'),
      `<p>See <a href="https://example.org/a_b" ${rel}>https://example.org/a_b</a>, ` +
        `<a href="https://www.example.org/c" ${rel}>www.example.org/c</a>. Or notes.md, ` +
        `<a href="mailto:ben@example.org" ${rel}>ben@example.org</a></p>\n`,
    )
  })

  test('an address ends at letters nobody sees and at full-width brackets', async () => {
    for (const source of [
      'https://example.org/a\u200b',
      'https://example.org/a\u2060b',
      '＜https://example.org/a＞',
      '（https://example.org/a）。',
    ])
      assert.match(await html(source), /href="https:\/\/example\.org\/a"/, source)
    assert.match(await html('[a](https://example.org/a\u200b)'), /href="https:\/\/example\.org\/a"/)
    assert.match(await html('ben@example.org\u200bx'), /href="mailto:ben@example\.org"/)
  })

  test('what is written without spaces is marked without spaces', async () => {
    for (const [source, made] of [
      ['**テスト。**テスト', '<strong>テスト。</strong>テスト'],
      ['*「テスト」*テスト', '<em>「テスト」</em>テスト'],
      ['~~テスト。~~テスト', '<s>テスト。</s>テスト'],
      ['这是**“质量”**的', '这是<strong>“质量”</strong>的'],
      ['**이름(괄호)**는', '<strong>이름(괄호)</strong>는'],
      ['**`c`**です', '<strong><code>c</code></strong>です'],
      ['テスト**（テスト）**', 'テスト<strong>（テスト）</strong>'],
    ] as const)
      assert.equal(await html(source), `<p>${made}</p>\n`)
    assert.match(await html('**[リンク](/c)**テスト'), /<strong><a [^>]+>リンク<\/a><\/strong>テスト/)
  })

  test('a name of an emoji counts by itself, not in words, times, ratios, paths and addresses', async () => {
    for (const source of ['a:b:c', '12:100:30', '/a/:id:/b', 'x:tada:', ':100:5', 'C:\\\\x:b:', 'v:b:.txt', 'über:b:ö'])
      assert.doesNotMatch(await html(source), /[^\p{ASCII}ßöü\s]/u, source)
    assert.equal(
      await html(':tada::rocket: (:tada:), “:tada:” **:tada:**. 你好:tada:'),
      '<p>🎉🚀 (🎉), “🎉” <strong>🎉</strong>. 你好🎉</p>\n',
    )
  })

  test('telephones are called, other schemes stay what was typed', async () => {
    assert.match(
      await html('[Call](tel:+4930123456) [Write](sms:+49301)'),
      /<a href="tel:\+4930123456"[^>]*>Call<\/a> <a href="sms:\+49301"/,
    )
    assert.equal(await html('[x](ftp://example.org)'), '<p>[x](ftp://example.org)</p>\n')
  })

  test('a link whose words name another place says where it leads', async () => {
    for (const [source, place] of [
      ['[bank.example](https://evil.example/a)', 'evil.example'],
      ['[https://**bank**.example/sign-in](https://evil.example)', 'evil.example'],
      ['[b\u200bank．example](https://evil.example)', 'evil.example'],
      ['[docs.example.org](https://example.org)', 'example.org'],
      ['[ada@example.org](mailto:eve@example.net)', 'eve@example.net'],
      ['<https://bank.example@evil.example/>', 'evil.example'],
    ] as const)
      assert.ok((await renderMarkdown(source)).text.endsWith(` (${place})`), source)
    for (const source of [
      '[example.org](https://docs.example.org)',
      '[Node.js](https://nodejs.example)',
      '[our plan](https://example.org)',
      '[münchen.example](https://xn--mnchen-3ya.example/)',
      'https://www.example.org/a',
      '[www.example.org](https://example.org)',
    ])
      assert.doesNotMatch((await renderMarkdown(source)).text, /\)$/, source)
  })

  test('a text runs the way its first letter does, and lists, quotes and tables turn with it', async () => {
    const { html: made } = await renderMarkdown(
      '# مرحبا\n\nHi\n\n- (مرحبا)\n- ok\n\n> שלום\n>\n> 1. a\n\n|ا|\n|-|\n|b|\n\n```\nx\n```',
    )
    for (const part of [
      '<h3 dir="auto">',
      '<p dir="auto">Hi',
      '<ul dir="rtl">',
      '<blockquote dir="rtl">',
      '<ol dir="ltr">',
      '<table dir="rtl">',
      '<th dir="auto">',
      '<pre dir="auto">',
    ])
      assert.ok(made.includes(part), `${part} in ${made}`)
  })

  test('pictures of this site are shown, others are linked', async () => {
    assert.equal(
      await html('![A card](/files/01/card.png)'),
      '<p><img src="/files/01/card.png" alt="A card" loading="lazy" /></p>\n',
    )
    assert.equal(
      await html('![A card](https://example.org/card.png)'),
      '<p><a href="https://example.org/card.png" rel="nofollow noopener ugc">A card</a></p>\n',
    )
    assert.doesNotMatch(await html('[![a](https://example.org/x.png)](https://example.org)'), /<img|<a [^>]*>[^<]*<a /)
    for (const address of ['/files/../sign-out', '/c/x', '//example.org/files/a', '/files//example.org?x=1'])
      assert.doesNotMatch(await html(`![a](${address})`), /<img/, address)
  })
})

describe('mentions and tags', () => {
  test('a mention of a known person becomes a link with their name, any other stays text', async () => {
    const made = directed(await renderMarkdown('Thanks @ada-lindqvist, and @Ada-Lindqvist! Not @nobody.', { people }))
    assert.equal(
      made.html,
      `<p>Thanks <a class="mention" href="/people/${ada.personId}">@Ada Lindqvist</a>, and ` +
        `<a class="mention" href="/people/${ada.personId}">@Ada Lindqvist</a>! Not @nobody.</p>\n`,
    )
    assert.deepEqual(made.mentions, [ada.personId])
    assert.equal(made.text, 'Thanks @Ada Lindqvist, and @Ada Lindqvist! Not @nobody.')
  })

  test('no mention in code, links, addresses, escapes or longer words', async () => {
    for (const source of [
      '`@ada-lindqvist`',
      '    @ada-lindqvist',
      '[@ada-lindqvist](https://example.org)',
      'x@ada-lindqvist.org',
      'https://example.org/@ada-lindqvist',
      '\\@ada-lindqvist',
      '@ada-lindqvistö',
      '@ada-lindqvist@example.org',
    ]) {
      const made = await renderMarkdown(source, { people })
      assert.deepEqual(made.mentions, [], source)
      assert.doesNotMatch(made.html, /class="mention"/, source)
    }
  })

  test('a mention begins beside anything but a word, a number or an address, and ends where a handle does', () => {
    for (const source of [
      'cc @ben-reyes/@cleo-marsh',
      '@ben-reyes|@cleo-marsh',
      '👋@ben-reyes❤️@cleo-marsh',
      '你好@ben-reyes，@cleo-marsh的',
      '안녕@ben-reyes님 +@cleo-marsh',
      'Hi.@ben-reyes_ =@cleo-marsh',
    ])
      assert.deepEqual(findMentions(source), ['ben-reyes', 'cleo-marsh'], source)
    for (const source of [
      'x@ben',
      '1@ben',
      'привет@ben',
      'ben.@ben.org',
      'example.org/@ben',
      'www.example.org/a/@ben',
      '/people/@ben',
    ])
      assert.deepEqual(findMentions(source), [], source)
  })

  test('a mention within a quotation is shown by name and notifies nobody', async () => {
    const quoted = await renderMarkdown('> - @ada-lindqvist said\n\nYes.', { people })
    assert.match(quoted.html, /class="mention"/)
    assert.deepEqual(quoted.mentions, [])
    assert.deepEqual((await renderMarkdown('> @ada-lindqvist\n\n@ada-lindqvist', { people })).mentions, [ada.personId])
  })

  test('a name can’t bring markup with it', async () => {
    const evil = new Map([['ada', { personId: '"><script>', name: '<img src=x onerror=alert(1)>' }]])
    const made = await html('@ada', { people: evil })
    assert.doesNotMatch(made, /<script|<img/)
  })

  test('candidates are found once each, and no more than fifty', () => {
    assert.deepEqual(findMentions('@Ada (@ben-reyes) @ada, a@b.org **@cleo** “@dov”'), [
      'ada',
      'ben-reyes',
      'cleo',
      'dov',
    ])
    assert.equal(findMentions(Array.from({ length: 90 }, (_, i) => `@p${i}`).join(' ')).length, 50)
  })

  test('tags are collected; numbers, headings and anchors are none', async () => {
    const made = await renderMarkdown('# Title\n\n#Feedback and #größe, #1 a#b [x](#y) `#z`')
    assert.deepEqual(made.tags, ['feedback', 'größe'])
    assert.match(made.html, /<span class="tag">#Feedback<\/span>/)
  })

  test('a tag that leads somewhere is a link there, but in a link', async () => {
    const tagLinks = new Map([['feedback', '/c/x/discussions?topic=a&b']])
    const made = await renderMarkdown('#Feedback [with #feedback](https://example.org)', { tagLinks })
    assert.match(made.html, /<a class="mention" href="\/c\/x\/discussions\?topic=a&amp;b">#Feedback<\/a>/)
    assert.match(made.html, /<span class="tag">#feedback<\/span><\/a>/)
  })
})

describe('what may not come through', () => {
  test('HTML is shown as text', async () => {
    const made = await html('<script>alert(1)</script> <b onclick="x()">hi</b> <turbo-stream>')
    assert.doesNotMatch(made, /<(?!p>|\/p>)/)
  })

  test('no address leads to another scheme, or to another site by the page’s own', async () => {
    for (const address of [
      ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java&#x0A;script:alert(1)', '&#1;javascript:alert(1)'],
      ...['vbscript:x', 'data:text/html,x', 'file:///etc/passwd', '//example.org', '/\\example.org', '\\\\example.org'],
    ]) {
      const made = await html(`[x](${address}) [y](<${address}>) <${address}>`)
      for (const [, href] of made.matchAll(/href="([^"]*)"/g))
        assert.equal(
          new URL(href as string, 'https://here.example').origin,
          'https://here.example',
          `${address} → ${made}`,
        )
    }
  })

  test('the allow-list keeps nothing that steers the page, even where the parser let it in', () => {
    const kept = keepAllowed(
      '<turbo-stream action="remove"><template>x</template></turbo-stream><p id="main" style="position:fixed" data-turbo-frame="x" ' +
        'class="wide" onclick="x()">a</p><form action="/x"><input name="a" formaction="/y" type="text"><button>go</button></form>' +
        '<a href="/x" id="fnref-note-1x" name="y" data-turbo-method="delete" target="_top" rel="opener">b</a><svg><a href="/x">c</a></svg>' +
        '<input type="checkbox"><iframe src="/x"></iframe><math><mtext></mtext></math><img src="https://example.org/a.png"><style>p{}</style>',
      'note',
    )
    assert.equal(
      kept,
      'x<p>a</p>go<a href="/x" rel="nofollow noopener ugc">b</a><a href="/x" rel="nofollow noopener ugc">c</a>',
    )
  })

  test('an anchor can’t widen what ids pass', async () => {
    assert.doesNotMatch(await html('a[^1]\n\n[^1]: b', { anchor: '.*"><b' }), /<b|\.\*/)
  })
})

describe('text and excerpt', () => {
  test('the text has the words and none of the marks', async () => {
    const source =
      '# Why\n\nBecause *it* [works](https://example.org)[^1].\n\n- one\n- [x] two\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n[^1]: Note.'
    const { text } = await renderMarkdown(source)
    assert.equal(text, 'Why\nBecause it works[1].\n\n- one\n- [x] two\nsaid\na\tb\n1\t2\ncode\n\n[1] Note.')
  })

  test('an excerpt is one line, ends with a whole word and never splits a character', () => {
    assert.equal(excerpt('One\ntwo  three', 40), 'One two three')
    assert.equal(excerpt('One two, three four', 10), 'One two…')
    assert.equal(excerpt('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 2), '👩‍👩‍👧👩‍👩‍👧…')
    assert.equal(excerpt('a'.repeat(1_000_000), 5), 'aaaaa…')
  })
})

test('where the same text comes out differently, the renderer’s version counts up, so that what is stored follows', async () => {
  const source = [
    '# Why\n\nOne **「two」**three, ~~four~~ `five` @ada-lindqvist #six :tada: 7:30\nעברית https://example.org/a?b=c#d',
    '> - [x] done\n> - [ ] open[^1]\n\n1. first\n2. second\n\n[^1]: A note with a [link](https://example.org "title")',
    '| a | b |\n|:--|--:|\n| שלום | 2 |\n\n```ts\nlet a = 1 < 2\n```\n\n![ours](/files/abc) ![theirs](https://example.org/a.png)',
    '<b>no</b> <https://example.org> mail@example.org 漢字**強調。**漢字\n\n---\n\n    code',
  ].join('\n\n')
  const genres = await Promise.all(
    (['post', 'article'] as const).map((genre) => renderMarkdown(source, { people, anchor: 'x', genre })),
  )
  const made = createHash('sha256')
    .update(genres.map(({ html, text }) => `${html}${text}`).join(''))
    .digest('hex')
  assert.equal(
    `${rendererVersion} ${made.slice(0, 16)}`,
    '3 7a6e3a719b591454',
    'count rendererVersion up in rendered.ts, and write here what now comes out',
  )
})
