/**
 * The cookie of a session, on a site with https and on one without.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noSessionCookies, sessionCookie, sessionTokenIn } from '#server/identity/session-cookie.ts'
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

test('a cookie that somebody else put beside ours keeps nobody out', () => {
  const good = sessionCookie(http, 'good')
  const forged = `session=${valueIn(good).replace('good', 'evil')}`
  for (const header of [`${forged}; ${pairOf(good)}`, `${pairOf(good)}; ${forged}`, `a=%E0%A4%A; ${pairOf(good)}; b`])
    assert.equal(sessionTokenIn(http, header), 'good', header)
  for (const header of [forged, 'session', 'session=', 'xsession=x', '', undefined, null])
    assert.equal(sessionTokenIn(http, header), null, String(header))
})

test('whoever is signed in by the name that the cookie had before stays so, and a newer one comes before it', () => {
  const former = `__Secure-session=${valueIn(sessionCookie(https, 'former'))}`
  assert.equal(sessionTokenIn(https, former), 'former')
  assert.equal(sessionTokenIn(https, `${former}; ${pairOf(sessionCookie(https, 'newer'))}`), 'newer')
  const ended = noSessionCookies(https.publicUrl)
  assert.deepEqual(
    ended.map((one) => one.split('=')[0]),
    ['__Host-session', '__Secure-session'],
  )
  for (const one of ended) assert.match(one, /Max-Age=0; Path=\/; HttpOnly; Secure/)
})
