/** Courses and cohorts are made and changed by those who look after members; everybody else sees what concerns them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import type { CastName } from '#tests/support/cast.ts'
import { addCohort, addCourse } from '#tests/support/courses.ts'
import { fetchFile, sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people, elsewhere } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, cleo, eve] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('eve')]
const query = async (text: string, values: unknown[] = []) =>
  (await site.database.db.writePool.query(text, values)).rows

test('a course is added without script, shown with its button, and renamed', async () => {
  assert.match((await ada.get(`${root}/courses/new`)).text, /name="takenAt"/)
  const sent = await ada.post(`${root}/courses`, {
    name: 'Coaching',
    description: 'Ask, do not tell.',
    takenAt: 'https://example.org/coaching',
  })
  assert.equal(sent.status, 303)
  const here = String(sent.headers.location)
  const page = await ben.get(here)
  assert.match(page.text, /<a class="button primary" href="https:\/\/example.org\/coaching">Go to the course/)
  assert.doesNotMatch(page.text, /New cohort|Archive/)
  const { course } = (await ada.json(here)).json
  const changed = await ada.send(`${root}/courses/${course.id}`, { name: 'Coaching well' }, 'PUT')
  assert.match(changed.json.address, /coaching-well/)
  assert.deepEqual((await ben.json(here)).json.course.takenAt, '')
})

test('a course has a picture, cut to a wide strip, for those who see the course; it stays until another comes or it is removed', async () => {
  const picture = async (colour: string) => {
    const made = sharp({ create: { width: 1500, height: 900, channels: 3, background: colour } })
    return { name: 'p.png', bytes: await made.png().toBuffer(), type: 'image/png' }
  }
  const sent = await sendFiles(site, 'ada', `${root}/courses`, { name: 'Seen' }, { picture: await picture('#285') })
  assert.equal(sent.status, 201, sent.text)
  const { address, id } = JSON.parse(sent.text)
  const pictureOf = async () => (await ben.json(address)).json.course.picture
  const first = await pictureOf()
  const shown = await fetchFile(site, 'ben', first)
  const { format, width, height } = await sharp(shown.bytes).metadata()
  assert.deepEqual([shown.status, format, width, height], [200, 'webp', 1200, 514])
  for (const page of [address, root]) assert.match((await ben.get(page)).text, new RegExp(`<img [^>]*src="${first}"`))
  assert.equal((await fetchFile(site, 'eve', first)).status, 404)

  const edit = `${root}/courses/${id}`
  assert.equal((await ada.send(edit, { name: 'Seen again' }, 'PUT')).status, 200)
  assert.equal(await pictureOf(), first)
  assert.equal((await sendFiles(site, 'ada', edit, { name: 'Seen' }, { picture: await picture('#822') })).status, 200)
  assert.notEqual(await pictureOf(), first)
  assert.equal((await fetchFile(site, 'ada', first)).status, 404)
  const second = await pictureOf()
  assert.equal((await ada.send(`${edit}/archive`)).status, 200)
  const readers = await Promise.all(['ada', 'owen', 'ben'].map((who) => fetchFile(site, who as CastName, second)))
  assert.deepEqual(
    readers.map(({ status }) => status),
    [200, 200, 404],
  )
  await ada.send(`${edit}/return`)
  const noPicture = { name: 'p.png', bytes: 'no picture', type: 'image/png' }
  const refused = await sendFiles(site, 'ada', edit, { name: 'Other' }, { picture: noPicture })
  assert.equal(refused.status, 422)
  assert.ok(JSON.parse(refused.text).fields.picture)
  assert.equal((await ben.json(address)).json.course.name, 'Seen')
  await ada.send(edit, { name: 'Seen', withoutPicture: true }, 'PUT')
  assert.equal(await pictureOf(), null)
  assert.equal((await fetchFile(site, 'ada', second)).status, 404)
})

test('a course without a title, and one with an address that is none, are refused with a sentence', async () => {
  const answer = await ada.send(`${root}/courses`, { name: ' ', takenAt: 'javascript:alert(1)' })
  assert.equal(answer.status, 422)
  assert.deepEqual(answer.json.fields, {
    name: 'A course needs a title.',
    takenAt: 'Give the whole address, beginning with https://.',
  })
})

test('a cohort that ends before it starts is refused, and what was typed comes back', async () => {
  const course = await addCourse(site)
  const days = { name: 'Backwards', startsOn: '2027-03-01', endsOn: '2027-02-28' }
  const page = await ada.post(`${root}/courses/${course.id}/cohorts`, days)
  assert.equal(page.status, 422)
  assert.match(page.text, /A cohort can’t end before it starts/)
  assert.match(page.text, /value="2027-03-01"/)
  const cohort = await addCohort(site, course, { startsOn: '2027-03-01' })
  const changed = await ada.send(cohort.here, { name: 'Spring', startsOn: '2027-03-01', endsOn: '2027-01-01' }, 'PUT')
  assert.equal(changed.json.fields.endsOn, 'A cohort can’t end before it starts. Choose a later last day.')
  const wrong = await ada.send(cohort.here, { name: 'Spring', startsOn: '2027-02-30' }, 'PUT')
  assert.equal(wrong.json.fields.startsOn, 'This is not a day.')
})

test('a prepared cohort is seen by its leaders and its teachers; for others it is not there', async () => {
  const course = await addCourse(site, 'Hidden things')
  const cohort = await addCohort(site, course, { name: 'Quince group' })
  const { id: cleoId } = people.cleo
  assert.equal((await ada.send(`${cohort.here}/people`, { persons: [cleoId] })).status, 201)
  for (const client of [ben, cleo, eve]) {
    assert.equal((await client.get(cohort.here)).status, 404)
    for (const page of [`${root}/courses`, root, `${root}/members`, '/courses', '/inbox'])
      assert.doesNotMatch((await client.get(page)).text, /Quince/)
  }
  assert.equal((await ada.send(`${cohort.here}/teachers`, { who: 'Ben Reyes' })).status, 201)
  const page = await ben.get(cohort.here)
  assert.match(page.text, /Quince group/)
  assert.match(page.text, /Cleo Marsh/)
  assert.doesNotMatch(page.text, /Add people|Start it now|Name and dates|Take out/)
  for (const act of ['start', 'end', 'people', `people/${cleoId}/removal`])
    assert.equal((await ben.send(`${cohort.here}/${act}`, { persons: [cleoId] })).status, 403, act)
  assert.equal((await ada.send(`${cohort.here}/teachers/${people.ben.id}/removal`)).status, 200)
  assert.equal((await ben.get(cohort.here)).status, 404)
})

test('Eve learns nothing of a course, and finds no cohort under her own community', async () => {
  const course = await addCourse(site, 'Marmalade')
  const cohort = await addCohort(site, course)
  await ada.send(`${cohort.here}/start`)
  for (const path of [`${root}/courses`, `${root}/courses/${course.id}`, cohort.here, `${cohort.here}/people/add`])
    assert.equal((await eve.get(path)).status, 404, path)
  assert.equal((await eve.get(`/c/${elsewhere.slug}/cohorts/${cohort.id}`)).status, 404)
  assert.equal((await eve.send(`/c/${elsewhere.slug}/cohorts/${cohort.id}/start`)).status, 404)
  const copy = await addCohortOfEve()
  const from = await eve.send(`/c/${elsewhere.slug}/cohorts/${copy}/people/copies`, { from: cohort.id })
  assert.equal(from.status, 422)
})

async function addCohortOfEve(): Promise<string> {
  const course = (await eve.send(`/c/${elsewhere.slug}/courses`, { name: 'Hers' })).json
  return (await eve.send(`/c/${elsewhere.slug}/courses/${course.id}/cohorts`, { name: 'Hers' })).json.id
}

test('a course whose cohort runs is not archived; an archived one is out of sight, and nothing in it starts', async () => {
  const course = await addCourse(site, 'Fading')
  const here = `${root}/courses/${course.id}`
  const running = await addCohort(site, course, { name: 'One' })
  const later = await addCohort(site, course, { name: 'Two', startsOn: '2020-01-01' })
  assert.equal((await ada.send(`${running.here}/start`)).status, 200)
  assert.equal((await ada.send(`${here}/archive`)).json.code, 'course_in_use')
  assert.equal((await ada.send(`${running.here}/end`)).status, 200)
  assert.equal((await ada.post(`${here}/archive`)).status, 303)
  assert.equal((await ben.get(here)).status, 404)
  assert.match((await ada.get(here)).text, /This course is archived/)
  assert.equal((await ada.send(`${later.here}/start`)).json.code, 'course_archived')
  assert.equal((await ada.send(`${later.here}/people`, { persons: [people.ben.id] })).json.code, 'course_archived')
  assert.equal((await ada.send(`${here}/cohorts`, { name: 'Three' })).json.code, 'course_archived')
  assert.equal((await ada.post(`${here}/return`)).status, 303)
  assert.equal((await ben.get(here)).status, 200)
})

test('what is done is in the log, with ids only', async () => {
  const course = await addCourse(site, 'Logged')
  const cohort = await addCohort(site, course)
  await ada.send(`${cohort.here}/people`, { persons: [people.dov.id] })
  const found = await query('select verb, facts from activity where object_id = any($1) order by at, id', [
    [course.id, cohort.id],
  ])
  assert.deepEqual(found, [
    { verb: 'course.added', facts: {} },
    { verb: 'cohort.added', facts: {} },
    { verb: 'cohort.listed', facts: { personIds: [people.dov.id] } },
  ])
})

test('two managers who change one cohort: the second is told, and nothing is written over', async () => {
  await site.database.db.write
    .insertInto('membership_role')
    .values({ community_id: community.id, person_id: people.ben.id, role: 'manager' })
    .execute()
  const cohort = await addCohort(site, await addCourse(site, 'Contested'))
  const form = await ada.get(`${cohort.here}/edit`)
  const version = /name="version" value="([^"]+)"/.exec(form.text)?.[1] as string
  const bens = { name: 'Ben’s name', courseVersion: '2' }
  assert.equal((await ben.send(cohort.here, bens, 'PUT')).status, 200)
  const late = await ada.post(cohort.here, { name: 'Ada’s name', courseVersion: '1', version })
  assert.equal(late.status, 409)
  const { name, courseVersion } = (await ben.json(cohort.here)).json.cohort
  assert.deepEqual({ name, courseVersion }, bens)
  const both = await Promise.all([ada.send(`${cohort.here}/start`), ben.send(`${cohort.here}/start`)])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  const ends = await Promise.all([ada.send(`${cohort.here}/end`), ben.send(`${cohort.here}/end`)])
  assert.deepEqual(ends.map(({ status }) => status).toSorted(), [200, 409])
  await query('delete from membership_role where person_id = $1', [people.ben.id])
})

test('the community’s page shows its courses, to each member their own cohort first, and a leader of none what to do', async () => {
  const page = await ben.get(root)
  assert.match(page.text, /First-line: Cohort of ben/)
  assert.doesNotMatch(page.text, /First-line: Cohort of cleo/)
  assert.match((await eve.get(`/c/${elsewhere.slug}/courses`)).text, /Hers/)
  await query('delete from course where community_id = $1', [elsewhere.id])
  assert.match((await eve.get(`/c/${elsewhere.slug}`)).text, /Does this community belong to a course/)
  assert.match((await eve.get(`/c/${elsewhere.slug}/courses`)).text, /Add the first course/)
  assert.doesNotMatch((await ben.get(`${root}/courses`)).text, /New course/)
})

test('in an archived community courses are read and nothing is changed', async () => {
  const cohort = await addCohort(site, await addCourse(site, 'Kept'))
  await query("update community set status = 'archived' where id = $1", [community.id])
  assert.equal((await ada.get(cohort.here)).status, 200)
  assert.equal((await ada.send(`${root}/courses`, { name: 'New' })).json.code, 'community_archived')
  for (const act of ['start', 'letter']) {
    const { json } = await ada.send(`${cohort.here}/${act}`, { letter: 'Hi' })
    assert.equal(json.code, 'community_archived', act)
  }
  await query("update community set status = 'active' where id = $1", [community.id])
})
