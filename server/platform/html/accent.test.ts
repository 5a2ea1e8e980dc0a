import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { accentContrast, accentPairs, isReadable, swatches } from '#server/platform/html/accent.ts'

const css = readFileSync(new URL('../../../web/styles/tokens.css', import.meta.url), 'utf8')

test('the contrast check uses the colours of the pages', () => {
  for (const [token, part] of [
    ['accent', 'accent'],
    ['paper', 'paper'],
  ] as const) {
    const [, light, dark] =
      new RegExp(`--${token}: light-dark\\(oklch\\(([^)v]+)[^,]*\\), oklch\\(([^)v]+)`).exec(css) ?? []
    const numbers = (text = '') => {
      const [lightness, chroma] = text.trim().split(/\s+/)
      return [Number.parseFloat(lightness ?? '') / 100, Number(chroma)]
    }
    assert.deepEqual(numbers(light), [...accentPairs.light[part]], `${token} by day`)
    assert.deepEqual(numbers(dark), [...accentPairs.dark[part]], `${token} by night`)
  }
})

test('text is readable on every hue, the swatches among them', () => {
  const short = Array.from({ length: 360 }, (_, hue) => hue).filter((hue) => !isReadable(hue))
  assert.deepEqual(short, [])
  assert.equal(new Set(swatches).size, swatches.length)
  // A measure that knows nothing would say the same of every hue.
  assert.notEqual(accentContrast(110).toFixed(2), accentContrast(285).toFixed(2))
})
