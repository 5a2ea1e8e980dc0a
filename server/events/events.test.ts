/** Events, as those who plan them and those who come see them. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import type { CastName } from '#tests/support/cast.ts'
import { type EventWords, planOne, usualEvent } from '#tests/support/events.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const home = `/c/${site.cast.community.slug}`
const root = `${home}/events`
const ada = site.as('ada')
const ben = site.as('ben')
const cleo = site.as('cleo')
const dov = site.as('dov')
const weekly = { every: 'week', times: '4' }

beforeEach(forgetCounts)

const read = async (who: CastName, address: string) => (await site.as(who).json(address)).json.event
const answer = (who: CastName, address: string, said: string) =>
  site.as(who).send(`${address}/answer`, { answer: said })
async function notices(who: CastName): Promise<string[]> {
  await runJobs(site, 'notify-of-activity')
  const { notices } = (await site.as(who).json('/inbox')).json
  return notices.flatMap((one: { kind: string }) => (one.kind.startsWith('event_') ? one.kind : []))
}

test('before anything is planned, whoever may plan reads what events are for, and nobody else may plan', async () => {
  assert.match((await ada.get(root)).text, /Bring people together.*Plan the first one/s)
  assert.match((await ben.get(root)).text, /No event is planned/)
  assert.equal((await ben.send(root, usualEvent)).status, 403)
  assert.equal((await site.as('eve').get(root)).status, 404)
})

test('a planned event stands in the list, in its month, on the community’s page and in inboxes, on each reader’s clock', async () => {
  const { address } = await planOne(site, { title: 'Winter talk', place: 'Room 7' })
  for (const path of [root, `${root}?month=2031-01`, home])
    assert.match((await ben.get(path)).text, /Winter talk/, path)
  assert.doesNotMatch((await ben.get(`${root}?month=2031-03`)).text, /Winter talk/)
  const page = (await ben.get(address)).text
  assert.match(page, /<h1[^>]*>.*Winter talk.*Room 7/s)
  assert.deepEqual(await notices('ben'), ['event_planned'])
  await site.work(({ tx }) =>
    tx.updateTable('person').set({ time_zone: 'America/New_York' }).where('id', '=', site.cast.people.ben.id).execute(),
  )
  assert.match((await ben.get(address)).text, /7 January 2031, 0?4:00 – 0?5:00.*10:00 – 11:00 \(Europe\/Berlin\)/s)
})

test('only those who say yes or maybe, and hosts, see the address of the call', async () => {
  const call = 'https://call.example/secret-room'
  const { address } = await planOne(site, { title: 'On a call', callAddress: call })
  const sees = async (who: CastName) =>
    (await site.as(who).get(address)).text.includes(call) &&
    JSON.stringify((await site.as(who).json(address)).json).includes(call)
  assert.equal(await sees('ada'), true)
  assert.equal(await sees('ben'), false)
  for (const [said, expected] of [
    ['maybe', true],
    ['no', false],
    ['yes', true],
  ] as const) {
    await answer('ben', address, said)
    assert.equal(await sees('ben'), expected, said)
  }
  assert.equal(JSON.stringify((await ben.json(root)).json).includes(call), false)
  assert.equal((await ben.get(`/search?q=secret-room`)).text.includes(call), false)
})

test('with all places taken a yes waits, and a place that comes free goes to who waits longest', async () => {
  const { address } = await planOne(site, {
    title: 'One place',
    capacity: '1',
    callAddress: 'https://call.example/one',
  })
  assert.equal((await answer('ben', address, 'yes')).json.waits, false)
  assert.equal((await answer('cleo', address, 'yes')).json.waits, true)
  assert.equal((await answer('dov', address, 'yes')).json.waits, true)
  // Saying yes once more neither loses a place nor a place in the line.
  assert.equal((await answer('ben', address, 'yes')).json.waits, false)
  assert.equal((await answer('cleo', address, 'yes')).json.waits, true)
  assert.equal((await read('cleo', address)).call, null)
  assert.match((await cleo.get(address)).text, /All places are taken. You wait for one/)
  await answer('ben', address, 'no')
  assert.deepEqual((await read('cleo', address)).mine, { answer: 'yes', waits: false })
  assert.deepEqual((await read('dov', address)).mine, { answer: 'yes', waits: true })
  assert.equal((await read('cleo', address)).call, 'https://call.example/one')
  assert.ok((await notices('cleo')).includes('event_place'))
  const more = await ada.send(address, { ...usualEvent, title: 'One place', capacity: '2' }, 'PUT')
  assert.equal(more.status, 200, more.text)
  assert.deepEqual((await read('dov', address)).mine, { answer: 'yes', waits: false })
  const fewer = await ada.send(address, { ...usualEvent, title: 'One place', capacity: '1' }, 'PUT')
  assert.match(fewer.text, /2 people have a place already/)
})

test('two who want the last place at once do not both get it', async () => {
  const { address } = await planOne(site, { title: 'Last place', capacity: '1' })
  const waits = await Promise.all(
    (['ben', 'cleo', 'dov'] as const).map(async (who) => (await answer(who, address, 'yes')).json.waits),
  )
  assert.deepEqual(waits.toSorted(), [false, true, true])
})

test('of one that repeats a date is moved or cancelled by itself, and stays so when the event is changed', async () => {
  const { address } = await planOne(site, { title: 'Every week', ...weekly })
  await answer('ben', address, 'yes')
  const [, second, third] = (await read('ada', address)).dates
  assert.equal((await ben.send(`${address}/dates/${second.id}/cancellation`)).status, 403)
  assert.equal((await ada.send(`${address}/dates/${second.id}`, { startsAt: '2031-01-15T16:30' })).status, 200)
  assert.equal((await ada.send(`${address}/dates/${third.id}/cancellation`)).status, 200)
  await ada.send(address, { ...usualEvent, ...weekly, title: 'Every week', endsAt: '2031-01-07T12:00' }, 'PUT')
  const dates = (await read('ben', address)).dates.map((one: Record<string, unknown>) => [
    one.startsAt,
    one.endsAt,
    one.isMoved,
    one.isCancelled,
  ])
  assert.deepEqual(dates, [
    ['2031-01-07T09:00:00.000Z', '2031-01-07T11:00:00.000Z', false, false],
    ['2031-01-15T15:30:00.000Z', '2031-01-15T17:30:00.000Z', true, false],
    ['2031-01-21T09:00:00.000Z', '2031-01-21T11:00:00.000Z', false, true],
    ['2031-01-28T09:00:00.000Z', '2031-01-28T11:00:00.000Z', false, false],
  ])
  assert.ok((await notices('ben')).includes('event_changed'))
  assert.ok((await notices('ben')).includes('event_cancelled'))
  assert.equal((await ada.send(`${address}/dates/${third.id}/cancellation`)).json.code, 'time_over')
})

test('a list shows one that repeats once, with its next date that takes place and the way to the others; a month shows each', async () => {
  const { address } = await planOne(site, { title: 'Folded', ...weekly })
  const rowsIn = (text: string) => text.split('>Folded<').length - 1
  await answer('ben', address, 'yes')
  for (const path of [root, '/events']) {
    const { text } = await ben.get(path)
    assert.equal(rowsIn(text), 1, path)
    assert.match(
      text,
      new RegExp(`7 January 2031[^\\n]*href="${address}#dates">and 3 more until 28 January 2031`),
      path,
    )
  }
  assert.match((await ben.get(address)).text, /id="dates"/)
  assert.equal((await ben.get(`${root}?month=2031-01`)).text.split('Folded').length - 1, 4)
  const [first, , third, last] = (await read('ada', address)).dates
  for (const one of [first, third]) await ada.send(`${address}/dates/${one.id}/cancellation`)
  assert.match((await ben.get(root)).text, /14 January 2031[^\n]*and once more on 28 January 2031/)
  await ada.send(`${address}/dates/${last.id}/cancellation`)
  const { text } = await ben.get(root)
  assert.equal(rowsIn(text), 1)
  const row = text.split('<li').find((one) => one.includes('>Folded<')) ?? ''
  assert.doesNotMatch(row, /more (on|until)/)
  await ada.send(`${address}/cancellation`, { why: 'For the list.' })
  assert.equal((await ben.get(root)).text.split('<s>Folded</s>').length - 1, 1)
})

test('a cancelled event says so and why, takes no answers, and is not the next one any more', async () => {
  const { address } = await planOne(site, {
    title: 'Not to be',
    startsAt: '2030-01-07T10:00',
    endsAt: '2030-01-07T11:00',
  })
  await answer('ben', address, 'maybe')
  assert.match((await ben.get(home)).text, /Not to be/)
  assert.equal((await ada.send(`${address}/cancellation`, {})).status, 422)
  assert.equal((await ben.send(`${address}/cancellation`, { why: 'x' })).status, 403)
  assert.equal((await ada.send(`${address}/cancellation`, { why: 'The room is flooded.' })).status, 200)
  assert.match((await ben.get(address)).text, /Ada Lindqvist cancelled this event: The room is flooded\./)
  assert.equal((await answer('cleo', address, 'yes')).json.code, 'event_cancelled')
  assert.equal((await ada.json(home)).json.nextEvent.title === 'Not to be', false)
  assert.ok((await notices('ben')).includes('event_cancelled'))
  assert.match((await ben.get('/events')).text, /<s>Not to be<\/s>/)
})

const wrong: readonly (readonly [EventWords, RegExp])[] = [
  [{ endsAt: '2031-01-07T09:00' }, /It ends before it begins/],
  [{ endsAt: '2031-01-07T10:00' }, /It ends before it begins/],
  [{ endsAt: '2031-03-07T10:00' }, /at most 14 days/],
  [{ zone: 'Atlantis/Capital' }, /no time zone of this name/],
  [{ startsAt: '2031-02-30T10:00' }, /not a day and hour/],
  [{ startsAt: '2020-01-07T10:00', endsAt: '2020-01-07T11:00' }, /in the past/],
  [{ every: 'day', times: '10000' }, /more than 520 times/],
  [{ every: 'day', until: '2999-01-01' }, /more than 520 times/],
  [{ every: 'day', until: '2031-01-01' }, /never take place/],
  [{ every: 'week' }, /Say when it ends/],
  [{ every: 'week', times: '3', until: '2031-03-01' }, /Say one of the two/],
  [{ capacity: '0' }, /at least 1/],
  [{ callAddress: 'javascript:alert(1)' }, /not a web address/],
  [{ title: '' }, /Give it a name/],
  [{ hosts: ['00000000-0000-0000-0000-000000000000'] }, /members of this community/],
]

test('each thing that is wrong with an event is a sentence, and nothing is planned', async () => {
  const count = async () => (await ada.json(root)).json.items.length
  const before = await count()
  for (const [words, says] of wrong) {
    const { status, text } = await ada.send(root, { ...usualEvent, ...words })
    assert.equal(status, 422, JSON.stringify(words))
    assert.match(text, says)
  }
  assert.equal(await count(), before)
  const form = await ada.post(root, { ...(usualEvent as Record<string, string>), endsAt: '2031-01-07T09:00' })
  assert.match(form.text, /value="Case clinic".*It ends before it begins/s)
})

test('my events are those of all communities to which I said yes or maybe, and below them what waits for my answer', async () => {
  const [goes, waits] = [await planOne(site, { title: 'Mine to go' }), await planOne(site, { title: 'Mine to answer' })]
  await dov.post(`${goes.address}/answer`, { answer: 'yes' })
  const { mine, open } = (await dov.json('/events')).json
  const titles = (items: { title: string }[]) => items.map(({ title }) => title)
  assert.ok(titles(mine).includes('Mine to go'))
  assert.ok(titles(open).includes('Mine to answer'))
  const led = await dov.post(`${waits.address}/answer`, { answer: 'no', from: 'mine' })
  assert.equal(led.headers.location, '/events')
  const after = (await dov.json('/events')).json
  assert.equal([...titles(after.mine), ...titles(after.open)].includes('Mine to answer'), false)
})

test('any member is made a host by name or handle, and a form that comes back shows how it repeats', async () => {
  const { address } = await planOne(site, { title: 'Named hosts', who: '@cleo-marsh, Dov Adler' })
  const { event } = (await ada.json(address)).json
  assert.deepEqual(event.hosts.map(({ name }: { name: string }) => name).toSorted(), ['Cleo Marsh', 'Dov Adler'])
  const openFold = /<details class="more" open><summary>(?:(?!<\/summary>).)*How it repeats/s
  for (const who of ['Nobody Known', '@eve-okoro']) {
    const refused = await ada.post(root, { ...(usualEvent as Record<string, string>), ...weekly, who })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /No member is called that/)
    assert.match(refused.text, openFold)
  }
  assert.match((await ada.get(`${root}/new`)).text, /How it repeats/)
  assert.doesNotMatch((await ada.get(`${root}/new`)).text, openFold)
})

test('a host who is not a leader changes the event', async () => {
  const { address } = await planOne(site, { title: 'Hosted by Ben', hosts: [site.cast.people.ben.id] })
  assert.equal((await cleo.get(`${address}/edit`)).status, 403)
  const saved = await ben.post(address, {
    ...(usualEvent as Record<string, string>),
    title: 'Hosted by Ben, later',
    hosts: site.cast.people.ben.id,
  })
  assert.equal(saved.status, 303, saved.text)
  assert.match((await cleo.get(String(saved.headers.location))).text, /Hosted by Ben, later/)
})
