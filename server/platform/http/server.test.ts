/**
 * The server as it listens: what goes over the wire.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { html } from '#server/platform/html/html.ts'
import { acts, reads } from '#server/platform/http/endpoint.ts'
import { openSite } from '#tests/support/site.ts'
import { waitLimit } from '#tests/support/wait-for.ts'

const page = (words: number) => ({
  summary: 'A page.',
  who: 'anyone' as const,
  refusals: [],
  input: z.object({ name: z.string().optional() }),
  view: z.object({}),
  read: async () => ({}),
  page: () => html`<p>${'word '.repeat(words)}</p>`,
})
const site = await openSite({ LOG_LEVEL: 'silent' }, [
  {
    name: 'stage',
    endpoints: [
      reads({ ...page(2000), path: '/stage/long' }),
      reads({ ...page(10), path: '/stage/short' }),
      reads({ ...page(1), path: '/stage/at/:name', who: 'signed_in' }),
      acts({
        ...page(1),
        path: '/stage/act',
        who: 'signed_in',
        act: async () => ({}),
        respond: () => ({ location: '/stage/short' }),
      }),
    ],
  },
])
const builtFolder = fileURLToPath(new URL('../../../web/dist', import.meta.url))
const address = await site.listen()
const { port } = new URL(address)
const bearer = { authorization: `Bearer ${site.cast.people.ada.token}` }

interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** A request with its path as it is: fetch would straighten it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, headers, method }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk) => chunks.push(chunk))
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** What the server says to bytes that may be no HTTP at all. */
function tell(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect({ port: Number(port), host: '127.0.0.1' }, () => socket.write(bytes))
    socket.on('data', (chunk) => (heard += chunk))
    socket.on('end', () => resolve(heard))
    socket.on('error', reject)
    socket.setTimeout(waitLimit, () => {
      socket.destroy()
      resolve(heard)
    })
  })
}

test('a long page comes compressed as the browser likes, a short one as it is', async () => {
  for (const [accepts, unpack] of [
    ['br, gzip', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const long = await ask('/stage/long', { 'accept-encoding': accepts })
    assert.equal(long.headers['content-encoding'], accepts.split(',')[0])
    assert.ok(long.body.length < 300)
    assert.match(unpack(long.body).toString(), /^<p>word word/)
    assert.match(String(long.headers.vary), /accept-encoding/i)
    assert.match(String(long.headers.vary), /Accept, Accept-Language, Cookie/)
  }
  for (const [path, encoding] of [
    ['/stage/short', 'br'],
    ['/stage/long', 'identity'],
  ] as const)
    assert.equal((await ask(path, { 'accept-encoding': encoding })).headers['content-encoding'], undefined)
})

test('built assets are cached by the browser for good, whoever is signed in', async () => {
  const { body } = await ask('/sign-in')
  const [styles] = /\/assets\/styles-\w+\.css/.exec(body.toString()) ?? ['']
  const file = await ask(styles, { 'accept-encoding': 'br', cookie: 'session=x' })
  assert.equal(file.status, 200)
  assert.equal(file.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(file.headers['content-encoding'], 'br')
  assert.doesNotMatch(String(file.headers.vary), /cookie/i)
  assert.equal(file.headers['x-content-type-options'], 'nosniff')
})

test('built assets are compressed once, not at each request', async () => {
  const { body } = await ask('/sign-in')
  for (const [path] of body.toString().matchAll(/\/assets\/\w+-\w+\.(css|js)/g)) {
    const plain = await ask(path)
    for (const [encoding, ending, unpack] of [
      ['br', '.br', brotliDecompressSync],
      ['gzip', '.gz', gunzipSync],
    ] as const) {
      const packed = await ask(path, { 'accept-encoding': encoding })
      assert.equal(packed.headers['content-encoding'], encoding)
      assert.equal(packed.headers['content-type'], plain.headers['content-type'])
      assert.deepEqual(packed.body, readFileSync(join(builtFolder, `${basename(path)}${ending}`)))
      assert.deepEqual(unpack(packed.body), plain.body)
    }
  }
})

test('a malformed address is not found', async () => {
  const odd = [
    '/stage/at/%00',
    '/stage/at/%E0%A4%A',
    '/stage/at/%',
    '/stage/at/%0d%0aset-cookie:x',
    `/stage/at/${'x'.repeat(401)}`,
    `/${'x'.repeat(3000)}`,
    '//evil.example/x',
    '/stage/at/a/b',
    '/../../etc/passwd',
    '/assets/../../package.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets',
  ]
  for (const path of odd) {
    const person = await ask(path, { ...bearer, accept: 'text/html' })
    assert.equal(person.status, 404, path)
    assert.match(String(person.headers['content-type']), /^text\/html/, path)
    assert.ok(person.headers['content-security-policy'], path)
    assert.doesNotMatch(person.body.toString(), /root:x:|"name": "guildhall"|FST_|<a[^>]*href="\/\/evil/)
    const visitor = await ask(path, { accept: 'application/json' })
    assert.equal(visitor.status, 401, path)
  }
  for (const name of ['a%2Fb', '%252e', '%20', 'a%3Fb', '~!$&()*+,;=:@', 'x'.repeat(400)])
    assert.equal((await ask(`/stage/at/${name}`, bearer)).status, 200, name)
})

test('an address or a query too long is refused in words', async () => {
  const answer = await ask(`/stage/long?q=${'x'.repeat(5000)}`, { accept: 'application/json' })
  assert.equal(answer.status, 413)
  assert.equal(JSON.parse(answer.body.toString()).code, 'too_large')
  assert.equal((await ask('/stage/long?name=%E0%A4%A&name=%00', bearer)).status, 422)
  assert.equal((await ask('/stage/long?name=%00%FF', bearer)).status, 200)
})

test('no link is built from a host somebody sent', async () => {
  const headers = {
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
    accept: 'text/html',
  }
  for (const path of [
    '/stage/at/x',
    '/sign-in',
    '/nothing',
    '/openapi.json',
    '/stage/short',
    'http://evil.example/stage/short',
  ]) {
    for (const more of [{}, bearer]) {
      const answer = await ask(path, { ...headers, ...more })
      assert.doesNotMatch(answer.body.toString() + JSON.stringify(answer.headers), /evil\.example/, path)
    }
  }
})

test('five megabytes are refused in words, and the connection still serves', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
    const answer = await fetch(`${address}/stage/act`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': type, accept: 'application/json' },
      body: 'x'.repeat(5_000_000),
    })
    assert.equal(answer.status, 413)
    assert.match(((await answer.json()) as { title: string }).title, /larger than this site accepts/)
  }
  const turnedAway = await fetch(`${address}/stage/act`, {
    method: 'POST',
    headers: { origin: address, accept: 'application/json', 'content-type': 'application/json' },
    body: 'x'.repeat(5_000_000),
  })
  assert.equal(turnedAway.status, 401)
  assert.equal((await fetch(`${address}/stage/short`)).status, 200)
})

test('a compressed request body is refused', async () => {
  const answer = await ask(
    '/stage/act',
    { ...bearer, 'content-type': 'application/json', 'content-encoding': 'gzip' },
    'POST',
    'x',
  )
  assert.ok([415, 422].includes(answer.status))
})

test('bytes that are no HTTP end their own connection and nothing else', async () => {
  for (const bytes of [
    'GARBAGE\r\n\r\n',
    `GET /stage/short HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    'GET /stage/short HTTP/1.1\r\n\r\n',
    'POST /stage/act HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
    'TRACE / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
    'PROPFIND /stage/short HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
  ]) {
    const heard = await tell(bytes)
    assert.match(heard, /^HTTP\/1\.1 (4\d\d|303)/, bytes.slice(0, 40))
    assert.doesNotMatch(heard, /\bat .*\.js:\d+/)
  }
  assert.equal((await ask('/stage/short')).status, 200)
})

test('the server stops, whatever connections browsers hold open', async () => {
  const used = connect({ port: Number(port), host: '127.0.0.1' })
  used.write('GET /stage/short HTTP/1.1\r\nhost: localhost\r\n\r\n')
  const unused = connect({ port: Number(port), host: '127.0.0.1' })
  await new Promise((resume) => setTimeout(resume, 100))
  await site.server.close()
  for (const socket of [used, unused]) socket.destroy()
})
