/**
 * CommonMark's own examples through our renderer. What differs, differs for one of the reasons below and no other.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import spec from 'commonmark-spec'
import { parseFragment, serialize } from 'parse5'
import { render } from '#server/platform/markdown/render.ts'

function through(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** Why an example of the specification comes out otherwise here, and which ones do. */
const differences: Record<string, readonly number[]> = {
  'HTML is shown as text': [
    ...[21, 31, ...through(148, 191), 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536],
    ...[...through(613, 617), 619, 623, ...through(625, 631), 642, 643],
  ],
  'a picture that is not kept here is a link to it, or its words where it stands in a link': [
    ...[517, 520, 531, ...through(572, 589), 591],
  ],
  'a link that leads nowhere has no address': [200, 485, 486, 487, 567],
  'only http, https, mailto, tel and sms are schemes; whatever else stands before a colon leads nowhere': [
    ...[500, 596, 598, 599, 601],
  ],
  'an address is a link without angle brackets too': [602, 608, 611, 612],
  'a word behind # is a tag': [64],
}

/** As a browser has it, with what every text here has alike: headings below the page's own, links that vouch for nobody, blocks that say which way they run. */
function read(html: string): string {
  return serialize(parseFragment(html)).replace(/>\s+</g, '><').trim()
}

const lowered = (html: string) =>
  html.replace(/(<\/?h)([1-6])>/g, (_, tag: string, level: string) => `${tag}${Math.min(6, Number(level) + 1)}>`)

const examples = spec.tests.map(({ number, markdown, html }) => {
  const made = render(markdown.replaceAll('→', '\t'), { genre: 'article' }).html
  return {
    number,
    made,
    isSame:
      read(made.replaceAll(/ rel="nofollow noopener ugc"| dir="(?:auto|ltr|rtl)"/g, '')) ===
      read(lowered(html.replaceAll('→', '\t'))),
  }
})

test('the renderer follows CommonMark, except where the allow-list forbids it', () => {
  const listed = Object.values(differences).flat()
  assert.equal(examples.length, 652)
  assert.equal(listed.length, new Set(listed).size, 'an example is listed under two reasons')
  assert.deepEqual(
    examples.filter(({ isSame }) => !isSame).map(({ number }) => number),
    listed.toSorted((a, b) => a - b),
    'examples whose outcome changed: mend the renderer, or say under which reason they belong',
  )
  assert.equal(examples.filter(({ isSame }) => isSame).length, 542)
})

test('no example of CommonMark brings in an element by its HTML', () => {
  const html = new Set(differences['HTML is shown as text'])
  const written = /<(?!\/?(p|br|hr|h[2-6]|blockquote|ul|ol|li|pre|code|em|strong|a|span)[\s>])/
  for (const { number, made } of examples) {
    if (html.has(number)) assert.doesNotMatch(made, written, `example ${number} made ${made}`)
  }
})
