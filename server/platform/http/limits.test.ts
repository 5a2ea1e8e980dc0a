import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { html } from '#server/platform/html/html.ts'
import { acts, reads } from '#server/platform/http/endpoint.ts'
import { line } from '#server/platform/http/input.ts'
import { clientNetwork, countRequest, forgetCounts } from '#server/platform/http/limits.ts'
import { Refused, tooMany } from '#server/platform/refuse.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const view = z.object({})
const common = { who: 'anyone' as const, refusals: [tooMany], view }
const form = reads({
  ...common,
  path: '/stage/ask',
  summary: 'The form.',
  input: z.object({}),
  read: async () => ({}),
  page(_view, { returned, forms }) {
    forms?.set('/stage/asking', '')
    return html`<form action="/stage/asking"><input value="${String(returned?.typed.email ?? '')}">${returned?.problems['']}`
  },
})
const limited = acts({
  ...common,
  path: '/stage/asking',
  summary: 'An act that may be done three times a minute.',
  form: '/stage/ask',
  limit: { times: 3, seconds: 60, field: 'email' },
  input: z.object({ email: line(100) }),
  act: async () => ({}),
  respond: () => ({ location: '/' }),
})
const site = await openSite({ LOG_LEVEL: 'silent', DEMO: 'off', TRUSTED_PROXIES: 'loopback' }, [
  { name: 'stage', endpoints: [form, limited] },
])

/** One act from an address, by somebody or nobody; its status. */
async function ask(from: string, email: string, token?: string): Promise<number> {
  const { statusCode } = await site.server.inject({
    method: 'POST',
    url: '/stage/asking',
    headers: {
      'x-forwarded-for': from,
      origin: site.platform.config.publicUrl,
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    payload: { email },
  })
  return statusCode
}

async function askAll(asks: readonly Parameters<typeof ask>[]): Promise<number[]> {
  forgetCounts()
  const statuses: number[] = []
  for (const one of asks) statuses.push(await ask(...one))
  return statuses
}

test('each network address has its own rate limit', async () => {
  assert.deepEqual(
    await askAll([
      ['192.0.2.1', 'a'],
      ['192.0.2.1', 'b'],
      ['192.0.2.1', 'c'],
      ['192.0.2.1', 'd'],
      ['192.0.2.2', 'e'],
    ]),
    [200, 200, 200, 429, 200],
  )
})

test('addresses of one IPv6 network count as one', async () => {
  assert.deepEqual(
    await askAll([
      ['2001:db8::1', 'a'],
      ['2001:db8:0:0:ffff::2', 'b'],
      ['2001:0db8:0:0:1:2:3:4', 'c'],
      ['2001:db8::5', 'd'],
      ['2001:db8:0:1::1', 'e'],
    ]),
    [200, 200, 200, 429, 200],
  )
})

test('a field’s value has its own rate limit, from whatever address and however it is written', async () => {
  assert.deepEqual(
    await askAll([
      ['192.0.2.1', 'ada@example.org'],
      ['192.0.2.2', 'ADA@example.org'],
      ['192.0.2.3', ' ada@example.org'],
      ['192.0.2.4', 'ada@example.org'],
      ['192.0.2.4', 'ben@example.org'],
    ]),
    [200, 200, 200, 429, 200],
  )
})

test('an account has its own rate limit from whatever address, and colleagues at one address do not use up each other’s', async () => {
  const { ada, ben } = site.cast.people
  assert.deepEqual(
    await askAll([
      ['192.0.2.1', 'a', ada.token],
      ['192.0.2.2', 'b', ada.token],
      ['192.0.2.3', 'c', ada.token],
      ['192.0.2.4', 'd', ada.token],
      ['192.0.2.3', 'e', ben.token],
    ]),
    [200, 200, 200, 429, 200],
  )
})

test('a 429 says when to try again, and its form keeps what was typed', async () => {
  forgetCounts()
  const visitor = site.as('visitor')
  for (let i = 0; i < 3; i++) await visitor.post('/stage/asking', { email: 'a' })
  const page = await visitor.post('/stage/asking', { email: '"a"' })
  assert.equal(page.status, 429)
  assert.match(page.text, /value="&quot;a&quot;".*Too many requests/)
  const json = await visitor.send('/stage/asking', { email: 'a' })
  assert.equal(json.json.code, 'too_many')
  for (const { headers } of [page, json]) {
    const seconds = Number(headers['retry-after'])
    assert.ok(seconds > 50 && seconds <= 60, `${seconds}`)
  }
})

test('a rate limit is free again when its time is over', async () => {
  const terms = { times: 1, seconds: 0.05 }
  const isRefused = () => {
    try {
      countRequest('short', terms, ['one'])
      return false
    } catch (problem) {
      return problem instanceof Refused
    }
  }
  await waitFor(isRefused)
  await waitFor(() => !isRefused())
})

test('the memory of rate limits is bounded, and a client that was just refused stays refused', () => {
  forgetCounts()
  const terms = { times: 1, seconds: 3600 }
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 500_000; i++) countRequest('flood', terms, [`a:${i}`])
  assert.throws(() => countRequest('flood', terms, ['a:499999']), Refused)
  assert.doesNotThrow(() => countRequest('flood', terms, ['a:0']))
  collect()
  const grown = process.memoryUsage().heapUsed - before
  assert.ok(grown < 25_000_000, `${grown} bytes for one limit`)
  forgetCounts()
})

test('the network of a client is an IPv4 address, however it is written and also where IPv6 carries it, or an IPv6 /64', () => {
  const table = {
    '192.0.2.1': '192.0.2.1',
    '::ffff:192.0.2.1': '192.0.2.1',
    '::FFFF:c000:201': '192.0.2.1',
    '0:0:0:0:0:ffff:c000:0201': '192.0.2.1',
    '::ffff:0:c000:201': '192.0.2.1',
    '64:ff9b::c000:201': '192.0.2.1',
    '64:ff9b::192.0.2.2': '192.0.2.2',
    '64:ff9b:1::c000:201': '64:ff9b:1:0',
    unknown: 'unknown',
    '::1': '0:0:0:0',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2',
    '2001:DB8:1:2::': '2001:db8:1:2',
    '2001:db8::6': '2001:db8:0:0',
    'fe80::1%eth0': 'fe80:0:0:0',
  }
  for (const [address, wanted] of Object.entries(table)) assert.equal(clientNetwork(address), wanted, address)
})
