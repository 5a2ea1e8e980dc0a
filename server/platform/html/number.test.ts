import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizeText, unitText } from '#server/platform/html/number.ts'

test('a size is told in the reader’s words, in the unit that fits', () => {
  const told = [1, 357, 21_400, 2_140_000, 500_000_000].map((bytes) =>
    (['en', 'de'] as const).map((locale) => sizeText(bytes, locale).replace(/\s/g, ' ')),
  )
  assert.deepEqual(told, [
    ['1 byte', '1 Byte'],
    ['357 bytes', '357 Byte'],
    ['21 kB', '21 kB'],
    ['2.1 MB', '2,1 MB'],
    ['500 MB', '500 MB'],
  ])
})

test('formats that differ only in their form are told apart', () => {
  assert.match(sizeText(2100, 'en'), /kB/)
  assert.match(unitText(4, 'hour', 'en'), /hours/)
  assert.match(unitText(1, 'day', 'de'), /Tag/)
})
