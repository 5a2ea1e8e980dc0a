import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attr, type Html, html, link, type Piece, trusted } from '#server/platform/html/html.ts'
import { translator } from '#server/platform/i18n.ts'

const evil = `"><script>alert('1')</script>&`
const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;'

test('text is escaped between tags and within quotes of both kinds', () => {
  assert.equal(`${html`<p>${evil}</p>`}`, `<p>${escaped}</p>`)
  assert.equal(`${html`<p title="${evil}" lang='${evil}'></p>`}`, `<p title="${escaped}" lang='${escaped}'></p>`)
  assert.equal(`${html`<textarea>${'</textarea>'}</textarea>`}`, '<textarea>&lt;/textarea&gt;</textarea>')
})

test('numbers, trusted HTML, null, and nested lists each render as what they are', () => {
  assert.equal(`${html`${0} ${-1.5} ${html`<b>${'<'}</b>`}${null}${undefined}${false}`}`, '0 -1.5 <b>&lt;</b>')
  const nested: Piece = ['<', [html`<i>`, [1, [null, false, ['>']]]], []]
  assert.equal(`${html`${nested}`}`, '&lt;<i>1&gt;')
  assert.equal(`${html`<p class="${['a', ' ', ['b']]}">`}`, '<p class="a b">')
  assert.equal(`${html``}`, '')
})

test('a right-to-left name is isolated, except where its element has its direction already or holds no tags', () => {
  const name = 'أحمد <'
  assert.equal(
    `${html`<p><a href="/x">${name}</a> & ${'Ben'}: ${name}</p>`}`,
    '<p><a href="/x"><bdi>أحمد &lt;</bdi></a> & Ben: <bdi>أحمد &lt;</bdi></p>',
  )
  assert.equal(
    `${html`<h1 dir="auto"><b>${name}</b></h1><p>${[name]}</p>`}`,
    '<h1 dir="auto"><b>أحمد &lt;</b></h1><p><bdi>أحمد &lt;</bdi></p>',
  )
  assert.equal(
    `${html`<title>${name}</title><option value="${name}">${name}</option>`}`,
    '<title>أحمد &lt;</title><option value="أحمد &lt;">أحمد &lt;</option>',
  )
  const said = translator('en')('{name} mentioned you in “{title}”', { name: 'שירה', title: 'Team talk' })
  assert.equal(`${html`<p>${said}</p>`}`, '<p>\u2068שירה\u2069 mentioned you in “Team talk”</p>')
})

test('something that merely looks like HTML is text', () => {
  const lookalike = { toString: () => '<b>', ...{ made: '<b>' } } as unknown as Html
  assert.equal(`${html`${lookalike}`}`, '&lt;b&gt;')
})

test('trusted HTML within an attribute cannot end its quotes, and keeps its entities', () => {
  const piece = html`<b class="x">${'Tom & "Jerry"'}</b>`
  assert.equal(
    `${html`<a title="${piece}">`}`,
    '<a title="&lt;b class=&quot;x&quot;&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;">',
  )
})

test('attr writes an attribute, its bare name, or nothing', () => {
  assert.equal(
    `${html`<input ${attr('checked', true)} ${attr('value', evil)} ${attr('max', 0)} ${attr('min', null)} ${attr('a', false)} ${attr('b', undefined)}>`}`,
    `<input checked value="${escaped}" max="0"   >`,
  )
})

test('text among the attributes of a tag is refused, also where it is the name', () => {
  for (const make of [
    (x: string) => html`<p ${x}>`,
    (x: string) => html`<${x}>`,
    (x: string) => html`</${x}>`,
    (x: string) => html`<p data-${x}="1">`,
  ])
    assert.throws(() => make('onclick'), /attributes of a tag/)
  assert.equal(`${html`<p ${false}${null}>`}`, '<p >')
})

test('an attribute without quotes is refused on first use, whatever is put there', () => {
  const make = (x: Piece) => html`<p class=${x}>`
  for (const piece of ['a', null, html`a`]) assert.throws(() => make(piece), /without quotes/)
  assert.throws(() => html`<p class = ${1}>`, /without quotes/)
})

test('nothing is put into a script, a style, a comment or an attribute that runs', () => {
  for (const piece of ['x', null, trusted('x')]) {
    assert.throws(() => html`<script>${piece}</script>`, /script/)
    assert.throws(() => html`<STYLE type="text/css">p { ${piece} }</STYLE>`, /style/)
    assert.throws(() => html`<!-- it's ${piece} -->`, /comment/)
    assert.throws(() => html`<p onclick="go(${piece})">`, /onclick/)
    assert.throws(() => html`<iframe srcdoc='${piece}'>`, /srcdoc/)
  }
})

test('values may stand after a script, a style or a comment', () => {
  assert.equal(
    `${html`<script>if (a < b) "</b>"</script><!-- don't > --><p title="${'"'}">${'<'}</p><style>p > a {}</style>${'&'}`}`,
    `<script>if (a < b) "</b>"</script><!-- don't > --><p title="&quot;">&lt;</p><style>p > a {}</style>&amp;`,
  )
  assert.equal(`${html`1 < 2 ${'<'} <3 a="${'<'}"`}`, '1 < 2 &lt; <3 a="&lt;"')
})

test('an address that runs a script leads nowhere', () => {
  for (const address of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>',
  ]) {
    assert.equal(`${html`<a href="${address}">`}`, '<a href="#">')
    assert.equal(`${html`<form action='${[address]}'>`}`, "<form action='#'>")
    assert.equal(`${html`<img src="${trusted(address)}">`}`, '<img src="#">')
    assert.equal(`${html`<a href="${''}${address}">`}`, '<a href="#">')
  }
  for (const address of [
    '/c/a:b',
    '?q=a:b',
    '#a:b',
    'https://example.org/a?b=c:d',
    'mailto:a@example.org',
    'cid:1',
    'a/b:c',
    '',
  ])
    assert.equal(`${html`<a href="${address}">`}`, `<a href="${address}">`)
  assert.equal(`${html`<a href="/search?q=${'javascript:x'}">`}`, '<a href="/search?q=javascript:x">')
  assert.equal(`${html`<p title="${'javascript:x'}">`}`, '<p title="javascript:x">')
})

test('link lets our own paths, the web and mail through', () => {
  assert.equal(link('/c/leaders?a=1#b'), '/c/leaders?a=1#b')
  assert.equal(link('https://example.org/a b'), 'https://example.org/a%20b')
  assert.equal(link('mailto:ada@example.org'), 'mailto:ada@example.org')
  for (const address of [
    '//example.org',
    '/\\example.org',
    '/\t/example.org',
    '/a\\b',
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'example.org',
    '',
  ])
    assert.equal(link(address), '#', JSON.stringify(address))
})

test('one template used with different values writes each afresh', () => {
  const row = (inside: Piece) => html`<li class="${inside}">${inside}</li>`
  assert.equal(
    `${row('"')}${row(html`<b>`)}${row(null)}`,
    '<li class="&quot;">&quot;</li><li class="&lt;b&gt;"><b></li><li class=""></li>',
  )
})
