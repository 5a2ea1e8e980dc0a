import assert from 'node:assert/strict'
import { test } from 'node:test'
import { vouchesBy } from './authentication-results.ts'

const from = 'ben@example.org'
const vouches = (...headers: string[]) => vouchesBy(headers, 'mx.guild.example', from)

test('what the own server found of the domain of the author counts', () => {
  assert.ok(vouches('mx.guild.example; dmarc=pass header.from=example.org'))
  assert.ok(
    vouches('MX.guild.example 1; dkim=pass (2048; "a;b" (nested)) header.i=@example.org header.s=k; dmarc=none'),
  )
  assert.ok(vouches('mx.guild.example; spf=pass smtp.mailfrom=bounce@example.org'))
})

test('nothing else does', () => {
  assert.ok(!vouches())
  assert.ok(!vouches('mx.elsewhere.example; dmarc=pass header.from=example.org'), 'another server')
  assert.ok(!vouches('mx.guild.example; dmarc=pass header.from=elsewhere.example'), 'another domain')
  assert.ok(
    !vouches('mx.guild.example; dkim=pass header.d=elsewhere.example; spf=pass smtp.mailfrom=elsewhere.example'),
  )
  assert.ok(!vouches('mx.guild.example; dkim=pass header.d=example.org; dmarc=fail header.from=example.org'))
  assert.ok(!vouches('mx.guild.example; none', 'mx.guild.example; dmarc=pass header.from=example.org'), 'a second one')
  assert.ok(!vouches('mx.guild.example (dmarc=pass header.from=example.org); spf=fail'), 'a comment')
})
