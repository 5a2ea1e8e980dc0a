/** Notices on a device: turned on there, pushed once, encrypted for it alone, and ended with the session or the subscription. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { signInPassFor } from '#server/identity/room.ts'
import { outcomeOf } from '#server/notices/push/push.ts'
import { mayReach, postOutside } from '#server/platform/outgoing/post-outside.ts'
import type { CastName } from '#tests/support/cast.ts'
import { type Jar, openJar } from '#tests/support/cookie-jar.ts'
import { runJobs, waitingJobs } from '#tests/support/jobs.ts'
import { openPushService, type TestBrowser } from '#tests/support/pushed.ts'
import { databaseUrl, spawnServer } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const key = 'a key for this test, of 43 letters or so....'
const site = await openSite({ OUTGOING: 'any', SECRET_KEY: key })
const service = await openPushService()
const { people, community } = site.cast
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

beforeEach(async () => {
  await runJobs(site, 'notify-of-activity')
  await query('delete from push_device')
  service.answers = 201
  service.retryAfter = null
})

/** A browser in which one of the cast is signed in. */
async function signedIn(who: CastName): Promise<Jar> {
  const jar = openJar(site.server, site.platform.config.publicUrl)
  await jar.post(await site.work((work) => signInPassFor(work, people[who].id)), {})
  return jar
}

/** The same, with notices turned on in it. */
async function withPush(who: CastName): Promise<TestBrowser & { jar: Jar }> {
  const jar = await signedIn(who)
  const browser = service.subscribe()
  const { status, text } = await jar.send('/inbox/devices', browser.subscription)
  assert.equal(status, 200, text)
  return { ...browser, jar }
}

async function pushAll(): Promise<void> {
  await runJobs(site, 'notify-of-activity')
  await runJobs(site, 'push-notice')
}

/** Cleo answers in a discussion of Ben's. */
async function answerBen(title: string): Promise<void> {
  const thread = await startThread(site, 'ben', title)
  await writePost(site, 'cleo', thread, 'The marmalade stands in the cellar.')
}

test('what a person is told comes to their device once, says what the notice says, and to nobody else’s', async () => {
  const [ben, ada, eve] = [await withPush('ben'), await withPush('ada'), await withPush('eve')]
  await answerBen('Once')
  await pushAll()
  const [pushed] = ben.got
  assert.equal(pushed?.title, 'First-line leaders')
  assert.match(pushed?.says ?? '', /^Cleo Marsh .*“Once”$/)
  assert.equal((await ben.jar.get(pushed?.address ?? '')).status, 200)
  assert.doesNotMatch(JSON.stringify(pushed), /marmalade|token|\/u\//)
  assert.equal(ben.headers[0]?.ttl, '86400')
  assert.equal(ben.headers[0]?.topic, pushed?.tag)
  assert.deepEqual([ada.got, eve.got], [[], []])

  const [{ id: activity_id }] = await query(
    "select id from activity where verb = 'post.added' order by at desc limit 1",
  )
  await query("select graphile_worker.add_job('notify-of-activity', json_build_object('activityId', $1::uuid))", [
    activity_id,
  ])
  await pushAll()
  const [{ noticeId, deviceId }] = await query(
    'select notice_id as "noticeId", device_id as "deviceId" from notice_push p where state = \'handed_over\'',
  )
  await query("select graphile_worker.add_job('push-notice', $1::json)", [JSON.stringify({ noticeId, deviceId })])
  await pushAll()
  assert.equal(ben.got.length, 1)
})

test('a worker that is killed while it pushes leaves a notice that comes once', async () => {
  const ben = await withPush('ben')
  await answerBen('Killed')
  await runJobs(site, 'notify-of-activity')
  service.answers = 'hang'
  const { asked } = service
  const settings = {
    DATABASE_URL: databaseUrl(site.database.connection),
    SECRET_KEY: key,
    ROLES: 'worker',
    OUTGOING: 'any',
    LOG_LEVEL: 'error',
  }
  const first = await spawnServer({ settings })
  await waitFor(async () => service.asked === asked + 1)
  await first.stop('SIGKILL')
  service.answers = 201
  await site.shiftClock('2 minutes')
  const second = await spawnServer({ settings })
  await waitFor(async () => (await query("select from notice_push where state = 'handed_over'")).length === 1)
  await second.stop()
  assert.equal(ben.got.length, 1)
})

test('a push service that is busy is asked again later, as late as it says, and a lost device is forgotten', async () => {
  const ben = await withPush('ben')
  await answerBen('Busy')
  for (const [status, retryAfter] of [
    [503, null],
    [429, 1200],
  ] as const) {
    service.answers = status
    service.retryAfter = retryAfter
    await pushAll()
    const [job] = await waitingJobs(site, 'push-notice')
    const wait = ((job?.runAt.getTime() ?? 0) - Date.now()) / 1000
    assert.ok(wait > (retryAfter ?? 30) - 15, `it is asked again in ${wait} seconds`)
  }
  service.answers = 201
  await pushAll()
  assert.equal(ben.got.length, 1)

  service.answers = 410
  await answerBen('Lost')
  await pushAll()
  assert.deepEqual((await ben.jar.json('/inbox/devices')).json.devices, [])
  const { asked } = service
  await answerBen('Later')
  await pushAll()
  assert.equal(service.asked, asked)
  const after = (attempts: number) => outcomeOf({ status: 500, retryAfter: null, reason: '' }, attempts).is
  assert.deepEqual([after(1), after(7), after(8)], ['later', 'later', 'given up'])
})

test('nothing comes that is read, undone, muted or turned off, nor to who is gone', async () => {
  const ben = await withPush('ben')
  const nothingAfter = async (title: string, act: () => Promise<unknown>) => {
    await answerBen(title)
    await runJobs(site, 'notify-of-activity')
    await act()
    await runJobs(site, 'push-notice')
    assert.deepEqual(ben.got, [], title)
  }
  await nothingAfter('Read', () => ben.jar.post('/inbox/readings'))
  const choose = (choice: string) => ben.jar.send(`/inbox/settings/${community.slug}`, { reply: choice })
  await nothingAfter('Off', () => choose('off'))
  await choose('at_once')
  await nothingAfter('Left', () =>
    query('update membership set ended_at = app_now() where person_id = $1', [people.ben.id]),
  )
  await query('update membership set ended_at = null where person_id = $1', [people.ben.id])
  await nothingAfter('Signed out', () => ben.jar.send('/sign-out'))
  assert.deepEqual(await query('select from push_device'), [])
})

test('a browser is one person’s: who signs in there next takes it over, and each sees their own devices alone', async () => {
  const ben = await withPush('ben')
  const cleo = await signedIn('cleo')
  assert.equal((await cleo.send('/inbox/devices', ben.subscription)).status, 200)
  assert.deepEqual((await ben.jar.json('/inbox/devices')).json.devices, [])
  const [{ id }] = (await cleo.json('/inbox/devices')).json.devices
  assert.equal((await ben.jar.post(`/inbox/devices/${id}/removal`)).status, 404)
  const page = await cleo.get('/inbox/devices')
  assert.match(page.text, /this browser/)
  assert.match((await cleo.get('/inbox/settings')).text, /href="\/inbox\/devices"/)
  assert.equal((await cleo.post(`/inbox/devices/${id}/removal`)).status, 303)
  assert.deepEqual((await cleo.json('/inbox/devices')).json.devices, [])
})

test('a program cannot be pushed to, and what is no subscription is refused', async () => {
  const { subscription } = service.subscribe()
  assert.equal((await site.as('ben').send('/inbox/devices', subscription)).status, 403)
  assert.equal((await site.as('visitor').send('/inbox/devices', subscription)).status, 401)
  const ben = await signedIn('ben')
  for (const wrong of [{ endpoint: 'ftp://example.org/x' }, { p256dh: 'A'.repeat(87) }, { auth: 'short' }])
    assert.equal((await ben.send('/inbox/devices', { ...subscription, ...wrong })).status, 422, JSON.stringify(wrong))
})

test('a new place that the push service gave takes the place of the former one, for the session that turned it on and nobody else', async () => {
  const [ben, cleo, eve] = [await withPush('ben'), await withPush('cleo'), await signedIn('eve')]
  const former = ben.subscription.endpoint
  const next = service.subscribe()
  const renew = (jar: Jar, more: object = {}) =>
    jar.send('/inbox/devices/renewal', { ...next.subscription, former, ...more })
  for (const [jar, status] of [
    [eve, 404],
    [cleo.jar, 404],
  ] as const)
    assert.equal((await renew(jar)).status, status)
  assert.equal((await site.as('ben').send('/inbox/devices/renewal', { ...next.subscription, former })).status, 403)
  assert.equal((await site.as('visitor').send('/inbox/devices/renewal', { ...next.subscription, former })).status, 401)
  assert.equal((await renew(ben.jar, { endpoint: 'ftp://example.org/x' })).status, 422)
  await answerBen('Moved')
  await runJobs(site, 'notify-of-activity')
  assert.equal((await renew(ben.jar)).status, 200)
  await runJobs(site, 'push-notice')
  assert.deepEqual([ben.got.length, next.got.length, cleo.got.length], [0, 1, 0])
  assert.equal((await renew(ben.jar)).status, 404, 'what was renewed is over')
  const last = service.subscribe()
  assert.equal((await renew(ben.jar, { ...last.subscription, former: undefined })).status, 200, 'a browser that forgot')
  await ben.jar.send('/sign-out')
  assert.notEqual((await renew(ben.jar)).status, 200)
  assert.deepEqual(
    (await query('select endpoint from push_device')).map(({ endpoint }) => endpoint),
    [cleo.subscription.endpoint],
  )
})

test('in a quiet time nothing comes to a device either, and what came meanwhile stands in the inbox alone', async () => {
  const ben = await withPush('ben')
  const [{ day }] = await query('select ((app_now())::date + 5)::text as day')
  assert.equal((await ben.jar.send('/inbox/quiet', { until: day })).status, 200)
  await answerBen('Quiet')
  await pushAll()
  assert.deepEqual(ben.got, [])
  assert.match((await ben.jar.get('/inbox')).text, /“Quiet”/)
  assert.equal((await ben.jar.send('/inbox/quiet', { until: '' })).status, 200)
  await pushAll()
  assert.deepEqual(ben.got, [], 'it comes no more')
  await answerBen('Loud again')
  await pushAll()
  assert.equal(ben.got.length, 1)
})

test('the worker of the device shows what is pushed, and opens it only on this site', async () => {
  const { text } = await site.as('visitor').get('/push-worker.js')
  const heard = new Map<string, (event: object) => void>()
  const did: unknown[] = []
  const page = { focus: async () => page, navigate: async (address: string) => did.push(address) }
  runInNewContext(text, {
    self: {
      addEventListener: (name: string, listener: (event: object) => void) => heard.set(name, listener),
      registration: { showNotification: async (...shown: unknown[]) => did.push(structuredClone(shown)) },
      clients: { matchAll: async () => [page], openWindow: async (address: string) => did.push(address) },
    },
    location: { origin: 'https://guild.example' },
    URL,
  })
  assert.deepEqual([...heard.keys()], ['install', 'push', 'pushsubscriptionchange', 'notificationclick'])
  const run = async (name: string, event: object) => {
    let done: Promise<unknown> = Promise.resolve()
    heard.get(name)?.({ ...event, waitUntil: (promise: Promise<unknown>) => (done = promise) })
    await done
    return did.splice(0)
  }
  const pushed = { title: 'Leaders', says: 'Cleo answered you', address: '/inbox', tag: 'one' }
  const shown = { body: 'Cleo answered you', tag: 'one', data: '/inbox', icon: '/app-icon-192.png' }
  assert.deepEqual(await run('push', { data: { json: () => pushed } }), [['Leaders', shown]])
  const click = (data: string) => run('notificationclick', { notification: { data, close: () => undefined } })
  assert.deepEqual(await click('/inbox'), ['https://guild.example/inbox'])
  assert.deepEqual(await click('//elsewhere.example/x'), [])
})

test('the site posts to public addresses by HTTPS alone', async () => {
  for (const address of ['https://push.example.org/a', 'https://93.184.216.34/x'])
    assert.ok(mayReach(address, 'public'), address)
  const closed = [
    'http://push.example.org/',
    'https://127.0.0.1/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest',
    'https://192.168.1.1/',
    'https://push.example.org:8443/',
    'https://user:word@push.example.org/',
    'file:///etc/passwd',
  ]
  for (const address of closed) assert.ok(!mayReach(address, 'public'), address)
  // A name that anybody may have lead to this machine.
  const { status, reason } = await postOutside('https://localhost/', {
    headers: {},
    body: Buffer.of(1),
    reach: 'public',
  })
  assert.deepEqual([status, reason], [null, 'NOT_PUBLIC'])
})
