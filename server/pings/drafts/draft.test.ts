import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { endWarning, validEnd, validEnding, validExtension, validOptions } from '#server/pings/drafts/draft.ts'

const problems = (typed: string[]) => {
  const verdict = validOptions(typed)
  return verdict.ok ? verdict.value : Object.keys(verdict.fields ?? {})
}

describe('answers', () => {
  test('two to nine, trimmed', () => {
    assert.deepEqual(problems([' Yes ', 'No\t way']), ['Yes', 'No way'])
    assert.equal(problems(Array.from({ length: 9 }, (_, i) => `A${i}`)).length, 9)
  })
  test('rows left empty at the end are no answers', () => {
    assert.deepEqual(problems(['Yes', 'No', '', '  ']), ['Yes', 'No'])
  })
  test('an empty row between two answers is refused, at that row', () => {
    assert.deepEqual(problems(['Yes', ' ', 'No']), ['options.2'])
  })
  test('a row of nothing but invisible marks is empty', () => {
    assert.deepEqual(problems(['Yes', '\u200b\u2060', 'No']), ['options.2'])
    assert.deepEqual(problems(['Yes', 'No', '\u200b']), ['Yes', 'No'])
    assert.deepEqual(problems(['👩‍🔧', '👩 🔧']), ['👩‍🔧', '👩 🔧'], 'and joins where it joins')
  })
  test('two that are the same after trimming are refused, at the second', () => {
    assert.deepEqual(problems(['Yes', 'No', ' Yes']), ['options.3'])
    assert.deepEqual(problems(['Yes', 'Y\u200bes', '\ufeffYes']), ['options.2', 'options.3'])
    for (const same of ['YES', 'Ｙｅｓ', 'Ye\u00ads', 'Yes\ufe0f', 'Yеs'])
      assert.deepEqual(problems(['Yes', same]), ['options.2'], same)
    assert.deepEqual(problems(['--', '…']), ['options.1', 'options.2'])
    assert.ok(validOptions(['👍', '👎']).ok)
  })
  test('fewer than two are refused', () => {
    assert.deepEqual(problems(['Yes']), ['options.2'])
    assert.deepEqual(problems([]), ['options.1'])
  })
  test('a tenth is refused', () => {
    assert.deepEqual(problems(Array.from({ length: 10 }, (_, i) => `A${i}`)), ['options.10'])
    assert.deepEqual(problems(Array.from({ length: 200_000 }, (_, i) => `A${i}`)), ['options.10'])
  })
  test('one longer than 200 characters is refused', () => {
    assert.deepEqual(problems(['Yes', 'n'.repeat(201)]), ['options.2'])
  })
})

describe('the end', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const at = (text: string) => new Date(text)

  test('an hour that is over, or more than three days away, is refused; more than seven where the community allows them', () => {
    for (const [bad, most] of [
      ['2026-11-23T10:00:00Z', 72],
      ['2026-11-22T10:00:00Z', 72],
      ['2026-11-26T10:00:01Z', 72],
      ['2026-11-23T10:00:00Z', 168],
      ['2026-11-30T10:00:01Z', 168],
    ] as const) {
      const verdict = validEnding({ at: at(bad) }, now, most)
      assert.ok(!verdict.ok && verdict.fields?.closesAt, bad)
    }
    assert.ok(validEnding({ at: at('2026-11-26T10:00:00Z') }, now, 72).ok)
    assert.ok(validEnding({ at: at('2026-11-30T10:00:00Z') }, now, 168).ok)
  })
  test('a picked hour that passed while the draft lay there is refused as it is sent', () => {
    const verdict = validEnd({ hours: 48, closesAt: at('2026-11-23T09:59:00Z'), longestHours: 72 }, now)
    assert.equal(!verdict.ok && verdict.refusal.code, 'end_over')
    assert.deepEqual(validEnd({ hours: 24, closesAt: null, longestHours: 72 }, now), {
      ok: true,
      value: at('2026-11-24T10:00:00Z'),
    })
  })
  test('more time is later than before, and a week from sending at most', () => {
    const ping = { sentAt: now, closesAt: at('2026-11-25T10:00:00Z') }
    assert.ok(!validExtension(at('2026-11-25T10:00:00Z'), ping).ok)
    assert.ok(!validExtension(at('2026-11-30T10:00:01Z'), ping).ok)
    assert.ok(validExtension(at('2026-11-30T10:00:00Z'), ping).ok)
  })
  test('ending at night or on a weekend is told, in the zone people live in', () => {
    assert.equal(endWarning(at('2026-11-25T16:00:00Z'), 'Europe/Lisbon'), null)
    assert.equal(endWarning(at('2026-11-25T23:00:00Z'), 'Europe/Lisbon'), 'night')
    assert.equal(endWarning(at('2026-11-25T23:00:00Z'), 'America/New_York'), null)
    assert.equal(endWarning(at('2026-11-28T12:00:00Z'), 'Europe/Lisbon'), 'weekend')
    assert.equal(endWarning(at('2026-11-27T20:00:00Z'), 'Asia/Tokyo'), 'weekend')
  })
})
