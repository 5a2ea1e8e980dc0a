import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { Secret } from '#server/platform/log.ts'
import { makeSecrets } from '#server/platform/secrets.ts'
import { openReplyAddress, replyAddress } from './reply-address.ts'

const secrets = makeSecrets(new Secret('a key of at least thirty-two letters, for a test'))
const key = { id: randomUUID(), version: 3 }

for (const [name, pattern] of [
  ['behind a plus', 'reply+*@guild.example'],
  ['as the whole of a catch-all', '*@reply.guild.example'],
] as const)
  test(`a code ${name} is found again, however the case of its letters was changed, and nothing else opens`, () => {
    const address = replyAddress(secrets, pattern, key)
    assert.ok((address.split('@')[0] ?? '').length <= 64, 'as mail servers allow')
    assert.deepEqual(openReplyAddress(secrets, pattern, address), key)
    assert.deepEqual(openReplyAddress(secrets, pattern, ` ${address.toUpperCase()}`), key)
    for (const other of [
      address.replace('guild', 'build'),
      address.replace(/\d(?=@)/, '4'),
      address.replace(/.{5}(?=@)/, 'aaaaa'),
      pattern.replace('*', ''),
      pattern.replace('*', 'somebody'),
    ])
      assert.equal(openReplyAddress(secrets, pattern, other), null, other)
  })
