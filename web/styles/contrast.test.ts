/** Text stays readable at every hue, in light and dark: the colours are read from tokens.css, as a browser would show them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type Scheme = 'light' | 'dark'
type Rgb = [number, number, number]

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** Each colour token, as written. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*(light-dark\(oklch\([^;]*\));/g)].map(([, name, value]) => [
    name as string,
    value as string,
  ]),
)

/** What must be told apart from what, and how well: 4.5 for text, 3 for the edge of what one fills in and for marks. */
const pairs: [string, string, number][] = [
  ...['paper', 'card', 'sunk', 'wash', 'fill', 'bad-wash', 'warn-wash'].map(
    (ground) => ['ink', ground, 7] as [string, string, number],
  ),
  ...['paper', 'card', 'sunk', 'wash'].map((ground) => ['soft', ground, 4.5] as [string, string, number]),
  ...['paper', 'card', 'wash', 'fill'].map((ground) => ['accent', ground, 4.5] as [string, string, number]),
  ['accent-strong', 'wash', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['on-accent', 'bad', 4.5],
  ['bad', 'paper', 4.5],
  ['bad', 'card', 4.5],
  ['bad', 'bad-wash', 4.5],
  ['warn', 'paper', 4.5],
  ['warn', 'warn-wash', 4.5],
  ['tint-ink', 'tint', 4.5],
  ['tint-ink', 'card', 4.5],
  ['edge', 'paper', 3],
  ['edge', 'card', 3],
]

for (const scheme of ['light', 'dark'] as const) {
  test(`every hue is readable in ${scheme}`, () => {
    const short: string[] = []
    for (const [text, ground, wanted] of pairs) {
      for (let hue = 0; hue < 360; hue++) {
        const found = contrast(colour(text, scheme, hue), colour(ground, scheme, hue))
        if (found < wanted) short.push(`${text} on ${ground} at ${hue}: ${found.toFixed(2)}, wanted ${wanted}`)
      }
    }
    assert.deepEqual(short, [])
  })
}

test('the contrast measure is right for black on white', () => {
  assert.equal(contrast([0, 0, 0], [1, 1, 1]), 21)
})

function colour(token: string, scheme: Scheme, hue: number): Rgb {
  const value = tokens.get(token)
  assert.ok(value, `tokens.css has no --${token}`)
  const [light, dark] = [...value.matchAll(/oklch\(([\d.]+)% ([\d.]+) (var\(--(?:hue|h)\)|[\d.]+)\)/g)]
  const [, l, c, h] = (scheme === 'light' ? light : dark) as RegExpExecArray
  return fromOklch(Number(l) / 100, Number(c), h?.startsWith('var') ? hue : Number(h))
}

/** Linear sRGB, cut to the gamut channel by channel, as browsers do. */
function fromOklch(l: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const small = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * small,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * small,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * small,
  ].map((channel) => Math.min(1, Math.max(0, channel))) as Rgb
}

function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
