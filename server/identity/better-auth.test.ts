import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getMigrations } from 'better-auth/db/migration'
import { beginSession } from '#server/identity/begin-session.ts'
import { authOf, authOptions } from '#server/identity/better-auth.ts'
import { isPassword, savePassword } from '#server/identity/password.ts'
import { sessionTokenIn } from '#server/identity/session-cookie.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { ben } = site.cast.people
const { config, secrets } = site.platform

function requestWith(cookies: string[]): RequestFacts {
  return {
    address: '127.0.0.1',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    cookies: {},
    wantsJson: false,
    version: undefined,
    headers: new Headers(),
    giveCookie: (one) => void cookies.push(one),
  }
}

test('better-auth finds nothing to add to our tables', async () => {
  const { toBeCreated, toBeAdded } = await site.work((work) => getMigrations(authOptions(work)))
  assert.deepEqual(toBeCreated, [])
  assert.deepEqual(toBeAdded, [])
})

test('the cookie we give is one better-auth takes, and the one it gives is one we take', async () => {
  const given: string[] = []
  await site.work((work) => beginSession(work, ben.id, requestWith(given)))
  const cookie = given[0]?.split(';')[0] ?? ''
  const session = await site.work(async (work) =>
    (await authOf(work)).api.getSession({ headers: new Headers({ cookie }) }),
  )
  assert.equal(session?.user.id, ben.id)

  await site.work((work) => savePassword(work, ben.id, 'four birds on a wire'))
  const { headers } = await site.work(async (work) =>
    (await authOf(work)).api.signInEmail({
      body: { email: ben.email, password: 'four birds on a wire' },
      headers: new Headers(),
      returnHeaders: true,
    }),
  )
  const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(headers.get('set-cookie') ?? '') ?? []
  assert.ok(sessionTokenIn({ publicUrl: config.publicUrl, secrets }, `${name}=${value}`))
})

test('a session is over by the database’s clock, 90 days from now', async () => {
  await site.work((work) => beginSession(work, ben.id, requestWith([])))
  const { expires_at: end, created_at: begun } = await site.database.db.write
    .selectFrom('session')
    .select(['expires_at', 'created_at'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(end.getTime() - begun.getTime(), 90 * 86_400_000)
})

test('passwords are stored as Argon2id hashes', async () => {
  await site.work((work) => savePassword(work, ben.id, 'four birds on a wire'))
  const rows = await site.database.db.write
    .selectFrom('account')
    .select('password')
    .where('user_id', '=', ben.id)
    .execute()
  assert.equal(rows.length, 1)
  assert.match(rows[0]?.password ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.equal(await site.work((work) => isPassword(work, ben.id, 'four birds on a wire')), true)
  assert.equal(await site.work((work) => isPassword(work, ben.id, 'Four birds on a wire')), false)
  assert.equal(await site.work((work) => isPassword(work, site.cast.people.cleo.id, 'anything')), false)
})

test('what better-auth writes is rolled back with its transaction', async () => {
  const count = async () =>
    Number(
      (
        await site.database.db.write
          .selectFrom('session')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  const before = await count()
  await assert.rejects(
    site.work(async (work) => {
      await beginSession(work, ben.id, requestWith([]))
      throw new Error('stop')
    }),
  )
  assert.equal(await count(), before)
})

test('nobody who was removed gets a session', async () => {
  const { cleo } = site.cast.people
  await site.database.db.write.updateTable('person').set({ removed_at: new Date() }).where('id', '=', cleo.id).execute()
  await assert.rejects(site.work((work) => beginSession(work, cleo.id, requestWith([]))))
})
