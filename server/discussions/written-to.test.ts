/** A member writes to the featured people of a container: one conversation that they share, read by nobody else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CastName, castNames } from '#tests/support/cast.ts'
import { noticesOf } from '#tests/support/notices.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}`
const [ada, ben, cleo] = [site.as('ada'), site.as('ben'), site.as('cleo')]
const sql = async (text: string, values: unknown[] = []) =>
  (await site.platform.database.writePool.query(text, values)).rows
const containerOf = async (name: string, who: readonly CastName[]) => {
  const [{ id }] = await sql(
    'insert into featured_container (community_id, name, position) values ($1, $2, 5) returning id',
    [community.id, name],
  )
  for (const key of who)
    await sql('insert into featured_person (community_id, container_id, person_id, position) values ($1, $2, $3, 1)', [
      community.id,
      id,
      people[key].id,
    ])
  return id as string
}
const kindsFor = async (who: CastName) => (await noticesOf(site, who)).map(({ kind }) => kind)
const mentors = await containerOf('Mentors', ['ada', 'cleo'])

test('the people of a container and the member who wrote share one conversation, which does not exist for anybody else', async () => {
  assert.match((await ben.get(root)).text, /discussions\/new\?container=[\w-]{22}">Write to them/)
  const form = (await ben.get(`${root}/discussions/new?container=${mentors}`)).text
  assert.match(form, /Write to Mentors/)
  assert.match(form, new RegExp(`${people.ada.name} and ${people.cleo.name} and you read it, and nobody else`))
  assert.doesNotMatch(form, /name="group"/)
  const begun = await ben.send(`${root}/discussions`, {
    title: 'May I ask?',
    source: 'I am stuck.',
    container: mentors,
  })
  assert.equal(begun.status, 201, begun.text)
  const { address } = begun.json
  const statuses = await Promise.all(
    castNames.map(async (who) => [who, (await site.as(who).get(address)).status] as const),
  )
  const readers = statuses.flatMap(([who, status]) => (status === 200 ? [who] : []))
  assert.deepEqual(readers.toSorted(), ['ada', 'ben', 'cleo'])
  assert.deepEqual(
    [await kindsFor('ada'), await kindsFor('cleo'), await kindsFor('dov')],
    [['thread_named'], ['thread_named'], []],
  )
  const answer = await cleo.send(`${address}/posts`, { source: 'Tell us more.' })
  assert.equal(answer.status, 201, answer.text)
  assert.deepEqual([(await kindsFor('ada')).toSorted(), await kindsFor('ben')], [['reply', 'thread_named'], ['reply']])
})

test('where a form comes back, it is still for these people alone', async () => {
  const back = await ben.post(`${root}/discussions`, { title: '', source: 'I am stuck.', container: mentors })
  assert.equal(back.status, 422)
  assert.match(back.text, new RegExp(`name="container" value="${mentors}"`))
  assert.doesNotMatch(back.text, /name="group"/)
})

test('with nobody to write to, nothing is posted', async () => {
  const before = await sql('select count(*)::int as n from thread')
  for (const container of [
    await containerOf('Nobody', []),
    await containerOf('Only me', ['ben']),
    '0190a0b0-0000-7000-8000-000000000000',
  ]) {
    const { status, json } = await ben.send(`${root}/discussions`, { title: 'Hello', source: 'Hello?', container })
    assert.equal(status, 422)
    assert.match(json.fields.container, /nobody to write to/)
  }
  assert.deepEqual(await sql('select count(*)::int as n from thread'), before)
  assert.doesNotMatch((await ben.get(`${root}`)).text, new RegExp(`Write to ${people.ben.name}`))
  assert.equal((await ada.get(`${root}/discussions/new?container=nonsense`)).status, 200)
})
