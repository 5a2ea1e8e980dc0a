import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseLocale, locales, translator } from '#server/platform/i18n.ts'

const replies = '{n, plural, one {# reply} other {# replies}}'

test('English messages are their own text, with English numbers and plurals', () => {
  const t = translator('en')
  assert.equal(t.locale, 'en')
  assert.equal(t('Sign in'), 'Sign in')
  assert.deepEqual(
    [0, 1, 2, 1234].map((n) => t(replies, { n })),
    ['0 replies', '1 reply', '2 replies', '1,234 replies'],
  )
  assert.equal(t('At most {most, number} MB', { most: 0.5 }), 'At most 0.5 MB')
  assert.equal(t('<b>{name}</b> isn’t here', { name: '<i>' }), '<b><i></b> isn’t here')
})

test('German messages come from the catalogue, with German numbers', () => {
  const t = translator('de')
  assert.notEqual(t('Sign in'), 'Sign in')
  assert.equal(t('{n, plural, one {# Antwort} other {# Antworten}}', { n: 1234 }), '1.234 Antworten')
  assert.equal(t('{n, plural, one {# Antwort} other {# Antworten}}', { n: 1 }), '1 Antwort')
})

test('a message nobody translated is said in English', () => {
  assert.equal(
    translator('de')('Nobody ever translated this, {name}.', { name: 'Ada' }),
    'Nobody ever translated this, Ada.',
  )
  assert.equal(translator('xx')('Sign in'), 'Sign in')
})

test('the pseudo-locale brackets, accents and lengthens', () => {
  const said = translator('qps')(replies, { n: 2 })
  assert.match(said, /^\[2 répl[ií]és~+\]$/)
  assert.ok(said.length > '2 replies'.length * 1.3)
})

test('a translator is made once for a language', () => {
  assert.equal(translator('de'), translator('de'))
})

test('the language is the most preferred one among those we have', () => {
  assert.deepEqual(locales(), ['en', 'de'])
  const table: [string | null | undefined, string][] = [
    [null, 'en'],
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE-ch', 'de'],
    ['fr, de;q=0.4, en;q=0.8', 'en'],
    ['fr, de;q=0.9, en;q=0.8', 'de'],
    ['en;q=0.1,de;q=0.2', 'de'],
    ['de;q=0, en;q=0', 'en'],
    ['fr, de;q=0', 'en'],
    ['*', 'en'],
    ['fr, *;q=0.1', 'en'],
    ['de ; q=1', 'de'],
    ['de;q=nonsense, en', 'en'],
    ['../../etc', 'en'],
    ['__proto__', 'en'],
    [`${'x,'.repeat(100_000)}de`, 'en'],
  ]
  for (const [asked, wanted] of table) assert.equal(chooseLocale(asked), wanted, String(asked).slice(0, 50))
})
