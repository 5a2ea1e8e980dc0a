import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { beginSession } from '#server/identity/room.ts'
import { acts } from '#server/platform/http/endpoint.ts'
import { openSite } from '#tests/support/site.ts'

const row = {
  summary: 'An act.',
  who: 'signed_in' as const,
  refusals: [],
  input: z.object({}),
  view: z.object({}),
  act: async () => ({}),
  respond: () => ({ location: '/' }),
}
const site = await openSite({ PUBLIC_URL: 'https://hall.example.org' }, [
  {
    name: 'stage',
    endpoints: [
      acts({ ...row, path: '/stage/act' }),
      acts({ ...row, path: '/stage/b/:code', who: 'anyone', foreignOrigin: 'the code is the proof' }),
    ],
  },
])
const cookies: string[] = []
const giveCookie = (one: string) => cookies.push(one)
const request = {
  address: '192.0.2.1',
  userAgent: 'test',
  headers: new Headers(),
  cookies: {},
  wantsJson: false,
  version: undefined,
  giveCookie,
}
await site.work((work) => beginSession(work, site.cast.people.ada.id, request))
const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
const bearer = { authorization: `Bearer ${site.cast.people.ada.token}` }

async function act(headers: Record<string, string>, url = '/stage/act'): Promise<number> {
  return (await site.server.inject({ method: 'POST', url, headers: { accept: 'application/json', ...headers } }))
    .statusCode
}

test('a change comes from our own pages, or from a token without a cookie', async () => {
  const own = 'https://hall.example.org'
  const table: [Record<string, string>, number][] = [
    [{ cookie, 'sec-fetch-site': 'same-origin' }, 200],
    [{ cookie, 'sec-fetch-site': 'same-origin', origin: own }, 200],
    [{ cookie, origin: own }, 200],
    [{ ...bearer }, 200],
    [{ ...bearer, cookie, origin: own }, 200],
    [{ cookie }, 403],
    [{ cookie, origin: 'https://evil.example' }, 403],
    [{ cookie, origin: 'null' }, 403],
    [{ cookie, origin: 'http://hall.example.org' }, 403],
    [{ cookie, origin: 'https://hall.example.org.evil.example' }, 403],
    [{ cookie, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 403],
    [{ cookie, origin: 'null', 'sec-fetch-site': 'same-origin' }, 403],
    [{ cookie, origin: 'https://evil.example', 'sec-fetch-site': 'same-origin', host: 'evil.example' }, 421],
    [{ cookie, 'sec-fetch-site': 'cross-site', origin: own }, 403],
    [{ cookie, 'sec-fetch-site': 'same-site', origin: own }, 403],
    [{ cookie, 'sec-fetch-site': 'none' }, 403],
    [{ ...bearer, cookie }, 403],
    [{ ...bearer, cookie: 'any=thing' }, 403],
    [{ ...bearer, cookie, origin: 'https://evil.example' }, 403],
    [{ authorization: 'Bearer wrong' }, 401],
    [{ authorization: 'Basic YTpi', cookie }, 403],
    [{}, 403],
  ]
  for (const [headers, status] of table) assert.equal(await act(headers), status, JSON.stringify(headers).slice(0, 200))
})

test('an endpoint declared so, with its reason, takes a change from any origin', async () => {
  for (const headers of [
    { origin: 'null' },
    { origin: 'https://mail.example' },
    { 'sec-fetch-site': 'cross-site' },
    {},
  ])
    assert.equal(await act(headers as Record<string, string>, '/stage/b/x'), 200)
})

test('no response allows another site to read it (CORS)', async () => {
  for (const method of ['OPTIONS', 'GET', 'POST'] as const) {
    const answer = await site.server.inject({
      method,
      url: '/stage/act',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    assert.equal(answer.headers['access-control-allow-origin'], undefined)
    assert.equal(answer.headers['cross-origin-resource-policy'], 'same-origin')
    assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000')
  }
})
