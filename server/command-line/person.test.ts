import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { runGuildhall } from '#tests/support/command-line.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { databaseUrl, freshDataDir } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'

const key = 'a key for this test, of 43 letters or so....'
const site = await openSite({ SECRET_KEY: key })
const settings = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(site.database.connection), SECRET_KEY: key }
const run = (...args: string[]) => runGuildhall(args, settings)

describe('beside a running site', () => {
  test('person add adds a person; one who exists already only gets the role', async () => {
    const added = await run(
      'person',
      'add',
      '--email',
      'Nora@Example.org',
      '--name',
      'Nora  Quist',
      '--site-role',
      'admin',
    )
    assert.equal(added.code, 0, added.err)
    assert.equal(added.out, 'Added Nora Quist, nora@example.org. Site role: admin.\n')
    const again = await run(
      'person',
      'add',
      '--email',
      'ben@example.org',
      '--name',
      'Somebody Else',
      '--site-role',
      'owner',
    )
    assert.equal(again.code, 0)
    assert.match(again.out, /There is somebody with the address ben@example\.org already\. Site role: owner/)
    const people = await site.database.db.write
      .selectFrom('person')
      .select(['email', 'name', 'handle', 'site_role'])
      .where('email', 'in', ['nora@example.org', 'ben@example.org'])
      .orderBy('email')
      .execute()
    assert.deepEqual(people, [
      { email: 'ben@example.org', name: 'Ben Reyes', handle: 'ben-reyes', site_role: 'owner' },
      { email: 'nora@example.org', name: 'Nora Quist', handle: 'nora-quist', site_role: 'admin' },
    ])
  })

  test('token prints a token that works as its last line', async () => {
    const { code, out, err } = await run('token', '--email', 'cleo@example.org', '--days', '2', '--scope', 'read')
    assert.equal(code, 0, err)
    const token = out.trim().split('\n').at(-1) ?? ''
    const ask = (method: 'GET' | 'POST') =>
      site.server.inject({
        method,
        url: '/account',
        headers: { accept: 'application/json', authorization: `Bearer ${token}` },
        ...(method === 'POST' && { payload: {} }),
      })
    assert.equal((await ask('GET')).json().email, 'cleo@example.org')
    assert.equal((await ask('POST')).statusCode, 403)
  })

  test('signin prints an address that signs in once', async () => {
    const { code, out, err } = await run('signin', '--email', 'CLEO@example.org')
    assert.equal(code, 0, err)
    const browser = openJar(site.server, site.platform.config.publicUrl)
    assert.equal((await browser.post(out.trim())).status, 303)
    assert.equal((await browser.json('/account')).json.email, 'cleo@example.org')
    assert.equal((await browser.post(out.trim())).status, 409)
  })
})

test('an unknown person and an invalid address each end in a sentence', async () => {
  for (const command of ['token', 'signin']) {
    const nobody = await run(command, '--email', 'nobody@example.org')
    assert.equal(nobody.code, 1)
    assert.equal(nobody.out, '')
    assert.match(nobody.err, /Nobody on this site has that address/)
    const wrong = await run(command, '--email', 'nobody')
    assert.equal(wrong.code, 2)
    assert.match(wrong.err, /This is not a mail address/)
    assert.equal((await run(command)).code, 2)
  }
  assert.equal((await run('token', '--email', 'ben@example.org', '--days', '0')).code, 2)
  assert.equal((await run('person', 'add', '--email', 'x@example.org', '--name', ' ')).code, 2)
  assert.equal((await run('person', 'add', '--email', 'x@example.org', '--name', 'X', '--site-role', 'king')).code, 2)
})

test('each has its help', async () => {
  for (const args of [['person', 'add'], ['token'], ['signin']]) {
    const { code, out } = await run(...args, '--help')
    assert.equal(code, 0)
    assert.match(out, /--email <address>/)
  }
})
