import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sources } from '#tests/conventions/source.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite({ LOG_LEVEL: 'silent' })
const visitor = site.as('visitor')

test('metrics are for requests from this machine, not for those that a proxy here passes on', async () => {
  const own = await visitor.get('/metrics')
  assert.equal(own.status, 200)
  assert.match(own.text, /guildhall_live_streams 0/)
  assert.match(own.text, /guildhall_jobs_waiting \d/)
  for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'])
    assert.equal((await visitor.get('/metrics', { [name]: '192.0.2.1' })).status, 404, name)
  for (const host of ['evil.example:3000', 'hall.example.org'])
    assert.equal((await visitor.get('/metrics', { host })).status, 404, host)
  const far = await site.server.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })
  assert.equal(far.statusCode, 404)
})

test('the description is JSON for a program and a page for a reader', async () => {
  const described = (await visitor.json('/openapi.json')).json
  assert.equal(described.openapi, '3.1.0')
  assert.ok(Object.keys(described.paths).length > 30)
  const page = await visitor.get('/openapi.json')
  assert.match(String(page.headers['content-type']), /^text\/html/)
})

/** Refusals of the command line, and of mails that came in, which are answered by mail. */
const toldElsewhere = ['server/identity/operator.ts', 'server/platform/mail/incoming/refusals.ts']

test('every problem code is explained where its document points, in the reader’s language', async () => {
  const page = await visitor.get('/problems')
  assert.equal(page.status, 200)
  const declared = sources(['server', 'demo'])
    .filter(({ path }) => !path.endsWith('.test.ts') && !toldElsewhere.includes(path))
    .flatMap(({ text }) => [...text.matchAll(/\brefusal\(\s*'([^']+)'/g)].map(([, code = '']) => code))
  assert.ok(declared.length > 50)
  for (const code of declared) assert.ok(page.text.includes(`id="${code}"`), `/problems has no entry for ${code}`)
  assert.equal(new Set(declared).size, declared.length, 'each code is declared once')

  const refused = await visitor.json('/c/nowhere')
  const [path, code] = refused.json.type.split('#')
  assert.deepEqual([path, code], ['/problems', 'sign_in_first'])
  assert.match(page.text, new RegExp(`id="${code}".*?Sign in to see this\\.`, 's'))

  const german = await visitor.get('/problems', { 'accept-language': 'de' })
  assert.match(german.text, /id="ping_closed".*?Dieser Ping/s)
  assert.deepEqual(
    (await visitor.json('/problems')).json.problems.find((one: { code: string }) => one.code === 'not_a_voter'),
    {
      code: 'not_a_voter',
      status: 403,
      says: 'Only members of this community answer its Pings.',
      from: ['POST /c/:community/pings/:ping/vote'],
    },
  )
  assert.match((await visitor.get('/openapi.json')).text, /<a [^>]*href="\/problems#not_a_voter"/)
})

test('the health check answers without a database', async () => {
  assert.deepEqual(
    [(await visitor.get('/health/live')).text, (await visitor.get('/health/ready')).text],
    ['alive\n', 'ready\n'],
  )
  await site.database.db.close()
  await site.platform.database.close()
  assert.equal((await visitor.get('/health/live')).status, 200)
})
