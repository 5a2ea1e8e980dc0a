/** Who is in a cohort is a member by it while it runs, and stays or goes when it ends. */
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { startCohortsJob } from '#server/people/jobs.ts'
import type { CastName } from '#tests/support/cast.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { noticesOf } from '#tests/support/notices.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, dov, eve] = [site.as('ada'), site.as('ben'), site.as('dov'), site.as('eve')]
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

/** Through what somebody belongs to the community. */
async function sourcesOf(who: CastName): Promise<string[]> {
  const rows = await query(
    `select source from membership_source s join membership_shown m using (community_id, person_id)
     where community_id = $1 and person_id = $2 order by source`,
    [community.id, people[who].id],
  )
  return rows.map(({ source }) => source)
}

const isMember = async (who: CastName) => (await site.as(who).get(root)).status === 200
const stateOf = async (here: string) => (await ada.json(here)).json.cohort.state
const namesIn = async (here: string) =>
  (await ada.json(here)).json.cohort.members.map(({ name }: { name: string }) => name)

/** A cohort with Eve in it, who is not a member of this community. */
async function cohortWithEve(words: object = {}) {
  const cohort = await addCohort(site, await addCourse(site), words)
  const answer = await ada.send(`${cohort.here}/people/pasted`, { people: 'eve@example.org', confirmed: true })
  assert.equal(answer.status, 201, answer.text)
  return cohort
}

afterEach(async () => {
  await query("delete from course where name <> 'First-line'")
  await query('update community set keeps_alumni = true')
  await query('delete from membership where community_id = $1 and person_id = $2', [community.id, people.eve.id])
})

test('people of a prepared cohort are no members and hear nothing; when it starts they are, and are told', async () => {
  const cohort = await cohortWithEve()
  await runJobs(site, 'notify-of-activity')
  assert.equal(await isMember('eve'), false)
  assert.equal((await query('select from notice where person_id = $1', [people.eve.id])).length, 0)
  assert.equal((await query('select from mail where person_id = $1', [people.eve.id])).length, 0)
  const started = await ada.post(`${cohort.here}/start`)
  assert.equal(started.status, 303)
  assert.equal(await isMember('eve'), true)
  assert.deepEqual(await sourcesOf('eve'), ['cohort'])
  await runJobs(site, 'notify-of-activity')
  const { notices } = (await eve.json('/inbox')).json
  assert.deepEqual([notices[0].kind, notices[0].title], ['cohort_joined', 'Leading teams, Spring'])
  assert.equal((await eve.get(notices[0].address)).status, 200)
  assert.match((await eve.get('/inbox')).text, /You joined a cohort: .*Leading teams, Spring/)
})

test('on its first day at eight in the community’s zone it starts by itself, once', async () => {
  const [{ day, early, late }] = await query(`
    with at as (select ((now() at time zone 'Europe/Lisbon')::date + 3) as day)
    select day::text, extract(epoch from (day + time '07:58') at time zone 'Europe/Lisbon' - now())::int as early,
      extract(epoch from (day + time '08:01') at time zone 'Europe/Lisbon' - now())::int as late from at`)
  const cohort = await cohortWithEve({ startsOn: day })
  await site.shiftClock(`${early} seconds`)
  await startCohortsJob.run(site.platform, {})
  assert.equal(await stateOf(cohort.here), 'prepared')
  await site.shiftClock(`${late} seconds`)
  await startCohortsJob.run(site.platform, {})
  assert.equal(await stateOf(cohort.here), 'running')
  assert.equal(await isMember('eve'), true)
  const before = await query('select id from activity')
  await startCohortsJob.run(site.platform, {})
  assert.deepEqual(await query('select id from activity'), before)
  await site.shiftClock('0 seconds')
})

test('a cohort whose last day is over does not start by itself, and its page says so', async () => {
  const cohort = await cohortWithEve({ startsOn: '2020-01-01', endsOn: '2020-03-01' })
  await startCohortsJob.run(site.platform, {})
  assert.equal(await stateOf(cohort.here), 'prepared')
  assert.match((await ada.get(cohort.here)).text, /Its last day is over, so it does not start automatically/)
  await ada.send(cohort.here, { name: 'Spring', startsOn: '2020-01-01' }, 'PUT')
  assert.match((await ada.get(cohort.here)).text, /It starts automatically within a quarter of an hour/)
  await startCohortsJob.run(site.platform, {})
  assert.equal(await stateOf(cohort.here), 'running')
})

test('nothing starts in a community that is not open', async () => {
  const cohort = await cohortWithEve({ startsOn: '2020-01-01' })
  await query("update community set status = 'draft' where id = $1", [community.id])
  await startCohortsJob.run(site.platform, {})
  assert.equal(await stateOf(cohort.here), 'prepared')
  assert.equal((await ada.send(`${cohort.here}/start`)).json.code, 'community_not_open')
  await query("update community set status = 'active' where id = $1", [community.id])
  assert.equal(await isMember('eve'), false)
})

test('ending keeps its people as alumni, and tells them', async () => {
  const cohort = await cohortWithEve()
  await ada.send(`${cohort.here}/start`)
  assert.equal((await ada.send(`${cohort.here}/end`)).json.left, 0)
  const told = (await noticesOf(site, 'eve')).find(({ kind }) => kind === 'cohort_ended')
  assert.equal(told?.title, 'Leading teams, Spring')
  assert.match((await eve.get(told?.address ?? '')).text, /The next cohort may ask me/)
  assert.equal(await isMember('eve'), true)
  assert.match((await ada.get(`/people/${people.eve.id}`)).text, /alumni of Leading teams, Spring/)
  assert.equal((await ada.send(`${cohort.here}/end`)).json.code, 'cohort_not_running')
  const late = await ada.send(`${cohort.here}/people`, { persons: [people.dov.id] })
  assert.equal(late.json.code, 'cohort_ended')
})

test('where the community says so, its people leave with it, but not those who belong by another source, nor the last leader', async () => {
  assert.equal((await ada.send(`${root}/courses/alumni`, { keep: 'no' })).status, 200)
  const cohort = await cohortWithEve()
  await ada.send(`${cohort.here}/people`, { persons: [people.dov.id, people.ada.id] })
  await query("delete from membership_source where person_id = $1 and source = 'manual'", [people.ada.id])
  await ada.send(`${cohort.here}/start`)
  const ended = await ada.post(`${cohort.here}/end`)
  assert.equal(ended.status, 303)
  assert.equal(await isMember('eve'), false)
  assert.deepEqual(await sourcesOf('dov'), ['manual'])
  assert.deepEqual(await sourcesOf('ada'), ['manual'])
  assert.equal((await ada.send(`${cohort.here}/start`)).status, 200)
  assert.equal(await isMember('eve'), true)
})

test('who is taken out of a running cohort keeps other sources; without any they are out at once, and told where they may read it', async () => {
  const cohort = await cohortWithEve()
  await ada.send(`${cohort.here}/people`, { persons: [people.dov.id] })
  await ada.send(`${cohort.here}/start`)
  assert.deepEqual(await sourcesOf('dov'), ['cohort', 'manual'])
  const kept = await ada.send(`${cohort.here}/people/${people.dov.id}/removal`, {}, 'DELETE')
  assert.equal(kept.json.isMember, true)
  assert.deepEqual(await sourcesOf('dov'), ['manual'])
  await runJobs(site, 'notify-of-activity')
  assert.equal((await dov.json('/inbox')).json.notices[0].kind, 'cohort_left')
  const out = await ada.send(`${cohort.here}/people/${people.eve.id}/removal`)
  assert.equal(out.json.isMember, false)
  assert.equal(await isMember('eve'), false)
  assert.deepEqual(await namesIn(cohort.here), [])
  assert.equal((await ada.send(`${cohort.here}/people/${people.eve.id}/removal`)).status, 404)
})

test('a person who leaves the community leaves its running cohorts', async () => {
  const cohort = await cohortWithEve()
  await ada.send(`${cohort.here}/start`)
  assert.deepEqual(await namesIn(cohort.here), ['Eve Okoro'])
  assert.equal((await eve.send(`${root}/leaving`)).status, 200)
  assert.deepEqual(await namesIn(cohort.here), [])
  const own = (await eve.json('/courses')).json.cohorts
  assert.deepEqual([own[0].state, own[0].address], ['left', null])
  await ada.send(`${cohort.here}/end`)
  await ada.send(`${cohort.here}/start`)
  assert.equal(await isMember('eve'), false)
})

test('people come by name, by pasted addresses after a look, and from another cohort; nobody twice', async () => {
  const first = await addCohort(site, await addCourse(site), { name: 'First' })
  const page = await ada.get(`${first.here}/people/add?q=cle`)
  assert.match(page.text, /Cleo Marsh/)
  assert.doesNotMatch(page.text, /Dov Adler/)
  const chosen = await ada.post(`${first.here}/people`, { persons: [people.cleo.id, people.dov.id] })
  assert.equal(chosen.status, 303)
  assert.equal(
    (await ada.send(`${first.here}/people`, { persons: [] })).json.fields.persons,
    'Choose somebody from the list.',
  )
  assert.equal((await ada.send(`${first.here}/people`, { persons: [people.eve.id] })).status, 422)
  const text = 'Nia Brook <nia@example.org>, cleo@example.org, nobody at all'
  const look = await ada.post(`${first.here}/people/pasted`, { people: text })
  assert.equal(look.status, 422)
  assert.match(look.text, /1 person can be added/)
  assert.match(look.text, /1 is in the cohort already/)
  assert.equal((await ada.send(`${first.here}/people/pasted`, { people: text })).json.code, 'look_first')
  assert.equal((await ada.send(`${first.here}/people/pasted`, { people: 'nobody' })).status, 422)
  const sent = await ada.send(`${first.here}/people/pasted`, { people: text, confirmed: true })
  assert.deepEqual([sent.json.added, sent.json.already], [1, 1])
  assert.deepEqual(await namesIn(first.here), ['Cleo Marsh', 'Dov Adler', 'Nia Brook'])
  const second = await addCohort(site, await addCourse(site), { name: 'Second' })
  await ada.send(`${second.here}/people`, { persons: [people.dov.id] })
  const copied = await ada.send(`${second.here}/people/copies`, { from: first.id })
  assert.deepEqual([copied.json.added, copied.json.already], [2, 1])
  assert.equal((await ada.send(`${second.here}/people/copies`, { from: second.id })).json.added, 0)
})

test('two leaders who add the same person at once: one of them did', async () => {
  await query('insert into membership_role (community_id, person_id, role) values ($1, $2, $3)', [
    community.id,
    people.ben.id,
    'manager',
  ])
  const cohort = await addCohort(site, await addCourse(site))
  await ada.send(`${cohort.here}/start`)
  const adding = { people: 'eve@example.org', confirmed: true }
  const both = await Promise.all([ada, ben].map((one) => one.send(`${cohort.here}/people/pasted`, adding)))
  assert.deepEqual(both.map(({ json }) => json.added).toSorted(), [0, 1])
  assert.deepEqual(await sourcesOf('eve'), ['cohort'])
  await query('delete from membership_role where person_id = $1', [people.ben.id])
})

test('a person reads their own courses as a page and as a file, in which no cell is a formula', async () => {
  const course = await addCourse(site, '=cmd|calc')
  const days = { name: '@Spring, "late"', startsOn: '2026-01-05', endsOn: '2026-03-01' }
  const cohort = await addCohort(site, course, days)
  await ada.send(`${cohort.here}/people`, { persons: [people.dov.id] })
  assert.doesNotMatch((await dov.get('/courses')).text, /calc/)
  await ada.send(`${cohort.here}/start`)
  assert.match((await dov.get('/courses')).text, /5 January 2026 to 1 March 2026/)
  const file = await dov.get('/courses.csv')
  assert.match(String(file.headers['content-type']), /^text\/csv/)
  assert.equal(
    file.text,
    '\ufeffCourse,Version,Cohort,Community,First day,Last day,State\r\n' +
      `'=cmd|calc,1,"'@Spring, ""late""",First-line leaders,2026-01-05,2026-03-01,Running\r\n`,
  )
  assert.doesNotMatch((await eve.get('/courses.csv')).text, /calc/)
})

test('a profile says through what somebody belongs', async () => {
  assert.match((await ada.get(`/people/${people.ben.id}`)).text, /with the cohort First-line, Cohort of ben/)
  assert.match((await ada.get(`/people/${people.dov.id}`)).text, /added by a leader/)
})
