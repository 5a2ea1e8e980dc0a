/**
 * The names a site answers under; and a site for this machine alone answers this machine alone.
 */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { app } from '#server/app.ts'
import { isOwnHost, originUnder } from '#server/platform/http/host-name.ts'
import { openSite } from '#tests/support/site.ts'

const world = await openSite({ PUBLIC_URL: 'https://hall.example.org', LOG_LEVEL: 'silent' })
const here = await openSite({ LOG_LEVEL: 'silent' })
await here.database.db.write.updateTable('site').set({ demo_started_at: new Date() }).execute()

test('a host name is ours where it is that of the public address; where that is local, every local name is, on any port', () => {
  const table: [publicUrl: string, host: string | undefined, isOurs: boolean][] = [
    ['https://hall.example.org', 'hall.example.org', true],
    ['https://hall.example.org', 'HALL.example.org:443', true],
    ['https://hall.example.org', 'hall.example.org:80', false],
    ['https://hall.example.org', 'hall.example.org.evil.example', false],
    ['https://hall.example.org', 'x@hall.example.org', false],
    ['https://hall.example.org', 'evil.example/hall.example.org', false],
    ['https://hall.example.org', 'localhost:3000', false],
    ['https://hall.example.org', '127.0.0.1:3000', false],
    ['https://hall.example.org', '', false],
    ['https://hall.example.org', undefined, false],
    ['http://hall.example.org:8080', 'hall.example.org:8080', true],
    ['http://hall.example.org:8080', 'hall.example.org', false],
    ['http://192.0.2.7:3000', '192.0.2.7:3000', true],
    ['http://192.0.2.7:3000', 'localhost:3000', false],
    ...['127.0.0.1:3000', 'localhost:3000', '[::1]:3000', 'localhost', 'localhost:8080', 'hall.localhost:9'].map(
      (host) => ['http://127.0.0.1:3000', host, true] as [string, string, boolean],
    ),
    ['http://0.0.0.0:3000', 'localhost:8080', true],
    ['http://[::]:3000', '127.0.0.1:3000', true],
    ['http://0.0.0.0:3000', '192.0.2.7:3000', false],
    ['http://127.0.0.1:3000', 'evil.example:3000', false],
    ['http://127.0.0.1:3000', 'localhost.evil.example:3000', false],
    ['http://127.0.0.1:3000', '127.0.0.1.evil.example', false],
    ['http://127.0.0.1:3000', '192.168.0.7:3000', false],
  ]
  for (const [publicUrl, host, isOurs] of table)
    assert.equal(isOwnHost(host, publicUrl), isOurs, `${host} at ${publicUrl}`)
  assert.equal(originUnder('localhost:8080', 'http://127.0.0.1:3000'), 'http://localhost:8080')
})

test('a request for another name is answered in a sentence, as page and as JSON, and nothing is done', async () => {
  for (const host of ['evil.example', 'evil.example:443', 'localhost', '127.0.0.1']) {
    const page = await world.as('ada').get('/', { host })
    assert.equal(page.status, 421, host)
    assert.match(page.text, /This site does not answer under this name\..*<a [^>]*href="https:\/\/hall\.example\.org"/s)
    assert.match(page.text, /\/assets\//)
    const acted = await world.as('ada').post('/c/new', { name: 'Other' }, { host })
    assert.equal(acted.status, 421, host)
  }
  for (const path of ['/metrics', '/openapi.json', '/sign-in', '/files/x', '/live', '/nowhere-at-all', '/b/x/y'])
    assert.ok([404, 421].includes((await world.as('ada').get(path, { host: 'evil.example' })).status), path)
  const json = await world.server.inject({ url: '/', headers: { host: 'evil.example', accept: 'application/json' } })
  assert.deepEqual([json.statusCode, json.json().code], [421, 'other_name'])
})

test('what answers under any name is one short list', async () => {
  const rows = app.rooms.flatMap(({ endpoints }) => endpoints).filter((row) => row.anyHost)
  assert.deepEqual(
    rows.map(({ path }) => path),
    ['/health/live', '/health/ready', '/metrics'],
  )
  for (const host of ['10.0.0.7:3000', 'guildhall:3000'])
    assert.equal((await world.as('visitor').get('/health/ready', { host })).status, 200)
})

const { port } = new URL(await here.listen())
/** Sends a request over a connection of its own, with any number of host names. */
const tell = (hosts: string[], version = '1.1') =>
  new Promise<string>((resolve, reject) => {
    let heard = ''
    const socket = connect({ port: Number(port), host: '127.0.0.1' })
    const names = hosts.map((host) => `Host: ${host}\r\n`).join('')
    socket
      .on('data', (chunk) => (heard += chunk))
      .on('end', () => resolve(heard))
      .on('error', reject)
    socket.write(`GET /sign-in HTTP/${version}\r\n${names}Connection: close\r\n\r\n`)
  })

test('a request with two Host headers is refused, whichever is first', async () => {
  assert.match(await tell(['localhost']), /^HTTP\/1\.1 200 /)
  for (const hosts of [
    ['localhost', 'evil.example'],
    ['evil.example', 'localhost'],
    ['localhost', 'localhost'],
  ])
    assert.match(await tell(hosts), /^HTTP\/1\.1 421 /)
})

test('the demo is for this machine: what comes through a proxy, or under another name, is told why and what to do', async () => {
  const visitor = here.as('visitor')
  const own = { host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }
  const asAda = (headers: Record<string, string>) => visitor.post('/demo/as', { key: 'ada' }, headers)
  // Nobody of the demo is here, so a request that gets that far is answered with not found.
  assert.equal((await asAda(own)).status, 404)
  assert.equal((await visitor.get('/demo/own-site', { host: 'localhost:8080' })).status, 200)
  const headers = [
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded',
    'forwarded',
    'via',
    'x-real-ip',
  ]
  for (const name of [...headers, 'x-client-ip', 'x-cluster-client-ip', 'cf-connecting-ip', 'true-client-ip']) {
    for (const closed of [await asAda({ ...own, [name]: 'x' }), await visitor.get('/', { ...own, [name]: 'x' })]) {
      assert.equal(closed.status, 421, name)
      assert.match(closed.text, /set PUBLIC_URL to the address people use/)
    }
    assert.equal((await visitor.get('/health/live', { [name]: 'x' })).status, 200)
  }
  const elsewhere = { host: 'guild.example.org', origin: 'https://guild.example.org', 'sec-fetch-site': 'same-origin' }
  assert.equal((await asAda(elsewhere)).status, 421)
  assert.match(await tell(['localhost'], '1.0'), /^HTTP\/1\.1 421 /, 'a proxy that was told nothing asks as of old')
  // The proxy passes no name on, but the browser still sends its origin.
  assert.equal((await asAda({ ...own, origin: 'https://guild.example.org' })).status, 403)
})
