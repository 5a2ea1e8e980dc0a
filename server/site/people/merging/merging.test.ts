/** Two accounts of one person become one: what the admin sees first, what becomes of both, and who may not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPerson } from '#server/identity/room.ts'
import { shortId } from '#server/platform/ids.ts'
import { addPerson, join } from '#tests/support/actors.ts'
import { sendOne, vote } from '#tests/support/pings.ts'
import { clientOf, holding, openSite } from '#tests/support/site.ts'
import { startThread } from '#tests/support/threads.ts'

const site = await openSite()
const { people, community } = site.cast
const db = site.database.db.write
const owen = site.as('owen')
const admin = clientOf(site.server, holding((await addPerson(site, 'Some admin', 'write', 'admin')).token))
const at = (id: string) => `/site/people/${shortId(id)}/merging`
const other = await addPerson(site, 'Benjamin Reyes')
await join(site, other.id, 'moderator')
await db
  .updateTable('person')
  .set({ external_id: '4711', title: 'Lead', location: 'Porto', time_zone: 'Europe/Lisbon', languages: ['pt'] })
  .where('id', '=', other.id)
  .execute()
const asOther = clientOf(site.server, holding(other.token))
/** The answers of the Ping in which both vote. */
let options: readonly string[] = []

test('the preview says what moves, what is chosen, and that both voted', async () => {
  const ping = await sendOne(site)
  options = ping.options
  await vote(site, 'ben', ping, 0)
  assert.equal((await asOther.send(`${ping.address}/vote`, { optionId: ping.options[1] }, 'PUT')).status, 200)
  const said = await asOther.send(`/c/${community.slug}/discussions`, { title: 'Mine', kind: 'talk', source: 'Said.' })
  assert.equal(said.status, 201)
  const { json, text } = await admin.json(`${at(people.ben.id)}?other=benjamin-reyes%40example.org`)
  assert.equal(json.other.name, 'Benjamin Reyes', text)
  assert.deepEqual([json.other.posts, json.votedTwice, json.hindered], [1, 1, null])
  assert.deepEqual(
    json.differing.map(({ others }: { others: { name: string }[] }) => others[0]?.name),
    ['moderator'],
  )
  const page = await admin.get(`${at(people.ben.id)}?other=benjamin-reyes%40example.org`)
  assert.match(page.text, /Roles are not added up/)
  assert.match(page.text, /The later vote counts/)
  assert.match(
    (await admin.get(`${at(people.ben.id)}?other=no%40example.org`)).text,
    /Nobody on this site has the address/,
  )
})

test('not by others, not oneself away, not an owner by an admin, not one with itself', async () => {
  const body = { other: shortId(other.id) }
  for (const who of ['ada', 'ben', 'eve'] as const) {
    assert.equal((await site.as(who).send(at(people.ben.id), body)).status, 404)
    assert.equal((await site.as(who).get(at(people.ben.id))).status, 404)
  }
  assert.equal((await admin.send(at(people.ben.id), { other: shortId(people.owen.id) })).json.code, 'beyond_site_role')
  assert.equal((await admin.send(at(people.owen.id), body)).json.code, 'beyond_site_role')
  assert.equal((await owen.send(at(people.ben.id), { other: shortId(people.owen.id) })).json.code, 'merges_yourself')
  assert.equal((await owen.send(at(people.ben.id), { other: shortId(people.ben.id) })).json.code, 'same_account')
  assert.match(
    (await admin.get(`${at(people.ben.id)}?other=owen%40example.org`)).text,
    /only an owner changes their account/,
  )
})

test('merged: posts, the later vote, the chosen roles and the keys are the winner’s; sessions of both are over', async () => {
  for (const user_id of [people.ben.id, other.id])
    await db
      .insertInto('session')
      .values({ token: `of-${user_id}`, user_id, expires_at: new Date(Date.now() + 1e9) })
      .execute()
  const done = await admin.post(at(people.ben.id), { other: shortId(other.id), theirs: shortId(community.id) })
  assert.equal(done.status, 303, done.text)
  assert.equal((await asOther.json('/account')).status, 401)
  assert.deepEqual(await db.selectFrom('session').select('id').execute(), [])
  const { json } = await admin.json(`/site/people/${shortId(people.ben.id)}`)
  assert.deepEqual([json.name, json.location, json.externalId], ['Ben Reyes', 'Porto', '4711'])
  const profile = (await site.as('cleo').json(`/people/${shortId(people.ben.id)}`)).json
  assert.deepEqual([profile.timeZone, profile.languages], ['Europe/Lisbon', ['pt']])
  assert.deepEqual(
    json.memberships[0].roles.map(({ name }: { name: string }) => name),
    ['moderator'],
  )
  const votes = await db.selectFrom('vote').select(['person_id', 'option_id', 'first_option_id']).execute()
  assert.deepEqual(
    votes.map(({ person_id, option_id }) => [person_id, option_id]),
    [[people.ben.id, options[1]]],
    'the other voted later',
  )
  const tally = await db
    .selectFrom('vote_tally')
    .select(({ fn }) => fn.sum<string>('votes').as('n'))
    .executeTakeFirstOrThrow()
  assert.equal(Number(tally.n), 1, 'counted once')
  assert.match((await site.as('cleo').get(`/c/${community.slug}/discussions`)).text, /Mine/)
  const posts = await db.selectFrom('post').select('author_id').where('source', '=', 'Said.').execute()
  assert.deepEqual(posts, [{ author_id: people.ben.id }])
})

test('tomorrow’s list finds the winner by the former address, and so does a link to the former profile', async () => {
  const found = await site.work((work) => createPerson(work, { name: 'B. Reyes', email: 'Benjamin-Reyes@example.org' }))
  assert.deepEqual(found, { id: people.ben.id, isNew: false })
  const pasted = await site.as('ada').send(`/c/${community.slug}/members`, { people: 'benjamin-reyes@example.org' })
  assert.equal(pasted.json.code, 'look_first')
  assert.deepEqual([pasted.json.paste.people[0].name, pasted.json.paste.people[0].isMember], ['Ben Reyes', true])
  const former = await site.as('cleo').get(`/people/${shortId(other.id)}`)
  assert.equal(former.status, 303)
  assert.match(String(former.headers.location), /\/people\/ben-reyes-/)
  const taken = { name: 'Cleo Marsh', title: '', email: 'benjamin-reyes@example.org' }
  const { json } = await admin.send(`/site/people/${shortId(people.cleo.id)}`, taken)
  assert.match(json.fields.email, /Somebody else on this site has this address/)
})

test('the audit says who merged what, and lines about the other name the winner', async () => {
  const { json } = await owen.json(`/site/audit?person=${shortId(people.ben.id)}`)
  assert.equal(json.items[0].verb, 'person.merged')
  const former = (await owen.json(`/site/audit?person=${shortId(other.id)}`)).json
  assert.equal(former.person.name, 'Ben Reyes')
  assert.ok(former.items.some(({ verb }: { verb: string }) => verb === 'person.merged'))
  assert.deepEqual(
    json.items[0].people.map(({ name }: { name: string }) => name),
    ['Ben Reyes', 'Ben Reyes'],
  )
})

test('an account that was merged away is merged no second time', async () => {
  assert.equal((await admin.send(at(people.ben.id), { other: shortId(other.id) })).status, 404)
  await startThread(site, 'cleo', 'Still here')
})
