/** The plan of a community, as those who plan see it. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { mondayOf, planned } from '#server/plan/plan.ts'
import { hour } from '#server/platform/clock.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import { planOne } from '#tests/support/events.ts'
import { waitingJobs } from '#tests/support/jobs.ts'
import { draftOne, sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { cast } = site
const home = `/c/${cast.community.slug}`
const root = `${home}/plan`
const ada = site.as('ada')
const sql = async (text: string, values: unknown[] = []) =>
  (await site.platform.database.writePool.query(text, values)).rows
const announce = async (title: string) =>
  (await ada.send(`${home}/announcements`, { title, source: 'Words.' })).json as { id: string; address: string }
const moveTo = (part: string, id: string, at: unknown, more = {}) =>
  ada.send(`${root}/${part}/${shortId(id)}`, { at, ...more })
const inDays = (days: number) => new Date(Date.now() + days * 24 * hour).toISOString()
const itemsOf = async (query = '?show=list') => (await ada.json(root + query)).json.items as Record<string, unknown>[]

beforeEach(async () => {
  forgetCounts()
  for (const table of ['entry', 'mail', 'activity']) await sql(`delete from ${table}`)
  await sql(dropJobs)
  await sql("update community set status = 'active'")
})

test('only those who may begin something in it find the plan, its tab, and what is in it', async () => {
  const { id } = await announce('For later')
  const one = `${root}/announcements/${shortId(id)}`
  for (const [who, status] of Object.entries({ ada: 200, owen: 200, ben: 404, dov: 404, eve: 404, visitor: 401 })) {
    const reader = site.as(who as 'ada')
    assert.equal((await reader.json(root)).status, status, who)
    assert.equal((await reader.json(one)).status, status, who)
    const moved = await reader.send(one, { at: inDays(2) })
    // Owen looks after the site; he may announce here.
    assert.equal(moved.status, status, who)
  }
  assert.match((await ada.get(home)).text, /<summary>Manage/)
  assert.match((await ada.get(home)).text, /href="[^"]*\/plan"/)
  assert.doesNotMatch((await site.as('ben').get(home)).text, /\/plan"|Manage/)
})

test('drafts, what is scheduled, what is open and what takes place stand in one list, in their order', async () => {
  const news = await announce('News without a day')
  const ping = await draftOne(site)
  const open = await sendOne(site)
  const event = await planOne(site, {
    title: 'Clinic',
    startsAt: inDays(20).slice(0, 16),
    endsAt: inDays(20.05).slice(0, 16),
    zone: 'UTC',
  })
  await moveTo('pings', ping.id, inDays(10))
  const found = await itemsOf()
  assert.deepEqual(
    found.map(({ part, state, isOpen, canMove }) => [part, state, isOpen, canMove]),
    [
      ['pings', 'open', true, false],
      ['pings', 'scheduled', false, true],
      ['events', 'planned', false, true],
      ['announcements', 'draft', false, true],
    ],
  )
  assert.deepEqual([found[0]?.id, found[2]?.address, found[3]?.id], [open.id, event.address, news.id])
  const list = (await ada.get(`${root}?show=list`)).text
  assert.match(list, /Open now[\s\S]*Nothing yet\.[\s\S]*Without a day yet[\s\S]*News without a day/)
  const month = inDays(20).slice(0, 7)
  const page = (await ada.get(`${root}?month=${month}`)).text
  assert.match(page, /<table class="month">[\s\S]*Event<\/small><br>Clinic/)
  assert.match(page, new RegExp(`href="${root}/events/`))
})

test('each is moved by its own use case: its job, its date and its notice follow', async () => {
  const news = await announce('News')
  const ping = await draftOne(site)
  const event = await planOne(site)
  const [at, later] = [inDays(3), inDays(4)]
  assert.equal((await moveTo('announcements', news.id, at)).status, 200)
  assert.equal((await moveTo('announcements', news.id, later)).status, 200)
  assert.equal((await moveTo('pings', ping.id, at)).status, 200)
  const [time] = await sql('select id from event_time where event_id = $1', [event.id])
  assert.equal((await moveTo('events', time.id, '2031-01-09T12:00')).status, 200)
  const runs = async (task: string) => (await waitingJobs(site, task)).map(({ runAt }) => runAt.toISOString())
  assert.deepEqual(await runs('publish-announcement'), [later])
  assert.deepEqual(await runs('send-scheduled-ping'), [at])
  const [moved] = await sql('select starts_at, is_moved from event_time')
  assert.deepEqual([moved.is_moved, (await sql("select from activity where verb = 'event.changed'")).length], [true, 1])
})

test('a form without script leads back to the month of the new day; a moment that is over comes back with a sentence, and nothing is done', async () => {
  const news = await announce('News')
  const address = `${root}/announcements/${shortId(news.id)}`
  assert.match((await ada.get(address)).text, /Give it a day|It has no day yet/)
  for (const [at, says] of [
    ['2020-01-01T10:00', /This time has passed/],
    ['2026-02-31T10:00', /not a day and hour/],
    ['', /Choose a day and hour/],
  ] as const) {
    const answer = await ada.send(address, { at })
    assert.equal(answer.status, 422, at)
    assert.match(answer.json.fields.at, says)
  }
  assert.match(
    (await ada.post(address, { at: '2020-01-01T10:00', show: 'list' })).text,
    /role="alert"[\s\S]*This time has passed/,
  )
  assert.deepEqual((await itemsOf())[0]?.at, null)
  const answer = await ada.post(address, { at: inDays(40).slice(0, 16) })
  assert.deepEqual([answer.status, answer.headers.location], [303, `${root}?month=${inDays(40).slice(0, 7)}`])
  await ada.send(`${news.address}/publishing`)
  assert.equal((await moveTo('announcements', news.id, inDays(2))).json.code, 'announcement_out')
  assert.equal((await ada.json(address)).status, 404, 'what is out has no page that moves it')
})

test('one begins something on a day, and its form or its page offers that day', async () => {
  const day = inDays(9).slice(0, 10)
  const page = (await ada.get(`${root}?day=${day}`)).text
  for (const path of ['announcements', 'pings', 'events'])
    assert.match(page, new RegExp(`${home}/${path}/new\\?on=${day}"`))
  assert.match(
    (await ada.get(`${home}/events/new?on=${day}`)).text,
    new RegExp(`name="startsAt"[^>]*value="${day}T10:00"`),
  )
  assert.match((await ada.get(`${home}/announcements/new?on=${day}`)).text, new RegExp(`name="on" value="${day}"`))
  const begun = await ada.post(`${home}/announcements`, { title: 'On a day', source: 'Words.', on: day })
  assert.match(
    (await ada.get(begun.headers.location as string)).text,
    new RegExp(`<details class="more" open>[\\s\\S]*value="${day}T09:00"`),
  )
  const asked = await ada.post(`${home}/pings`, { question: 'Which?', options: ['One', 'Two'], on: day })
  assert.match(
    (await ada.get(asked.headers.location as string)).text,
    new RegExp(`name="sendsAt"[^>]*value="${day}T09:00"`),
  )
})

test('three of a kind in a week are marked, two are not, nor three over two weeks', () => {
  const part = { key: 'pings', crowded: { from: 3, says: () => '' } }
  const item = (at: string) => ({
    id: at,
    title: at,
    address: '',
    state: 'scheduled',
    at: new Date(at),
    until: null,
    isOpen: false,
    canMove: true,
  })
  const crowds = (...at: string[]) =>
    planned([{ part, items: at.map(item) }], 'Europe/Berlin').map(({ crowd }) => crowd)
  const [monday, friday, sunday] = ['2026-12-07T08:00Z', '2026-12-11T08:00Z', '2026-12-13T22:30Z']
  assert.deepEqual(crowds(monday, friday), [null, null])
  assert.deepEqual(crowds(monday, friday, sunday), [3, 3, 3])
  // Half past eleven in the evening of Sunday in London is Monday in Berlin.
  assert.deepEqual(crowds(monday, friday, '2026-12-13T23:30Z'), [null, null, null])
  assert.equal(mondayOf('2026-12-13'), '2026-12-07')
})
