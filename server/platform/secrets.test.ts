import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Secret } from '#server/platform/log.ts'
import { dottedSecrets, makeSecrets, randomToken } from '#server/platform/secrets.ts'

const secrets = makeSecrets('a key that is long enough')
const id = '0197b0a0-1111-7222-8333-444455556666'

describe('derived secrets', () => {
  test('the same question gives the same answer, in 22 letters, and each other question another', () => {
    const one = secrets.derive('ballot', id, 1)
    assert.match(one, /^[\w-]{22}$/)
    assert.equal(makeSecrets(new Secret('a key that is long enough')).derive('ballot', id, 1), one)
    const others = [
      secrets.derive('ballot', id, 2),
      secrets.derive('unsubscribe', id, 1),
      secrets.derive('ballot', `${id.slice(0, -1)}7`, 1),
      makeSecrets('another key, also long').derive('ballot', id, 1),
      secrets.derive('ballot', `1 ${id}`, 1),
    ]
    assert.equal(new Set([one, ...others]).size, 6)
  })

  test('only what was derived for exactly this passes', () => {
    const good = secrets.derive('ballot', id, 1)
    assert.ok(secrets.check('ballot', id, 1, good))
    for (const bad of [
      '',
      good.slice(1),
      `${good}A`,
      good.toUpperCase(),
      'ö'.repeat(11),
      secrets.derive('ballot', id, 2),
    ])
      assert.equal(secrets.check('ballot', id, 1, bad), false, bad)
  })
})

describe('tokens', () => {
  test('a token opens to its id and version, for its purpose alone', () => {
    const token = secrets.token('unsubscribe', id, 37)
    assert.match(token, /^[\w-]{46}$/)
    assert.deepEqual(secrets.openToken('unsubscribe', token), { id, version: 37 })
    assert.equal(secrets.openToken('ballot', token), null)
  })

  test('a token that was touched opens nothing', () => {
    const token = secrets.token('ballot', id, 1)
    for (const bad of [
      '',
      token.slice(0, -1),
      `${token}0`,
      `${token}1`,
      `B${token.slice(1)}`,
      token.replace(/.$/, '2'),
      'x'.repeat(500),
    ])
      assert.equal(secrets.openToken('ballot', bad), null, bad)
    for (let i = 0; i < token.length; i++) {
      const bad = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1)
      assert.equal(secrets.openToken('ballot', bad), null, `letter ${i}`)
    }
  })
})

describe('sealed texts', () => {
  test('come back whole, look different each time, and only for their purpose', () => {
    const sealed = secrets.seal('sign-in', '123456 · grüße')
    assert.equal(secrets.unseal('sign-in', sealed), '123456 · grüße')
    assert.notEqual(secrets.seal('sign-in', '123456 · grüße'), sealed)
    assert.doesNotMatch(sealed, /123456/)
    assert.equal(secrets.unseal('ballot', sealed), null)
    assert.equal(secrets.unseal('sign-in', ''), null)
    const bytes = Buffer.from(sealed, 'base64url')
    bytes[30] = (bytes[30] as number) ^ 1
    assert.equal(secrets.unseal('sign-in', bytes.toString('base64url')), null)
  })
})

test('a random token is stored as a hash, and a short key is refused', () => {
  assert.notEqual(randomToken(), randomToken())
  assert.match(secrets.hash(randomToken()), /^[0-9a-f]{64}$/)
  assert.throws(() => makeSecrets('short'), /SECRET_KEY needs/)
})

test('dotted secrets tell nothing', () => {
  assert.doesNotMatch(dottedSecrets.token('ballot', id, 1) + dottedSecrets.unseal('x', secrets.seal('x', 'abc')), /\w/)
})
