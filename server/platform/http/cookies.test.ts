import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieHeader } from '#server/platform/http/cookies.ts'

test('a cookie is written the same in a program that has no web server, such as a bench or a command', () => {
  assert.equal(
    cookieHeader('https://guild.example.org', 'name', 'ä;b', { seconds: 60 }),
    'name=%C3%A4%3Bb; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
  )
})
