/** A circle: opened by any member, joined at once or by asking, read by its people and those who lead, and left within a moment. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { created as done } from '#tests/support/created.ts'
import { noticesOf } from '#tests/support/notices.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, cleo, dov, eve] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('dov'), site.as('eve')]
const sql = async (text: string, values: unknown[] = []) =>
  (await site.platform.database.writePool.query(text, values)).rows
const open = async (words: object = {}) => {
  const { id } = await done(ben.send(`${root}/circles`, { name: 'Morning pages', about: 'We write.', ...words }))
  return { id, here: `${root}/circles/${id}` }
}
/** The people of a circle, and whether they look after it, as Ada sees them. */
const lookersAfter = async (here: string) =>
  (await ada.json(here)).json.circle.members.map(({ name, looksAfter }: Record<string, unknown>) => [name, looksAfter])
const readersOf = async (address: string) => {
  const statuses = await Promise.all(castNames.map(async (who) => [who, (await site.as(who).get(address)).status]))
  return statuses.flatMap(([who, status]) => (status === 200 ? [who] : [])).toSorted()
}

test('any member opens one and looks after it; others find it, and nobody outside the community does', async () => {
  const { here } = await open()
  assert.equal((await eve.send(`${root}/circles`, { name: 'Mine' })).status, 404)
  const { circle } = (await ben.json(here)).json
  assert.deepEqual([circle.isMine, circle.looksAfter, circle.people], [true, true, 1])
  assert.match((await dov.get(`${root}/circles`)).text, /Morning pages[\s\S]*open to all members/)
  assert.equal((await eve.get(here)).status, 404)
  assert.match((await dov.get(here)).text, /read by the people of the circle and by those who lead the community/)
  assert.equal((await dov.get(`${here}/edit`)).status, 403)
  await done(ben.send(here, { name: 'Evening pages', about: '', joining: 'open' }, 'PUT'))
  assert.match((await dov.get(here)).text, /Evening pages/)
  assert.equal((await ben.send(here, { name: ' ' }, 'PUT')).status, 422)
})

test('its discussions and pages are read by its people and by those who lead; leaving it ends that', async () => {
  const { id, here } = await open()
  const form = (await ben.get(`${root}/discussions/new?group=${id}`)).text
  assert.match(form, new RegExp(`<option value="${id}" selected[^>]*>Only the circle Morning pages`))
  const began = { title: 'Among us', source: 'Only us.', group: id }
  assert.equal((await cleo.send(`${root}/discussions`, began)).status, 422, 'she is not in it')
  const thread = await done(ben.send(`${root}/discussions`, began))
  const page = await done(ben.send(`${root}/pages`, began))
  assert.deepEqual(thread.readers, ['Morning pages'])
  for (const { address } of [thread, page]) assert.deepEqual(await readersOf(address), ['ada', 'ben', 'owen'])
  const listed = async (who: CastName) => (await site.as(who).json(here)).json.entries.length
  assert.deepEqual([await listed('ben'), await listed('ada'), await listed('cleo')], [2, 2, 0])

  await done(cleo.send(`${here}/joining`))
  assert.equal((await cleo.get(thread.address)).status, 200)
  assert.equal(await listed('cleo'), 2)
  const own = await done(cleo.send(`${root}/discussions`, { ...began, title: 'By Cleo' }))
  await done(cleo.send(`${here}/leaving`))
  assert.equal((await cleo.get(thread.address)).status, 404)
  assert.equal((await cleo.get(own.address)).status, 404, 'what she wrote there stays there')
  assert.equal((await cleo.send(`${here}/leaving`)).status, 404)
})

test('a Ping is for no circle: it is not offered, and refused where it is sent', async () => {
  const { id, here } = await open()
  assert.doesNotMatch((await ada.get(`${root}/pings/new`)).text, /Only the circle/)
  assert.deepEqual((await ada.json(here)).json.begins, ['thread', 'page', 'event'])
  const ping = { question: 'Among us?', options: ['Yes', 'No'], group: id }
  const refused = await ada.send(`${root}/pings`, ping)
  assert.equal(refused.status, 422)
  assert.match(refused.json.fields.group, /not there any more/)
})

test('where one asks, who looks after it is told and answers; nobody gets in otherwise', async () => {
  const { here } = await open({ joining: 'request' })
  assert.equal((await dov.send(`${here}/joining`)).json.code, 'circle_by_request')
  await done(dov.send(`${here}/requests`))
  await done(dov.send(`${here}/requests`))
  const asked = (await noticesOf(site, 'ben')).filter(({ kind }) => kind === 'circle_asked')
  assert.deepEqual(
    asked.map(({ title }) => title),
    ['Morning pages'],
    'once, although he pressed twice',
  )
  assert.match((await ben.get(here)).text, /They would like to join[\s\S]*Let in/)
  assert.deepEqual((await cleo.json(here)).json.circle.requests, [], 'others do not see who asked')
  assert.match((await dov.get(here)).text, /You asked to join/)
  const dovs = `${here}/requests/${people.dov.id}`
  assert.equal((await cleo.send(`${dovs}/approval`)).status, 403)
  await done(ben.send(`${dovs}/approval`))
  assert.equal((await dov.json(here)).json.circle.isMine, true)
  const told = (await noticesOf(site, 'dov')).find(({ kind }) => kind === 'circle_approved')
  assert.equal((await dov.get(told?.address ?? '')).status, 200)

  await done(cleo.send(`${here}/requests`))
  await done(ada.send(`${here}/requests/${people.cleo.id}/refusal`))
  assert.ok((await noticesOf(site, 'cleo')).some(({ kind }) => kind === 'circle_declined'))
  assert.equal((await cleo.json(here)).json.circle.isMine, false)
  await done(cleo.send(`${here}/requests`))
  await done(cleo.send(`${here}/requests/withdrawal`))
  assert.equal((await ben.send(`${here}/requests/${people.cleo.id}/approval`)).status, 404)

  await done(ben.send(`${here}/people/${people.dov.id}/removal`))
  assert.equal((await dov.json(here)).json.circle.isMine, false)
  assert.ok((await noticesOf(site, 'dov')).some(({ kind }) => kind === 'circle_left'))
})

test('when the last who looks after it leaves, who has been in it longest does', async () => {
  const { here } = await open()
  await done(cleo.send(`${here}/joining`))
  await done(dov.send(`${here}/joining`))
  await done(ben.send(`${here}/leaving`))
  assert.deepEqual(await lookersAfter(here), [
    [people.cleo.name, true],
    [people.dov.name, false],
  ])
})

test('an archived one is read by its people, and takes nobody and nothing new', async () => {
  const { id, here } = await open()
  const thread = await done(ben.send(`${root}/discussions`, { title: 'Kept', source: 'Kept.', group: id }))
  assert.equal((await dov.send(`${here}/archive`)).status, 403)
  await done(ben.send(`${here}/archive`))
  assert.equal((await cleo.send(`${here}/joining`)).json.code, 'circle_archived')
  assert.equal((await ben.get(thread.address)).status, 200)
  assert.equal((await ben.send(`${root}/discussions`, { title: 'New', source: 'New.', group: id })).status, 422)
  await done(ada.send(`${here}/return`))
  await done(cleo.send(`${here}/joining`))
})

test('a member who leaves the community is in none of its circles, and what they looked after somebody else does', async () => {
  const { here } = await open({ joining: 'request' })
  for (const who of [dov, cleo]) {
    await done(who.send(`${here}/requests`))
    await done(ben.send(`${here}/requests/${people[who === dov ? 'dov' : 'cleo'].id}/approval`))
  }
  await sql('update membership set ended_at = now() where community_id = $1 and person_id = $2', [
    community.id,
    people.ben.id,
  ])
  assert.deepEqual(await lookersAfter(here), [
    [people.dov.name, true],
    [people.cleo.name, false],
  ])
  await done(cleo.send(`${here}/leaving`))
  await done(cleo.send(`${here}/requests`))
  assert.ok((await noticesOf(site, 'dov')).some(({ kind }) => kind === 'circle_asked'))
  await done(dov.send(`${here}/requests/${people.cleo.id}/approval`))
})
