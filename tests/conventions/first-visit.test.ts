/** What a first visit fetches beside its page. Bytes are no timing: they may decide a test. */
import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { test } from 'node:test'
import { assets } from '#server/platform/html/assets.ts'
import { built, fetchedByEveryPage } from '#tests/support/first-visit.ts'

/** Bytes. A thread page of 12 KB, its script of 2 and the headers of the answers come to this and make 56 KB. */
const most = 39_600

const { script, styles } = assets()

test('what every page fetches, its script, styles and fonts, stays within its budget', () => {
  const sizes = fetchedByEveryPage()
  const sum = sizes.reduce((all, { bytes }) => all + bytes, 0)
  const each = sizes.map(({ address, bytes }) => `${basename(address)} ${bytes}`).join(', ')
  assert.ok(sum <= most, `A first visit may fetch ${most} bytes beside its page, and fetches ${sum}: ${each}.`)
})

test('the script of every page loads no second one', () => {
  const waited = built(script)
    .toString()
    .match(/(?:from|import)\s*["'][^"']+["']/g)
  assert.deepEqual(waited, null, 'A file shared with what comes later is asked for by every page. Move what is shared.')
})

test('every font a page may ask for is cut to the letters its rule names', () => {
  const sheet = built(styles).toString()
  const rules = sheet.match(/@font-face\{[^}]*\}/g) ?? []
  assert.ok(rules.length > 2)
  for (const rule of rules) {
    assert.match(rule, /unicode-range:/, 'A font without unicode-range is fetched whole by every page that names it.')
    const [, name = ''] = /url\("?\.?\/?([\w.-]+\.woff2)/.exec(rule) ?? []
    assert.ok(built(name).length < 20_000, `${name} is ${built(name).length} bytes: web/cut-fonts.ts did not cut it.`)
  }
})
