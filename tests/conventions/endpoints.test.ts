/**
 * Rules of every address, for every caller: it describes itself, no GET leaves a trace, no other site acts. Who may do what
 * is tested in tests/promises/who-may-what.test.ts.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standingHeaders } from '#server/platform/http/headers.ts'
import { openApi } from '#server/platform/http/openapi.ts'
import { refusalsOf } from '#server/platform/http/refusals-of.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { permissions } from '#tests/support/permissions.ts'
import { actRows, addressOf, nameOf, rows, textFields } from '#tests/support/sample-body.ts'
import { openSite } from '#tests/support/site.ts'
import { tracesOf } from '#tests/support/traces.ts'

const site = await openSite()
const samples = await makeFixtures(site)
const inCommunity = rows.filter(({ path }) => path.startsWith('/c/:community'))
const word = /marmalade/i

test('each row says in a line what it is, who may come, and each refusal by one code', () => {
  const known = new Map<string, string>()
  for (const row of rows) {
    assert.match(row.summary, /\.$/, `${nameOf(row)}: end its summary with a full stop`)
    assert.ok(
      ['anyone', 'bearer', 'signed_in'].includes(row.who) || permissions.includes(row.who),
      `${nameOf(row)}: who is ${row.who}?`,
    )
    for (const { code, status, says } of refusalsOf(row)) {
      const before = known.get(code)
      assert.ok(before === undefined || before === `${status} ${says}`, `${nameOf(row)}: ${code} has two meanings`)
      known.set(code, `${status} ${says}`)
    }
  }
})

test('no row repeats a refusal that follows from the rest of it', () => {
  for (const row of rows) {
    const own = row.refusals ?? []
    for (const one of own) {
      const without = refusalsOf({ ...row, refusals: own.filter((other) => other !== one) })
      const isTold = new Set(without).symmetricDifference(new Set(refusalsOf(row))).size > 0
      assert.ok(isTold, `${nameOf(row)}: ${one.code} follows from the rest of the row (refusals-of.ts)`)
    }
  }
})

test('no two rows share a method and a path', () => {
  const names = rows.map(nameOf)
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  )
})

test('no act has a field by a name that every form uses for itself', () => {
  for (const row of actRows)
    for (const { name } of textFields(row))
      assert.ok(!['once', 'for', 'version'].includes(name), `${nameOf(row)}: ${name} never arrives (answer-act.ts)`)
})

test('every row with JSON is described', () => {
  const { paths } = openApi(rows, { name: 'test', publicUrl: 'http://127.0.0.1' }) as {
    paths: Record<string, Record<string, unknown>>
  }
  for (const row of rows) {
    if ('json' in row && row.json === 'none') continue
    assert.ok(paths[row.path.replace(/:(\w+)/g, '{$1}')]?.[row.method.toLowerCase()], `${nameOf(row)} is missing`)
  }
})

test('a visitor is led to sign in, whether the address exists or not', async () => {
  const visitor = site.as('visitor')
  for (const row of rows.filter(({ who }) => who !== 'anyone' && who !== 'bearer')) {
    const address = addressOf(row, samples)
    const page = row.method === 'GET' ? await visitor.get(address) : await visitor.post(address)
    assert.equal(page.status, 303, `${nameOf(row)} answered a visitor ${page.status}`)
    assert.match(String(page.headers.location), /^\/sign-in/, nameOf(row))
    const json = row.method === 'GET' ? await visitor.json(address) : await visitor.send(address)
    assert.equal(json.status, 401, `${nameOf(row)} as JSON answered a visitor ${json.status}`)
  }
  const nowhere = await visitor.get('/c/nowhere-at-all')
  assert.equal(nowhere.status, 303)
})

test('an entry of one community is not found under the address of another', async () => {
  const eve = site.as('eve')
  for (const row of inCommunity.filter(({ path, method }) => method === 'GET' && path.split(':').length > 2)) {
    const answer = await eve.get(addressOf(row, { ...samples, community: site.cast.elsewhere.slug }))
    assert.equal(answer.status, 404, `${nameOf(row)} answered Eve ${answer.status} under her own community`)
    assert.doesNotMatch(answer.text, word)
  }
})

test('a GET leaves no trace in the database', async () => {
  const ada = site.as('ada')
  const before = await tracesOf(site)
  for (const row of rows.filter(({ method, path }) => method === 'GET' && path !== '/live')) {
    const address = addressOf(row, samples)
    const answer = await ada.get(address)
    assert.ok(answer.status < 500, `${nameOf(row)} failed: ${answer.text.slice(0, 200)}`)
    await ada.json(address)
  }
  assert.deepEqual(await tracesOf(site), before)
})

test('a form of another site does nothing', async () => {
  for (const row of rows.filter((one) => one.method === 'POST')) {
    if ('foreignOrigin' in row && row.foreignOrigin) continue
    const answer = await site
      .as('visitor')
      .post(addressOf(row, samples), {}, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })
    assert.equal(answer.status, 403, `${nameOf(row)} took a form of another site`)
  }
})

test('wrong methods, wrong types and huge queries are refused in words', async () => {
  const ada = site.as('ada')
  const root = `/c/${site.cast.community.slug}`
  const deleted = await ada.send(root, {}, 'DELETE')
  assert.equal(deleted.status, 405)
  const typed = await ada.post(`${root}/discussions`, {}, { 'content-type': 'text/plain' })
  assert.equal(typed.status, 415)
  const huge = await ada.get(`${root}/toolkit?q=${'x'.repeat(9000)}`)
  assert.equal(huge.status, 413)
  for (const answer of [deleted, typed, huge]) assert.doesNotMatch(answer.text, /at .*\.ts:\d+/)
})

test('every response has the standard headers or its own instead, and no private one may be cached by others', async () => {
  const own = new Set(['content-security-policy', 'referrer-policy', 'cross-origin-resource-policy', 'cache-control'])
  const check = ({ headers }: { headers: Record<string, unknown> }, what: string) => {
    for (const [name, value] of Object.entries(standingHeaders)) {
      assert.ok(headers[name], `${what} has no ${name}`)
      if (!own.has(name)) assert.ok(String(headers[name]).startsWith(value), `${what}: ${name}`)
    }
    assert.match(String(headers['content-security-policy']), /default-src '(self|none)'|sandbox/, what)
    assert.match(String(headers['cache-control']), /no-store|private|no-cache/, `${what} may be kept`)
    assert.equal(headers['x-powered-by'] ?? headers.server, undefined, what)
  }
  for (const row of rows.filter(({ path }) => path !== '/live')) {
    const address = addressOf(row, samples)
    for (const who of ['ada', 'eve', 'visitor'] as const) {
      const client = site.as(who)
      for (const answer of row.method === 'GET'
        ? [await client.get(address), await client.json(address)]
        : // A body of a wrong shape, so that the act does nothing.
          [await client.post(address, {}, { 'content-type': 'text/plain' }), await client.send(address, [])])
        check(answer, `${nameOf(row)} for ${who}, ${answer.status}`)
    }
  }
  for (const path of ['/nowhere', '/assets/none.js', `/${'x'.repeat(5000)}`])
    check(await site.as('ada').get(path), path)
})
