/**
 * The cookie of a session, on a site with https and on one without.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noSessionCookie, sessionCookie, sessionTokenIn } from '#server/identity/session-cookie.ts'
import { makeSecrets } from '#server/platform/secrets.ts'

const secrets = makeSecrets('a key of the site, long enough')
const https = { publicUrl: 'https://hall.example.org', secrets }
const http = { publicUrl: 'http://127.0.0.1:3000', secrets }
const pairOf = (setCookie: string) => setCookie.split(';')[0] as string
const valueIn = (setCookie: string) => pairOf(setCookie).replace(/^[^=]+=/, '')

test('where the site has https no other host can put a session in a browser, and it goes over https alone', () => {
  assert.match(
    sessionCookie(https, 'token'),
    /^__Host-session=token\.[\w%+/=]+; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  assert.match(
    sessionCookie(http, 'token'),
    /^session=token\.[\w%+/=]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/,
  )
})

test('a second cookie of the same name from another site locks nobody out', () => {
  const good = sessionCookie(http, 'good')
  const forged = `session=${valueIn(good).replace('good', 'evil')}`
  for (const header of [`${forged}; ${pairOf(good)}`, `${pairOf(good)}; ${forged}`, `a=%E0%A4%A; ${pairOf(good)}; b`])
    assert.equal(sessionTokenIn(http, header), 'good', header)
  for (const header of [forged, 'session', 'session=', 'xsession=x', '', undefined, null])
    assert.equal(sessionTokenIn(http, header), null, String(header))
})

test('a session cookie set by another site of the same domain signs nobody in', () => {
  const theirs = valueIn(sessionCookie(https, 'theirs'))
  for (const name of ['__Secure-session', 'session', '__host-session', '__Host-sessions'])
    assert.equal(sessionTokenIn(https, `${name}=${theirs}`), null, name)
  assert.match(noSessionCookie(https.publicUrl), /^__Host-session=; Max-Age=0; Path=\/; HttpOnly; Secure/)
})
