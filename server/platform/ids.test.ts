import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressPart, freeSlug, idFrom, longId, shortId, slugOf } from '#server/platform/ids.ts'

const uuid = '0197f3a2-9b1c-7d00-8e5f-00ffaa551234'

test('a uuid is 22 letters in an address, and back', () => {
  assert.equal(shortId(uuid).length, 22)
  assert.equal(longId(shortId(uuid)), uuid)
})

test('an address finds its entry whatever slug stands before the id', () => {
  const part = addressPart('How we run 1:1s – über alles', uuid)
  assert.match(part, /^how-we-run-1-1s-uber-alles-.{22}$/)
  for (const given of [part, `renamed-since-${shortId(uuid)}`, shortId(uuid), uuid]) assert.equal(idFrom(given), uuid)
  assert.equal(addressPart('…', uuid), shortId(uuid))
})

test('a malformed id is null', () => {
  for (const text of [
    '',
    'welcome',
    `x${shortId(uuid)}`,
    shortId(uuid).slice(1),
    `${shortId(uuid).slice(0, 21)}!`,
    '../etc',
  ]) {
    assert.equal(idFrom(text), null, text)
  }
  assert.equal(longId(`${'A'.repeat(21)}B`), null, 'spare bits spell no second address')
})

test('a slug holds at most 60 letters and never ends in a hyphen', () => {
  assert.equal(slugOf(`${'a'.repeat(59)} b`), 'a'.repeat(59))
  assert.equal(slugOf('Straße & Café'), 'strasse-cafe')
})

test('a name in any script gives an address that can be read and typed', () => {
  for (const [title, slug] of [
    ['Größe & Maß', 'grosse-mass'],
    ['Łódź: Øyvind', 'lodz-oyvind'],
    ['Сообщество лидеров', 'soobshchestvo-liderov'],
    ['Ομάδα', 'omada'],
    ['テスト', 'tesuto'],
    ['学習', 'xuexi'],
    ['🎉 Party', 'party'],
  ] as const)
    assert.equal(slugOf(title), slug)
  assert.match(slugOf('مجتمع القادة'), /^[a-z0-9-]+$/)
})

test('a word that addresses use is never given as a slug, nor one that is taken', () => {
  for (const word of ['none', 'new', 'edit'])
    assert.equal(
      freeSlug(word, () => false),
      `${word}-2`,
    )
  assert.equal(
    freeSlug('a', (slug) => ['a', 'a-2'].includes(slug)),
    'a-3',
  )
})
