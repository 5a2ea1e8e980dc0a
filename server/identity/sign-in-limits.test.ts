import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  clientFor,
  clientInSession,
  hashOfAddress,
  longestStreak,
  mailFor,
  mailLimits,
  networkLimit,
  passwordLimit,
  plainCode,
  streakKey,
  takesCodes,
  takesPasswords,
} from '#server/identity/sign-in-limits.ts'
import { makeSecrets } from '#server/platform/secrets.ts'

const stranger = { kind: 'stranger' } as const
const browser = { kind: 'browser' } as const
const upTo = (n: number) => Array.from({ length: n + 2 }, (_, i) => i)

describe('a mail', () => {
  test('is sent to a browser of the person’s own whatever strangers asked for, and to strangers until a limit is reached', () => {
    for (const here of upTo(mailLimits.browser.times)) {
      for (const toStrangers of upTo(mailLimits.strangers.times)) {
        const sent = { here, toStrangers }
        assert.equal(mailFor(browser, sent), here < mailLimits.browser.times ? 'new' : 'newest')
        const isLeft = here < mailLimits.network.times && toStrangers < mailLimits.strangers.times
        assert.equal(mailFor(stranger, sent), isLeft ? 'new' : 'newest', JSON.stringify(sent))
      }
    }
  })

  test('is asked for by one network without using up what is left for another', () => {
    assert.ok(mailLimits.network.times * 2 < mailLimits.strangers.times)
  })
})

describe('a guess', () => {
  test('of a code is taken until a hundred wrong ones in a row, and from strangers of a network that failed less than its limit', () => {
    for (const inARow of upTo(longestStreak)) {
      for (const ofNetwork of upTo(networkLimit.times)) {
        const wrong = { inARow, ofNetwork }
        assert.equal(takesCodes(browser, wrong), inARow < longestStreak)
        assert.equal(takesCodes(stranger, wrong), inARow < longestStreak && ofNetwork < networkLimit.times)
      }
    }
  })

  test('of a password waits when the limit is reached, and is not looked at after a hundred wrong ones in a row', () => {
    for (const inARow of upTo(longestStreak)) {
      for (const lately of upTo(passwordLimit.times)) {
        const expected = inARow >= longestStreak ? 'off' : lately >= passwordLimit.times ? 'later' : 'yes'
        assert.equal(takesPasswords({ inARow, lately }), expected)
      }
    }
  })
})

describe('who asks', () => {
  const secrets = makeSecrets('a key for these tests alone')
  const [ben, cleo] = [hashOfAddress(secrets, 'ben@example.org'), hashOfAddress(secrets, 'cleo@example.org')]
  const known = { id: 'one', addresses: [ben] }

  test('is a browser only for whom it has signed in before', () => {
    assert.equal(clientFor(secrets, ben, { browser: known, address: '192.0.2.1' }).kind, 'browser')
    assert.equal(clientFor(secrets, cleo, { browser: known, address: '192.0.2.1' }).kind, 'stranger')
    assert.equal(clientFor(secrets, ben, { browser: null, address: '192.0.2.1' }).kind, 'stranger')
  })

  test('counts in a row with all other strangers, and a browser or session for itself', () => {
    const keyOf = (one: Parameters<typeof clientFor>[2]) => streakKey(clientFor(secrets, ben, one))
    const here = keyOf({ browser: null, address: '192.0.2.1' })
    assert.equal(keyOf({ browser: null, address: '2001:db8::1' }), here)
    const own = [
      keyOf({ browser: known, address: '192.0.2.1' }),
      keyOf({ browser: { ...known, id: 'two' }, address: '192.0.2.1' }),
      streakKey(clientInSession(secrets, ben, 'a')),
      streakKey(clientInSession(secrets, ben, 'b')),
    ]
    assert.equal(new Set([here, ...own]).size, 5)
  })

  test('is kept without address or network in clear', () => {
    const client = clientFor(secrets, ben, { browser: null, address: '192.0.2.1' })
    assert.doesNotMatch(JSON.stringify(client), /ben|192/)
  })
})

describe('a code', () => {
  test('is its digits, in whatever script and however people part them', () => {
    const ways = [
      '123456',
      '１２３４５６',
      '١٢٣٤٥٦',
      '۱۲۳۴۵۶',
      '१२३४५६',
      '𝟏𝟐𝟑𝟒𝟓𝟔',
      '𝟷𝟸𝟹𝟺𝟻𝟼',
      ' 123 456 ',
      '123-456',
      '123–456',
      '12 34 56',
      '‎123·456',
      '1.2.3.4.5.6',
      '(123456)',
      'Code: 123456',
      '123_456',
      '123+456',
      '１２３４５６',
      '（１２３）４５６',
      '`123456`',
      '123456 is your code.',
    ]
    for (const way of ways) assert.equal(plainCode(way), '123456', way)
    assert.equal(plainCode('０００９٠٩'), '000909')
  })

  test('is nothing else', () => {
    for (const other of ['12345a', '1234567', '12345', 'Code 1: 123456', '½23456', '²23456', '①23456', '', '1e5'])
      assert.doesNotMatch(plainCode(other), /^\d{6}$/)
  })
})
