/**
 * What the server does with bytes that are no request, and with clients that send one so slowly that it never ends.
 */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import fastify, { type FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { closeSlowRequests, onClientError } from '#server/platform/http/connections.ts'
import { waitLimit } from '#tests/support/wait-for.ts'

const server = fastify({ clientErrorHandler: onClientError })
closeSlowRequests(server, { body: 100, afterAnswer: 100 })
server.decorateRequest('actor', null)
server.decorateRequest('isMultipart', function (this: FastifyRequest) {
  return 'x-multipart' in this.headers
})
server.addHook('onRequest', async (request, reply) => {
  if (request.url === '/person') request.actor = { kind: 'person' } as Actor
  if (request.url === '/closed') return reply.code(401).send('closed')
})
for (const url of ['/visitor', '/person', '/closed']) server.post(url, async () => 'done')
server.addContentTypeParser('multipart/form-data', (_request, payload, done) => {
  payload.resume()
  payload.on('end', () => done(null, {}))
})
await server.listen({ host: '127.0.0.1', port: 0 })
after(() => server.close())
const { port } = server.server.address() as { port: number }

/** Sends the bytes, and another now and then; gives the answer when the server hangs up, or after `wait` ms says it did not. */
function drip(bytes: string, drop = '', wait = waitLimit): Promise<{ heard: string; hungUp: boolean }> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes))
    const dripping = setInterval(() => drop && socket.write(drop), 20)
    const end = (hungUp: boolean) => {
      clearInterval(dripping)
      clearTimeout(givingUp)
      socket.destroy()
      resolve({ heard, hungUp })
    }
    const givingUp = setTimeout(() => end(false), wait)
    socket.on('data', (chunk) => (heard += chunk))
    socket.on('close', () => end(true))
    socket.on('error', () => end(true))
  })
}

const post = (url: string, more = '') =>
  `POST ${url} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${more}Content-Length: 5000\r\n\r\n`

test('a form that never ends is cut off, and so is what is sent after the answer; a file upload is waited for', async () => {
  assert.equal((await drip(post('/visitor'), 'x')).hungUp, true)
  const closed = await drip(post('/closed'), 'x')
  assert.match(closed.heard, /^HTTP\/1\.1 401/)
  assert.equal(closed.hungUp, true)
  const asFile = 'X-Multipart: yes\r\n'
  assert.equal((await drip(post('/visitor', asFile), 'x')).hungUp, true)
  assert.equal((await drip(post('/person', asFile), 'x', 400)).hungUp, false)
})

test('bytes that are no HTTP request are answered with a sentence, which may not be cached', async () => {
  for (const [bytes, says] of [
    ['NONSENSE\r\n\r\n', /^HTTP\/1\.1 400 .*This is not a request that can be read\.\n$/s],
    [
      `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 .*Delete the cookies of this/s,
    ],
    ['POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', /^HTTP\/1\.1 400 /],
  ] as const) {
    const { heard, hungUp } = await drip(bytes)
    assert.match(heard, says)
    assert.match(heard, /Cache-Control: no-store\r\n/)
    assert.match(heard, /X-Content-Type-Options: nosniff\r\n/)
    assert.equal(hungUp, true)
  }
})
