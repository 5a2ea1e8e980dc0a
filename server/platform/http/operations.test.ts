import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'

const site = await openSite({ LOG_LEVEL: 'silent' })
const visitor = site.as('visitor')

test('figures are for this machine, and not for whoever a proxy here asks for', async () => {
  const own = await visitor.get('/metrics')
  assert.equal(own.status, 200)
  assert.match(own.text, /guildhall_live_streams 0/)
  assert.match(own.text, /guildhall_jobs_waiting \d/)
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
    assert.equal((await visitor.get('/metrics', { [name]: '192.0.2.1' })).status, 404)
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

test('that it runs is said without a database', async () => {
  assert.deepEqual(
    [(await visitor.get('/health/live')).text, (await visitor.get('/health/ready')).text],
    ['alive\n', 'ready\n'],
  )
  await site.database.db.close()
  await site.platform.database.close()
  assert.equal((await visitor.get('/health/live')).status, 200)
})
