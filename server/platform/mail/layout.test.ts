import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { translator } from '#server/platform/i18n.ts'
import { mailColours, oklchToHex } from './colours.ts'
import { answerLinks, button, code, list, mailLayout, note, paragraph, quote } from './layout.ts'

const site = { name: 'Guildhall', url: 'https://guild.example' }
const parts = {
  t: translator('en'),
  above: 'First-line leaders',
  preheader: 'One click answers',
  subject: 'What holds you <back>?',
  blocks: [
    note('Asked by Ada'),
    answerLinks([
      { label: 'I don’t find the words', address: 'https://guild.example/b/x/1' },
      { label: 'Fear & doubt', address: 'https://guild.example/b/x/2' },
    ]),
    paragraph('Two\nlines'),
    button('Open', 'javascript:alert(1)'),
    quote('So it is', 'Ben'),
    code('123456'),
    list([{ text: 'One', address: 'https://guild.example/1' }, { text: 'Two' }]),
  ],
  why: 'You get this as a member.',
  unsubscribeUrl: 'https://guild.example/unsubscribe/x',
  site,
}

describe('the frame of a mail', () => {
  const { html, text } = mailLayout(parts)
  const made = html.toString()

  test('loads nothing, runs nothing and shows no picture', () => {
    assert.doesNotMatch(made, /<img|<script|<link|@import|url\(|src=|javascript:/i)
    for (const [, address] of made.matchAll(/href="([^"]+)"/g))
      assert.match(address as string, /^(https:\/\/guild\.example|#)/)
  })

  test('begins with the bar and the name of the community it comes from, or with those of the site', () => {
    const from = (name?: string) => mailLayout({ ...parts, ...(name ? { community: { name, hue: 162 } } : {}) })
    const weavers = from('Weavers')
    assert.match(
      weavers.html.toString(),
      /<td class="bar" height="6" bgcolor="#[0-9a-f]{6}"[\s\S]*<td class="place"[^>]*>Weavers<\/td>/,
    )
    assert.match(weavers.text, /^Weavers\n/)
    assert.match(from().html.toString(), /<td class="place"[^>]*>Guildhall<\/td>/)
  })

  test('what was typed is text in both parts', () => {
    assert.match(made, /What holds you &lt;back&gt;\?/)
    assert.match(made, /Fear &amp; doubt/)
    assert.match(text, /What holds you <back>\?/)
    assert.match(made, /Two<br>lines/)
  })

  test('each answer is one link in a row 48 px high', () => {
    const rows = [
      ...made.matchAll(/<td class="card line" height="48"[^>]*>\s*<a [^>]*href="([^"]+)"[^>]*>([^<]+)<\/a><\/td>/g),
    ]
    assert.deepEqual(
      rows.map(([, address]) => address),
      ['https://guild.example/b/x/1', 'https://guild.example/b/x/2'],
    )
    for (const [row] of rows) assert.match(row, /display:block;padding:13px 16px;min-height:22px/)
  })

  test('the text part has every address, why it came and how to stop it', () => {
    for (const address of ['/b/x/1', '/b/x/2', '/1', '/unsubscribe/x'])
      assert.ok(text.includes(`https://guild.example${address}\n`), address)
    assert.match(text, /You get this as a member\./)
    assert.match(text, /> So it is\n> Ben/)
    assert.ok(text.split('\n\n').every((block) => block.trim() === block.trimEnd() || block.startsWith('-- ')))
  })

  test('every light colour has a dark one', () => {
    const used = new Set([...made.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => (names as string).split(' ')))
    for (const name of used)
      assert.match(made, new RegExp(`@media \\(prefers-color-scheme:dark\\){.*\\.${name}{[^}]+!important}`), name)
    assert.match(made, /\[data-ogsc\] \.ink\{color:#/)
    for (const [tag] of made.matchAll(/<[^>]+ style="[^"]*(?:[^-]color:|background:#|border[^:]*:\d)[^>]*>/g))
      assert.match(tag, /class=/)
  })

  test('it is small enough not to be clipped', () => assert.ok(made.length < 20_000, String(made.length)))
})

describe('colours', () => {
  test('oklch becomes the hex a browser shows', () => {
    assert.equal(oklchToHex(1, 0, 0), '#ffffff')
    assert.equal(oklchToHex(0, 0, 0), '#000000')
    assert.equal(oklchToHex(0.627966, 0.257704, 29.2346), '#ff0000')
    assert.equal(oklchToHex(0.519752, 0.176858, 142.4953), '#008000')
    assert.equal(oklchToHex(0.452014, 0.313214, 264.052), '#0000ff')
  })

  test('words are readable on every hue, by day and by night', () => {
    for (let hue = 0; hue < 360; hue += 3) {
      for (const colours of Object.values(mailColours(hue))) {
        const pairs = [
          ['ink', 'paper'],
          ['ink', 'card'],
          ['ink', 'wash'],
          ['soft', 'paper'],
          ['onAccent', 'accent'],
          ['accent', 'paper'],
        ] as const
        for (const [word, ground] of pairs)
          assert.ok(
            contrast(colours[word], colours[ground]) >= 4.5,
            `${word} on ${ground} at hue ${hue}: ${contrast(colours[word], colours[ground])}`,
          )
      }
    }
  })
})

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
