import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { deviceOf } from '#server/identity/browser-description.ts'
import { loadActor } from '#server/identity/reads-actor.ts'
import { actorAgain } from '#server/identity/request-actor.ts'
import { sessionTokenIn } from '#server/identity/session-cookie.ts'
import { signInPassFor } from '#server/identity/sign-in-pass-for.ts'
import { type Jar, openJar } from '#tests/support/cookie-jar.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

// Mail leaves this site, so that nobody is asked for a password.
const site = await openSite({ SMTP_URL: 'smtp://127.0.0.1:25' })
const { ben, cleo } = site.cast.people
const { config, secrets } = site.platform
const db = site.database.db.write
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

async function signedIn(personId: string): Promise<Jar> {
  const browser = openJar(site.server, config.publicUrl)
  const address = await site.work((work) => signInPassFor(work, personId))
  assert.equal((await browser.post(address, {}, { 'user-agent': firefox })).status, 303)
  return browser
}

async function actorOf(browser: Jar) {
  const cookie = `session=${browser.cookies.get('session')}`
  const sessionToken = sessionTokenIn({ publicUrl: config.publicUrl, secrets }, cookie)
  return loadActor(site.platform.database.read, { sessionToken, acceptLanguage: undefined })
}

describe('sessions', () => {
  test('are listed with what their browser is, and one of another browser can be ended', async () => {
    const here = await signedIn(ben.id)
    const there = await signedIn(ben.id)
    const view = (await here.json('/account/sign-in')).json
    assert.equal(view.sessions.length, 2)
    const other = view.sessions.find((one: { isHere: boolean }) => !one.isHere)
    assert.deepEqual([other.browser, other.system, other.address], ['Firefox', 'Linux', '127.0.0.1'])
    const page = await here.get('/account/sign-in')
    assert.match(page.text, /Firefox on Linux/)
    assert.match(page.text, /this browser/)
    const watching = await actorOf(there)
    assert.equal(watching.kind, 'person')
    const done = await here.post(`/account/sessions/${other.id}/removal`)
    assert.equal(done.status, 303)
    assert.equal((await there.json('/account')).status, 401, 'ended elsewhere')
    assert.equal(await actorAgain(site.platform, watching), null, 'its live pages end')
    assert.equal((await here.json('/account')).status, 200)
    assert.equal((await here.post(`/account/sessions/${other.id}/removal`)).status, 404)
  })

  test('of somebody else can’t be ended', async () => {
    const cleos = await signedIn(cleo.id)
    const view = (await cleos.json('/account/sign-in')).json
    const bens = await signedIn(ben.id)
    assert.equal((await bens.post(`/account/sessions/${view.sessions[0].id}/removal`)).status, 404)
    assert.equal((await cleos.json('/account')).status, 200)
  })

  test('end everywhere else at once', async () => {
    const [here, ...others] = [await signedIn(ben.id), await signedIn(ben.id), await signedIn(ben.id)]
    const done = await here.post('/account/sessions/others/removal')
    assert.equal(done.status, 303)
    assert.match((await here.get('/account/sign-in')).text, /Signed out of \d+ other browsers/)
    assert.equal((await here.json('/account')).status, 200)
    for (const other of others) assert.equal((await other.json('/account')).status, 401)
  })

  test('signing out ends it for good, not only here', async () => {
    const browser = await signedIn(ben.id)
    const kept = new Map(browser.cookies)
    const done = await browser.post('/sign-out')
    assert.equal(done.headers.location, '/sign-in')
    assert.equal(browser.cookies.has('session'), false)
    for (const [name, value] of kept) browser.cookies.set(name, value)
    assert.equal((await browser.json('/account')).status, 401)
    assert.equal((await browser.post('/sign-out')).status, 303, 'twice is no mistake')
  })

  test('end their live pages when they end', async () => {
    const [here, there] = [await signedIn(ben.id), await signedIn(ben.id)]
    const closed: string[] = []
    const watch = async (browser: Jar, name: string) =>
      site.platform.live.watch(await actorOf(browser), new Map(), {
        send: () => undefined,
        close: () => void closed.push(name),
      })
    const ends = [await watch(here, 'here'), await watch(there, 'there')]
    await there.post('/sign-out')
    await waitFor(() => closed.length > 0)
    assert.deepEqual(closed, ['there'])
    for (const end of ends) end()
  })

  test('last 90 days from their last act; reading writes nothing', async () => {
    const browser = await signedIn(ben.id)
    const ends = async () => {
      const actor = await actorOf(browser)
      const row = await db
        .selectFrom('session')
        .select('expires_at')
        .where('id', '=', actor.kind === 'person' ? actor.sessionId : null)
        .executeTakeFirstOrThrow()
      return row.expires_at.getTime()
    }
    const first = await ends()
    await browser.post('/language', { locale: 'en' })
    assert.equal(await ends(), first, 'once a day is enough')
    try {
      await site.shiftClock('2 days')
      await browser.get('/account')
      assert.equal(await ends(), first)
      const before = browser.cookies.get('session')
      const act = await browser.post('/language', { locale: 'en' })
      assert.match([act.headers['set-cookie']].flat().join('\n'), /session=[^;]+; Max-Age=7776000/)
      assert.equal(browser.cookies.get('session'), before, 'the same session, longer')
      const gained = (await ends()) - first
      assert.ok(gained > 1.9 * 86_400_000 && gained < 2.1 * 86_400_000, String(gained))
      await site.shiftClock('91 days')
      assert.equal((await browser.json('/account')).status, 200)
      await site.shiftClock('93 days')
      assert.equal((await browser.json('/account')).status, 401)
    } finally {
      await site.shiftClock('0')
    }
  })

  test('an act that was refused does not make it last longer', async () => {
    const browser = await signedIn(ben.id)
    try {
      await site.shiftClock('2 days')
      const refused = await browser.post('/account', { name: '' })
      assert.equal(refused.status, 422)
      assert.equal([refused.headers['set-cookie'] ?? []].flat().join().includes('session='), false)
    } finally {
      await site.shiftClock('0')
    }
  })

  test('an API token is again who it was, until it ends', async () => {
    const actor = await site.actor('cleo')
    assert.equal((await actorAgain(site.platform, actor))?.kind, 'person')
    await db.updateTable('api_token').set({ ended_at: new Date() }).where('person_id', '=', cleo.id).execute()
    assert.equal(await actorAgain(site.platform, actor), null)
  })
})

describe('a browser', () => {
  const known: [string, string, string][] = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    ['curl/8.0', '', ''],
  ]
  for (const [userAgent, browser, system] of known) {
    test(`is told as ${browser || 'nothing'} on ${system || 'nothing'}`, () =>
      assert.deepEqual(deviceOf(userAgent), { browser, system }))
  }
})
