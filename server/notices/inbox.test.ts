/** The inbox: what it holds, for whom, and how it is marked read. */
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { readingsJob } from '#server/notices/jobs.ts'
import { inboxLive } from '#server/notices/live.ts'
import { inboxView } from '#server/notices/views.ts'
import { shortId } from '#server/platform/ids.ts'
import { castNames } from '#tests/support/cast.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { people, community } = site.cast
const db = site.database.db.write
const controller = new AbortController()
after(() => controller.abort())

beforeEach(async () => {
  await runJobs(site, 'notify-of-activity')
  await db.deleteFrom('notice').execute()
})

const runNotices = () => readingsJob.run(site.platform, {})
const tell = () => runJobs(site, 'notify-of-activity')
const unreadOf = async (who: 'ada' | 'ben') => (await site.as(who).json('/inbox')).json.unread

test('an empty inbox says what comes here', async () => {
  const page = await site.as('dov').get('/inbox')
  assert.equal(page.status, 200)
  assert.match(page.text, /Nothing here yet/)
  assert.doesNotMatch(page.text, /Mark all as read/)
})

test('it shows what happened, newest first, by day, and leads to the exact place', async () => {
  const thread = await startThread(site, 'ada', 'Hard talks', 'I stall.')
  const post = await writePost(site, 'cleo', thread, 'I name **my** part first.')
  const { address: pingAddress } = await sendOne(site)
  await writePost(site, 'ben', thread, 'Ask @ada-lindqvist.')
  await tell()
  const { json } = await site.as('ada').json('/inbox')
  assert.deepEqual(Object.keys(inboxView.parse({ ...json, notices: [] })).sort(), ['next', 'notices', 'unread'])
  assert.deepEqual(
    json.notices.map((one: Record<string, unknown>) => [one.kind, one.isAnswer, one.isUnread, one.title]),
    [
      ['mention', false, true, 'Hard talks'],
      ['reply', true, true, 'Hard talks'],
    ],
  )
  assert.equal(json.notices[1].excerpt, 'I name my part first.')
  const address = `/c/${community.slug}/discussions/hard-talks-${shortId(thread.id)}?at=${shortId(post)}#post-${shortId(post)}`
  assert.equal(json.notices[1].address, address)
  assert.equal((await site.as('ada').get(address)).status, 200)

  const page = await site.as('ada').get('/inbox')
  assert.match(page.text, />Today</)
  assert.match(page.text, /Cleo Marsh answered you in “Hard talks”/)
  assert.match(page.text, /Ben Reyes mentioned you in “Hard talks”/)
  assert.ok(page.text.includes(`href="${address}"`))

  const bens = (await site.as('ben').json('/inbox')).json.notices
  assert.equal(bens.length, 1)
  assert.equal(bens[0].address, pingAddress)
  assert.equal((await site.as('ben').get(pingAddress)).status, 200)
  assert.match((await site.as('ben').get('/inbox')).text, /Ada Lindqvist asks: What holds you back most\?/)
  assert.match((await site.as('cleo').get('/inbox')).text, /Ben Reyes wrote in “Hard talks”/)
})

test('yesterday is yesterday in the reader’s zone, and the unread number stands on the bell of every page', async () => {
  const thread = await startThread(site, 'ada', 'Days')
  await writePost(site, 'ben', thread, 'One.')
  await tell()
  assert.match((await site.as('ada').get('/inbox/settings')).text, /Inbox, 1 new/)
  await site.shiftClock('1 day')
  assert.match((await site.as('ada').get('/inbox')).text, />Yesterday</)
  await site.shiftClock('0')
})

test('one is marked as read by its button, all of what is in sight by another', async () => {
  const thread = await startThread(site, 'ada', 'Reading')
  for (const text of ['One.', 'Two.', 'Three.']) await writePost(site, 'ben', thread, text)
  await tell()
  const [newest, , oldest] = (await site.as('ada').json('/inbox')).json.notices
  const one = await site.as('ada').post(`/inbox/${oldest.id}/readings`)
  assert.equal(one.status, 303)
  assert.equal(one.headers.location, '/inbox')
  assert.equal(await unreadOf('ada'), 2)
  // Once more changes nothing.
  assert.deepEqual((await site.as('ada').send(`/inbox/${oldest.id}/readings`)).json, { unread: 2 })
  assert.equal(
    (await site.as('ada').post(`/inbox/${oldest.id}/readings`, { before: newest.place })).headers.location,
    `/inbox?before=${newest.place}`,
  )

  const page = await site.as('ada').get('/inbox')
  assert.ok(page.text.includes(`name="until" value="${newest.place}"`))
  await writePost(site, 'ben', thread, 'Four, meanwhile.')
  await tell()
  const all = await site.as('ada').post('/inbox/readings', { until: newest.place })
  assert.equal(all.status, 303)
  assert.equal(await unreadOf('ada'), 1, 'what came meanwhile is still new')
  assert.deepEqual((await site.as('ada').send('/inbox/readings', {})).json, { unread: 0 })
  assert.doesNotMatch((await site.as('ada').get('/inbox')).text, /Mark all as read/)
})

test('reading the thread reads its notices, and marking it unread makes them new again', async () => {
  const thread = await startThread(site, 'ada', 'Through the thread')
  await writePost(site, 'ben', thread, 'One.')
  await tell()
  assert.equal(await unreadOf('ada'), 1)
  const reading = `/c/${community.slug}/discussions/${thread.id}/reading`
  assert.equal((await site.as('ada').send(reading, { state: 'read' })).status, 200)
  assert.equal(await unreadOf('ada'), 0)
  assert.equal((await site.as('ada').send(reading, { state: 'unread' })).status, 200)
  assert.equal(await unreadOf('ada'), 1)
})

test('what was read with its thread leaves the index of unread notices, and stays read', async () => {
  const thread = await startThread(site, 'ada', 'Kept short')
  await writePost(site, 'ben', thread, 'One.')
  await tell()
  await runNotices()
  assert.equal(await unreadOf('ada'), 1, 'what is not read stays unread')
  await site.as('ada').send(`/c/${community.slug}/discussions/${thread.id}/reading`, { state: 'read' })
  for (let i = 0; i < 2; i++) await runNotices()
  const marked = await db.selectFrom('notice').select('read_at').where('person_id', '=', people.ada.id).execute()
  assert.ok(marked.length === 1 && marked[0]?.read_at)
  assert.equal(await unreadOf('ada'), 0)
})

test('a Ping in sight is read by the beacon of its page, which sends nothing but the address', async () => {
  const { id: ping, address } = await sendOne(site)
  await tell()
  assert.equal(await unreadOf('ben'), 1)
  const page = await site.as('ben').get(address)
  const [, beaconAddress = ''] = /<visit-beacon address="(\/inbox\/[^"]+)"/.exec(page.text) ?? []
  const beacon = await site.server.inject({
    method: 'POST',
    url: beaconAddress,
    headers: { authorization: `Bearer ${people.ben.token}`, accept: '*/*' },
  })
  assert.deepEqual([beacon.statusCode, beacon.body], [200, ''])
  assert.equal(await unreadOf('ben'), 0)
  // A missing notice and somebody else's get the same refusal.
  assert.deepEqual((await site.as('eve').send(`/inbox/pings/${ping}/readings`)).json, { unread: 0 })
})

test('the pages go on where the one before ended', async () => {
  const thread = await startThread(site, 'ada', 'Many')
  for (let i = 1; i <= 33; i++) await writePost(site, 'ben', thread, `Number ${i}.`)
  await tell()
  const first = (await site.as('ada').json('/inbox')).json
  assert.equal(first.notices.length, 30)
  assert.equal(first.notices[0].excerpt, 'Number 33.')
  const second = (await site.as('ada').json(`/inbox?before=${first.next}`)).json
  assert.deepEqual(
    second.notices.map(({ excerpt }: { excerpt: string }) => excerpt),
    ['Number 3.', 'Number 2.', 'Number 1.'],
  )
  assert.equal(second.next, null)
  assert.match((await site.as('ada').get('/inbox')).text, new RegExp(`/inbox\\?before=${first.next}`))
  assert.equal((await site.as('ada').get('/inbox?before=nonsense')).status, 200)
})

test('what a moderator does to an old post stands where it happened, before what is older', async () => {
  const thread = await startThread(site, 'ada', 'Long ago')
  const post = await writePost(site, 'ben', thread, 'One.')
  await db
    .updateTable('post')
    .set({ posted_at: new Date('2020-01-01') })
    .where('id', '=', post)
    .execute()
  await writePost(site, 'cleo', thread, 'Ask @ben-reyes.')
  await site.as('ada').send(`/c/${community.slug}/discussions/${thread.id}/posts/${post}/removal`, { why: 'Old' })
  await tell()
  const { json } = await site.as('ben').json('/inbox')
  assert.deepEqual(
    json.notices.map(({ kind }: { kind: string }) => kind),
    ['removed', 'mention'],
  )
})

test('the inbox neither shows nor counts what its reader may not see any more', async () => {
  const thread = await startThread(site, 'ada', 'Gone')
  const post = await writePost(site, 'ben', thread, 'One.')
  await writePost(site, 'cleo', thread, 'Two.', post)
  await tell()
  await site.as('ada').send(`/inbox/${(await site.as('ada').json('/inbox')).json.notices[0].id}/readings`)
  assert.deepEqual([await unreadOf('ada'), await unreadOf('ben')], [1, 1])
  await site.as('ben').send(`/c/${community.slug}/discussions/${thread.id}/posts/${post}/removal`)
  assert.equal(await unreadOf('ada'), 0)

  const [{ id }] = (await site.as('ben').json('/inbox')).json.notices
  const ofBen = db.updateTable('membership').where('person_id', '=', people.ben.id)
  await ofBen.set({ ended_at: new Date() }).execute()
  const { json } = await site.as('ben').json('/inbox')
  assert.deepEqual([json.notices, json.unread], [[], 0])
  assert.equal((await site.as('ben').send(`/inbox/${id}/readings`)).status, 404)
  await ofBen.set({ ended_at: null }).execute()
})

test('each person has their own inbox, and a visitor has none', async () => {
  const thread = await startThread(site, 'ada', 'Own')
  await writePost(site, 'ben', thread, 'One.')
  await tell()
  const [{ id }] = (await site.as('ada').json('/inbox')).json.notices
  for (const who of castNames) {
    const { status, json, text } = await site.as(who).json('/inbox')
    assert.equal(status, 200)
    assert.equal(json.notices.length, who === 'ada' ? 1 : 0, text)
    if (who !== 'ada') assert.equal((await site.as(who).send(`/inbox/${id}/readings`)).status, 404)
  }
  assert.equal(await unreadOf('ada'), 1)
  const visitor = site.as('visitor')
  assert.equal((await visitor.get('/inbox')).headers.location, '/sign-in?to=%2Finbox')
  assert.equal((await visitor.json('/inbox')).status, 401)
  for (const path of ['/inbox/readings', `/inbox/${id}/readings`, `/inbox/pings/${id}/readings`]) {
    assert.equal((await visitor.post(path)).status, 303, path)
  }
  assert.equal((await site.as('ada').send('/inbox/nonsense/readings')).status, 404)
})

test('the bell moves on open pages, for its owner alone, and pushes what a fresh page says', async () => {
  const look = await site.look()
  for (const who of castNames) {
    const audiences = await inboxLive.viewerClassesOf(look, await site.actor(who), [people.ada.id])
    assert.equal(audiences.get(people.ada.id), who === 'ada' ? 'its owner' : undefined)
  }
  assert.equal((await inboxLive.viewerClassesOf(look, await site.actor('visitor'), [people.ada.id])).size, 0)

  const address = await site.listen()
  const stream = await fetch(`${address}/live?topics=${encodeURIComponent(`inbox/${people.ada.id}@0`)}`, {
    headers: { authorization: `Bearer ${people.ada.token}` },
    signal: controller.signal,
  })
  const thread = await startThread(site, 'ada', 'Live')
  await writePost(site, 'ben', thread, 'One.')
  await tell()
  let read = ''
  for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
    read += new TextDecoder().decode(chunk)
    if (read.includes('event: update')) break
  }
  const [, data = ''] = /event: update\ndata: (.*)\n/.exec(read) ?? []
  const pushed = JSON.parse(data)
  assert.deepEqual([pushed.topic, pushed.version], [`inbox/${people.ada.id}`, '1'])
  assert.equal(pushed.changes[0].announce, '1 new in your inbox')
  const page = (await site.as('ada').get('/inbox')).text
  assert.ok(page.includes(`data-live-version="1">${pushed.changes[0].html}</span>`))
})
