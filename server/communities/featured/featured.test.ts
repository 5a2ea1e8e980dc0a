/** Featured people: groups and who stands in them, put in order step by step; what is taken away comes back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mostContainers } from '#server/communities/featured/container.ts'
import { featuredPeople, featuredSidebar, findCommunity } from '#server/communities/room.ts'
import { translator } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import { pressUndo } from '#tests/support/next-page.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, people } = site.cast
const root = `/c/${community.slug}/settings/people`
const ada = site.as('ada')

interface Container {
  id: string
  name: string
  size: string
  people: { name: string; quote: string; personId: string }[]
}
const containers = async (): Promise<Container[]> => (await ada.json(root)).json.containers
const shape = async () =>
  (await containers()).map(({ name, people: inside }) => `${name}: ${inside.map((one) => one.name.split(' ')[0])}`)

test('groups are added, named, sized and put in order', async () => {
  await ada.send(root, { name: 'Leaders', size: 'large' })
  const added = await ada.send(root, { name: 'Sponsor', size: 'medium' })
  assert.equal(added.status, 201)
  const [, sponsor] = await containers()
  await ada.send(`${root}/${sponsor?.id}/moves`, { move: 'up' })
  await ada.send(`${root}/${sponsor?.id}`, { name: 'Our sponsor', size: 'small' }, 'PUT')
  assert.deepEqual(
    (await containers()).map(({ name, size }) => [name, size]),
    [
      ['Our sponsor', 'small'],
      ['Leaders', 'large'],
    ],
  )
  assert.equal((await ada.send(root, { name: '', size: 'huge' })).status, 422)
})

test('members are featured by name, handle or address; a name that fits nobody or several is refused with a sentence', async () => {
  const [sponsor, leaders] = await containers()
  const put = (who: string, quote = '') => ada.send(`${root}/${leaders?.id}/persons`, { who, quote })
  await put('ada lindqvist')
  await put('@ben-reyes', 'I read every thread here.')
  await put('cleo@example.org')
  assert.deepEqual(await shape(), ['Our sponsor: ', 'Leaders: Ada,Ben,Cleo'])
  assert.match((await put('Eve Okoro')).json.fields.who, /No member is called that/)
  assert.match((await put('ben')).json.fields.who, /They are in this group already/)
  await site.database.db.write
    .updateTable('person')
    .set({ name: 'Dov Reyes' })
    .where('id', '=', people.dov.id)
    .execute()
  const several = await ada.post(`${root}/${shortId(sponsor?.id ?? '')}/persons`, {
    who: 'reyes',
    quote: 'kept as typed',
  })
  assert.equal(several.status, 422)
  assert.match(several.text, /@ben-reyes, @dov-adler/)
  assert.match(several.text, /kept as typed/)
})

test('people are quoted, moved and taken out; the undo brings them back with what they said', async () => {
  const [, leaders] = await containers()
  const person = `${root}/${leaders?.id}/persons/${people.ben.id}`
  await ada.send(`${person}/moves`, { move: 'up' })
  await ada.send(person, { quote: 'Disagree with me.' })
  assert.deepEqual(await shape(), ['Our sponsor: ', 'Leaders: Ben,Ada,Cleo'])
  const taken = await ada.post(`${person}/removal`)
  assert.deepEqual(await shape(), ['Our sponsor: ', 'Leaders: Ada,Cleo'])
  assert.equal(await pressUndo(ada, taken), 'Removed.')
  assert.deepEqual(await shape(), ['Our sponsor: ', 'Leaders: Ben,Ada,Cleo'])
  assert.equal((await containers())[1]?.people[0]?.quote, 'Disagree with me.')
})

test('a group goes with its people and comes back with them', async () => {
  const [, leaders] = await containers()
  const gone = await ada.send(`${root}/${leaders?.id}`, {}, 'PUT')
  assert.equal(gone.status, 422)
  const removal = await ada.send(`${root}/${leaders?.id}/removal`, {}, 'DELETE')
  assert.deepEqual(await shape(), ['Our sponsor: '])
  const undo = () => ada.send(`${root}/undo`, { activity: removal.json.undo })
  assert.equal((await undo()).status, 200)
  assert.deepEqual(await shape(), ['Our sponsor: ', 'Leaders: Ben,Ada,Cleo'])
  assert.equal((await undo()).status, 404)
})

test('the sidebar shows each group at its size, none that is empty, nobody who left', async () => {
  const actor = await site.actor('ben')
  const look = await site.look()
  const head = await findCommunity(look, actor, community.slug)
  const screen = {
    actor,
    t: translator('en'),
    address: '/',
    query: {},
    site: { name: 'Guildhall', publicUrl: '' },
    flash: null,
    returned: null,
    demo: false as const,
    declared: site.platform.declared,
    unread: 0,
    mail: 'waits' as const,
  }
  const shown = String(featuredSidebar(await featuredPeople(look, community.id), screen, head))
  assert.match(shown, /Leaders/)
  assert.match(shown, /“Disagree with me\.”/)
  assert.doesNotMatch(shown, /Our sponsor/)
  assert.doesNotMatch(shown, /settings\/people/)
  await ada.send(`/c/${community.slug}/members/${people.ben.id}/removal`)
  assert.doesNotMatch(String(featuredSidebar(await featuredPeople(look, community.id), screen, head)), /Ben Reyes/)
  await ada.send(`/c/${community.slug}/members/${people.ben.id}/return`)
  assert.match(String(featuredSidebar(await featuredPeople(look, community.id), screen, head)), /Ben Reyes/)
})

test('being featured gives nobody a permission', async () => {
  assert.equal((await site.as('ben').get(root)).status, 403)
})

test('there are at most twelve groups', async () => {
  for (let n = (await containers()).length; n < mostContainers; n++)
    await ada.send(root, { name: `Group ${n}`, size: 'small' })
  const more = await ada.send(root, { name: 'One more', size: 'small' })
  assert.equal(more.status, 422)
  assert.match(more.json.fields.name, /There are 12 groups already/)
})

test('people in a group take a whole order; one of a group that has changed meanwhile is refused', async () => {
  const group = (await containers()).find((one) => one.people.length > 1)
  const was = group?.people.map(({ personId }) => personId) ?? []
  const order = was.toReversed()
  const sent = await ada.send(`${root}/${group?.id}/order`, { was, order })
  assert.equal(sent.status, 200, sent.text)
  const now = (await containers()).find(({ id }) => id === group?.id)?.people.map(({ personId }) => personId)
  assert.deepEqual(now, order)
  assert.equal((await ada.send(`${root}/${group?.id}/order`, { was, order })).json.code, 'order_changed')
  assert.equal((await site.as('ben').send(`${root}/${group?.id}/order`, { was: order, order: was })).status, 403)
  assert.equal((await site.as('eve').send(`${root}/${group?.id}/order`, { was: order, order: was })).status, 404)
  assert.match((await ada.get(root)).text, /<arrange-list [^>]*>/)
})
