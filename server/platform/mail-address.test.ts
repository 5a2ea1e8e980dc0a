/** One rule for addresses: what is one, who is the same, how it is kept and shown. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { testDatabase } from '#tests/support/database.ts'
import { isAddress, isNewAddress, plainAddress, shownAddress } from './mail-address.ts'

test('the same address is one, however it is written', () => {
  for (const written of [
    'anna@müller.example',
    'Anna@MÜLLER.example',
    'anna@xn--mller-kva.example',
    ' anna@mu\u0308ller.example ',
    'anna＠müller.example',
    '\ufeffan\u00adna@mül\u200bler.example',
  ]) {
    assert.equal(plainAddress(written), 'anna@xn--mller-kva.example', JSON.stringify(written))
    assert.ok(isNewAddress(written))
  }
  assert.equal(shownAddress('anna@xn--mller-kva.example'), 'anna@müller.example')
  assert.equal(shownAddress('ada@example.org'), 'ada@example.org')
})

test('letters outside ASCII before the @ are found where they are kept, and taken nowhere', () => {
  for (const address of ['ümit@site.example', 'мария@site.example', 'o’neil@site.example'])
    assert.deepEqual([isAddress(address), isNewAddress(address)], [true, false], address)
})

test('an invalid mail address is null', () => {
  for (const text of [
    '',
    'ada',
    'ada@',
    '@example.org',
    'a@b',
    'a@b.1',
    'a b@example.org',
    'a@@example.org',
    'a@example..org',
    'a@-x.org',
    '.a@example.org',
    'a..b@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'a'.repeat(64)}.org`,
    'a@example.org\u0000',
    'a@example.org, b@example.org',
    '"a"@example.org',
    'a@[127.0.0.1]',
  ])
    assert.equal(isAddress(text), false, text)
  for (const text of ['a@example.org', "o'neil+x@sub.example.co.uk", 'a@例え.テスト', 'a_b-c@example.museum'])
    assert.equal(isNewAddress(text), true, text)
})

test('addresses kept as they were typed are brought into the one form', async () => {
  const { db } = await testDatabase()
  const typed = [
    'müller',
    '例え',
    'straße',
    'bücher-münchen',
    'ελλάδα',
    'пример',
    'españa-ñandú',
    'zażółć',
    '日本語ドメイン名',
    'ü',
  ].map((name) => `ada@${name}.${name}.example`)
  const people = [...typed, 'eva@twice.bär.example', plainAddress('eva@twice.bär.example'), 'plain@example.org']
  await db.write
    .insertInto('person')
    .values(people.map((email, i) => ({ name: 'Ada', email, handle: `ada-${i}` })))
    .execute()
  await db.writePool.query(readFileSync('database/migrations/0031-addresses-in-one-form.sql', 'utf8'))
  const kept = (await db.read.selectFrom('person').select('email').orderBy('handle').execute()).map(
    ({ email }) => email,
  )
  for (const email of typed) assert.ok(kept.includes(plainAddress(email)), `${email}: ${kept}`)
  assert.ok(kept.includes('eva@twice.bär.example') && kept.includes('plain@example.org'))
})
