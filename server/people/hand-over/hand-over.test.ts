/** What earlier cohorts leave: prepared for the leaders, chosen by one of them, and seen by the people of the new cohort. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CastName } from '#tests/support/cast.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { created as done } from '#tests/support/created.ts'
import { noticesOf } from '#tests/support/notices.ts'
import { addMembers, sendOne, voteAs } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, cleo, dov, eve] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('dov'), site.as('eve')]
const sql = async (text: string, values: unknown[] = []) =>
  (await site.platform.database.writePool.query(text, values)).rows
const preparedFor = async (who: CastName) =>
  (await noticesOf(site, who)).filter(({ kind }) => kind === 'hand_over_prepared')

const course = await addCourse(site)
const spring = await addCohort(site, course, { name: 'Spring', startsOn: '2026-02-02' })
const six = await addMembers(site, 6)
await done(ada.send(`${spring.here}/people`, { persons: [people.ben.id, ...six] }))
await done(ada.send(`${spring.here}/start`))
await sql("update cohort set started_at = now() - interval '100 days' where id = $1", [spring.id])

// What Spring leaves: a Ping of its own, a question for everybody and one among them, a resource that was talked about.
const ping = await sendOne(site, { question: 'Which meeting helped?', group: spring.id } as object)
await voteAs(site, six, ping, 0)
await done(ada.send(`${ping.address}/closing`, { why: 'All have answered' }))
const asks = (title: string, cohort: string) =>
  done(ben.send(`${root}/discussions`, { title, source: 'Who knows?', kind: 'question', group: cohort }))
const open = await asks('How do you begin a round?', '')
const secret = await asks('Who of us is lost?', spring.id)
const resource = await done(
  ada.send(`${root}/toolkit`, { title: 'Card of questions', source: 'Ask.', status: 'published' }),
)
const [{ id: thread }] = await sql('select id from thread where entry_id = $1', [resource.id])
await done(ben.send(`${root}/discussions/${thread}/posts`, { source: 'We used it weekly.' }))

const summer = await addCohort(site, course, { name: 'Summer', startsOn: '2026-08-03' })
await done(ada.send(`${summer.here}/people`, { persons: [people.dov.id] }))
const all = () => ada.json(`${summer.here}/hand-over`).then(({ json }) => json)
const keys = (left: { parts: { key: string; items: { title: string }[] }[] }) =>
  left.parts.flatMap(({ key, items }) => items.map(({ title }) => `${key}: ${title}`))
const leftTo = async (who: CastName) => (await site.as(who).json(summer.here)).json.handOver.left

test('when a cohort starts, a hand-over is prepared; those who lead it or teach it are told and find all that earlier ones left', async () => {
  await done(ada.send(`${summer.here}/teachers`, { who: '@cleo-marsh' }))
  await done(ada.send(`${summer.here}/start`))
  assert.deepEqual(
    [await preparedFor('ada'), await preparedFor('cleo'), await preparedFor('dov')].map(({ length }) => length),
    [1, 1, 0],
  )
  const [notice] = await preparedFor('cleo')
  assert.equal(notice?.title, 'Leading teams, Summer')
  assert.equal((await cleo.get(notice.address)).status, 200)
  assert.deepEqual(keys(await all()), [
    'pings: Which meeting helped?',
    'questions: Who of us is lost?',
    'questions: How do you begin a round?',
    'resources: Card of questions',
  ])
  const page = (await ada.get(`${summer.here}/hand-over`)).text
  assert.match(page, /6 of \d+ answered/)
  assert.match(page, /For Spring alone, and stays there/)
  // Who teaches Summer does not read what was written for Spring alone.
  assert.doesNotMatch((await cleo.get(`${summer.here}/hand-over`)).text, /Who of us is lost/)
  assert.match((await ada.get(summer.here)).text, /A hand-over is prepared/)
  assert.equal((await dov.get(`${summer.here}/hand-over`)).status, 403)
  assert.equal((await eve.get(`${summer.here}/hand-over`)).status, 404)
  assert.doesNotMatch((await dov.get(summer.here)).text, /Which meeting helped|hand-over|Hand-over/)
})

test('alumni are offered only while they say that the next cohort may ask them', async () => {
  assert.deepEqual((await all()).alumni, [])
  assert.match((await ben.get('/courses')).text, /The next cohort may ask me/)
  assert.equal((await dov.send(`${spring.here}/asking`, { may: 'yes' })).status, 404, 'it is not his cohort')
  const said = await ben.post(`${spring.here}/asking`, { may: 'yes', from: 'own' })
  assert.equal(said.headers.location, '/courses')
  assert.deepEqual(
    (await all()).alumni.map(({ name, cohort }: Record<string, string>) => [name, cohort]),
    [[people.ben.name, 'Spring']],
  )
})

test('the cohort sees what was ticked, and nothing becomes readable by it', async () => {
  const before = (await dov.get(ping.address)).status
  const ticked = { entries: [ping.id, open.id, secret.id, resource.id], people: [people.ben.id, people.cleo.id] }
  assert.equal((await dov.send(`${summer.here}/hand-over`, ticked)).status, 403)
  const saved = await done(ada.send(`${summer.here}/hand-over`, ticked, 'PUT'))
  assert.deepEqual([saved.entries, saved.people], [3, 1], 'neither what stays in its cohort, nor who did not say yes')
  const left = await leftTo('dov')
  assert.deepEqual(keys(left), [
    'pings: Which meeting helped?',
    'questions: How do you begin a round?',
    'resources: Card of questions',
  ])
  const [{ address, answered, options }] = left.parts[0].items
  assert.deepEqual([address, answered, options[0].votes], [null, 6, 6], 'the numbers, and no way into the Ping')
  assert.deepEqual([before, (await dov.get(ping.address)).status], [404, 404])
  const { text } = await dov.get(summer.here)
  assert.match(text, /What earlier cohorts leave you/)
  assert.match(text, new RegExp(`You may ask them[\\s\\S]*${people.ben.name}`))
  assert.deepEqual(await leftTo('ben'), { parts: [], alumni: [] }, 'he is not in it')
  assert.match((await ada.get(`${summer.here}/hand-over`)).text, /name="entries" value="[\w-]{22}"[^>]* checked/)
})

test('who says no later is shown no more, and a thing that is removed goes by itself', async () => {
  await done(ben.send(`${spring.here}/asking`, { may: 'no' }))
  assert.deepEqual((await leftTo('dov')).alumni, [])
  await done(ada.send(`${resource.location}/removal`))
  assert.deepEqual(keys(await leftTo('dov')), ['pings: Which meeting helped?', 'questions: How do you begin a round?'])
})

test('asked again of the new cohort, a Ping that was handed over stands beside its earlier answers', async () => {
  const draft = await done(ada.send(`${ping.address}/asking`))
  const words = { question: 'Which meeting helped?', options: ['I don’t find the words', 'None'], group: summer.id }
  await done(ada.send(draft.address, words, 'PUT'))
  const { address } = await done(ada.send(`${root}/pings/${draft.id}/sending`))
  await done(ada.send(`${address}/closing`, { why: 'Done' }))
  const { earlier } = (await dov.json(address)).json
  assert.deepEqual(
    earlier.map((one: { address: null; answered: number }) => [one.address, one.answered]),
    [[null, 6]],
  )
  assert.match((await dov.get(address)).text, /Asked before/)
})

test('who teaches a cohort reads what is written for it, until they do not teach it any more', async () => {
  const { address } = await done(
    dov.send(`${root}/discussions`, { title: 'Ours', source: 'Only ours.', group: summer.id }),
  )
  assert.equal((await cleo.get(address)).status, 200)
  assert.equal((await ben.get(address)).status, 404)
  const own = { title: 'From your teacher', source: 'Welcome.', group: summer.id }
  assert.deepEqual((await done(cleo.send(`${root}/discussions`, own))).readers, ['Summer'])
  await done(ada.send(`${summer.here}/teachers/${people.cleo.id}/removal`))
  assert.equal((await cleo.get(address)).status, 404)
  assert.equal((await cleo.get(`${summer.here}/hand-over`)).status, 403)
})

test('when a cohort ends, the hand-over to the next is prepared; without one it waits at the cohort that ended', async () => {
  await sql('delete from notice')
  await done(ada.send(`${summer.here}/end`))
  assert.match((await preparedFor('ada'))[0]?.title ?? '', /Summer/)
  const waiting = await ada.get(`${summer.here}/hand-over`)
  assert.match(waiting.text, /No cohort comes after this one yet[\s\S]*Which meeting helped/)
  assert.doesNotMatch(waiting.text, /name="entries"/)
  assert.equal(
    (await ada.send(`${summer.here}/hand-over`, { entries: [], people: [] }, 'PUT')).json.code,
    'handed_nothing',
  )
  const autumn = await addCohort(site, course, { name: 'Autumn', startsOn: '2027-01-04' })
  assert.match((await ada.get(`${summer.here}/hand-over`)).text, /Hand over to Autumn/)
  assert.deepEqual(
    (await ada.json(`${autumn.here}/hand-over`)).json.earlier.map(({ name }: { name: string }) => name),
    ['Summer', 'Spring'],
  )
  await done(ada.send(`${summer.here}/start`))
  await sql('delete from notice')
  await done(ada.send(`${summer.here}/end`))
  assert.match((await preparedFor('ada'))[0]?.title ?? '', /Autumn/)
})
