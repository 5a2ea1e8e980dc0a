import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSecrets } from '#server/platform/secrets.ts'
import type { Platform } from '#server/platform/work.ts'
import { unsubscribeAddress, unsubscribeLink } from './unsubscribe.ts'

const platform = {
  config: { publicUrl: 'https://guild.example' },
  secrets: makeSecrets('a key that is long enough'),
} as unknown as Platform
const about = {
  personId: '0197b0a0-1111-7222-8333-444455556666',
  communityId: '0197b0a0-1111-7222-8333-000000000000',
  kind: 'ping',
}

test('an unsubscribe address says whose and what, and nothing else can be made of it', () => {
  const address = unsubscribeAddress(platform, about)
  assert.ok(address.length <= 200)
  const token = new URL(address).pathname.split('/').at(-1) as string
  assert.deepEqual(unsubscribeLink.open(platform.secrets, token), about)
  const other = unsubscribeAddress(platform, { ...about, kind: 'reply' })
    .split('/')
    .at(-1) as string
  const mixed = [...token.split('.').slice(0, 3), other.split('.')[3]].join('.')
  for (const bad of ['', token.slice(0, -1), token.replace('ping', 'reply'), mixed, 'x'.repeat(500), '...'])
    assert.equal(unsubscribeLink.open(platform.secrets, bad), null, bad)
})
