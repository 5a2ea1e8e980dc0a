/** Invitation links: who makes them, what they let whom do, and how they end. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { addPerson } from '#tests/support/actors.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { created } from '#tests/support/created.ts'
import { type Client, clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, elsewhere, people } = site.cast
const [ada, ben, eve, owen] = [site.as('ada'), site.as('ben'), site.as('eve'), site.as('owen')]
const pool = site.platform.database.writePool
const root = `/c/${community.slug}`
const links = `${root}/members/links`
const visitor = openJar(site.server, site.platform.config.publicUrl)

beforeEach(() => forgetCounts())

/** Makes a link. @returns the path of its address, and its id */
async function make(sent: object = {}, who: Client = ada): Promise<{ path: string; id: string }> {
  const [{ address, id }] = (await created(who.send(links, sent))).links
  return { path: new URL(address).pathname, id }
}

async function stranger(name: string) {
  const { id, token } = await addPerson(site, name)
  return { id, client: clientOf(site.server, holding(token)) }
}

async function standing(personId: string) {
  const { rows } = await pool.query(
    `select array(select r.role from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id) as roles,
       (select json_agg(s.source) from membership_source s where s.community_id = m.community_id and s.person_id = m.person_id) as sources
     from membership m where community_id = $1 and person_id = $2 and ended_at is null`,
    [community.id, personId],
  )
  return rows[0]
}

const listed = async (id: string) =>
  (await ada.json(links)).json.links.find((one: { id: string }) => one.id === id) as {
    state: string
    uses: number
    people: number
    mostUses: number
  }

test('opening a link shows the community and changes nothing; one press joins', async () => {
  const { path, id } = await make({ uses: 3 })
  for (let i = 0; i < 3; i++) {
    const page = await eve.get(path)
    assert.equal(page.status, 200)
    assert.match(page.text, /You are invited to First-line leaders/)
    assert.match(page.text, /We get better at what we do in First-line leaders/)
    assert.match(page.text, /By an invitation link from Ada Lindqvist/)
    assert.match(page.text, /You are signed in as Eve Okoro/)
    assert.match(page.text, />Join</)
  }
  assert.deepEqual((await listed(id)).uses, 0)
  assert.equal(await standing(people.eve.id), undefined)
  const joined = await eve.post(path)
  assert.equal(joined.headers.location, root)
  assert.deepEqual(await standing(people.eve.id), { roles: [], sources: ['invitation'] })
  assert.equal((await eve.get(path)).headers.location, root, 'a member is simply there')
  assert.deepEqual((await eve.send(path)).json.hasJoined, false)
  const { uses, people: used, state } = await listed(id)
  assert.deepEqual([uses, used, state], [1, 1, 'open'])
  const { rows } = await pool.query(`select facts from activity where verb = 'member.joined'`)
  assert.deepEqual(rows, [{ facts: { linkId: id } }])
  assert.deepEqual((await pool.query('select kind from mail where person_id = $1', [people.eve.id])).rows, [])
})

test('the list says how often a link was used, and by how many', async () => {
  const { path, id } = await make()
  await eve.post(`${root}/leaving`)
  await eve.post(path)
  await eve.post(`${root}/leaving`)
  await eve.post(path)
  assert.deepEqual([(await listed(id)).uses, (await listed(id)).people], [2, 1])
  const { text } = await ada.get(links)
  assert.match(text, /used 2 of 50 times, by 1 person/)
  assert.match(text, /made by Ada Lindqvist/)
  await eve.post(`${root}/leaving`)
})

test('a link that is revoked, past its end or used up says so, and nothing about the community', async () => {
  const revoked = await make()
  const first = await ada.send(`${links}/${revoked.id}/revocation`)
  assert.equal(first.status, 200)
  assert.equal((await ada.send(`${links}/${revoked.id}/revocation`)).status, 200)
  const log = await pool.query(`select from activity where verb = 'join_link.revoked'`)
  assert.equal(log.rows.length, 1, 'a second time changes nothing')
  const usedUp = await make({ uses: 1 })
  const first1 = await stranger('First In')
  assert.equal((await first1.client.send(usedUp.path)).status, 200)
  const ended = await make({ until: new Date().toISOString().slice(0, 10) })
  await site.shiftClock('2 days')
  for (const [path, code, says] of [
    [revoked.path, 'join_link_revoked', /was revoked/],
    [usedUp.path, 'join_link_used_up', /has let in as many people as it may/],
    [ended.path, 'join_link_ended', /has expired/],
  ] as const) {
    for (const who of [eve, visitor]) {
      const page = await who.get(path)
      assert.equal(page.status, 200)
      assert.match(page.text, says)
      assert.doesNotMatch(page.text, /First-line|Ada Lindqvist/)
    }
    assert.deepEqual([(await eve.send(path)).status, (await eve.send(path)).json.code], [409, code])
    const asked = await visitor.send(`${path}/account`, { name: 'Nia', email: 'nia@example.net' })
    assert.equal(asked.json.code, code)
  }
  await site.shiftClock('0 days')
  assert.equal(await standing(people.eve.id), undefined)
})

test('a forged link, or that of another thing, is none', async () => {
  const { path, id } = await make()
  const forged = path.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  for (const one of [forged, `/join/${id}`, '/join/none']) {
    assert.equal((await eve.get(one)).status, 404)
    assert.match((await eve.get(one)).text, /cut off or changed on its way/)
    assert.equal((await eve.send(one)).json.code, 'join_link_forged')
    assert.equal((await visitor.send(`${one}/account`, { name: 'Nia', email: 'nia@example.net' })).status, 404)
  }
})

test('a link lets nobody into a draft or an archived community', async () => {
  const { path } = await make()
  for (const [status, says] of [
    ['draft', /not open yet/],
    ['archived', /archived, so nobody can join/],
  ] as const) {
    await pool.query('update community set status = $1 where id = $2', [status, community.id])
    assert.match((await eve.get(path)).text, says)
    assert.equal((await eve.send(path)).status, 409)
  }
  await pool.query(`update community set status = 'active' where id = $1`, [community.id])
})

test('of two people at the last use one gets in, the other reads a sentence', async () => {
  const { path, id } = await make({ uses: 1 })
  const all = await Promise.all(['Una', 'Vik', 'Wes', 'Xia', 'Yan', 'Zoe'].map((name) => stranger(`${name} Race`)))
  const answers = await Promise.all(all.map(({ client }) => client.send(path)))
  const codes = answers.map(({ status, json }) => json.code ?? status).toSorted()
  assert.deepEqual(codes, [200, ...Array(5).fill('join_link_used_up')])
  const inside = await Promise.all(all.map((one) => standing(one.id)))
  assert.equal(inside.filter(Boolean).length, 1)
  assert.equal((await listed(id)).uses, 1)
})

test('one person who presses twice in one moment uses it once', async () => {
  const { path, id } = await make({ uses: 5 })
  const { client } = await stranger('Twice Pressed')
  const answers = await Promise.all([client.send(path), client.send(path), client.send(path)])
  assert.deepEqual(answers.map(({ json }) => json.hasJoined).toSorted(), [false, false, true])
  assert.equal((await listed(id)).uses, 1)
})

test('a link gives its role, and never one that its maker may not give', async () => {
  const { path } = await make({ role: 'moderator' })
  const { id, client } = await stranger('Role Taker')
  assert.match((await client.get(path)).text, /You join with this role: Moderator/)
  await client.send(path)
  assert.deepEqual(await standing(id), { roles: ['moderator'], sources: ['invitation'] })
  for (const role of ['king', 'site:owner'])
    assert.equal((await ada.send(links, { role })).json.fields.role, 'This role is not there any more.')
  // Somebody who looks after members, and may give no role.
  await pool.query(`insert into role (name, title, place) values ('greeter', 'Greeter', 36)`)
  await pool.query(`insert into role_permission (role, permission) values ('greeter', 'manage_members')`)
  await ada.send(`${root}/members/${people.ben.id}/roles`, { roles: ['greeter'] })
  assert.equal((await ben.send(links, { role: 'moderator' })).json.code, 'beyond_your_role')
  assert.equal((await ben.send(links)).status, 201)
  assert.doesNotMatch((await ben.get(links)).text, /They join as/)
  await ada.send(`${root}/members/${people.ben.id}/roles`, { roles: [] })
})

test('a link that gives a role ends with its maker’s right to give it; one for members goes on', async () => {
  const leader = await stranger('Lea Leader')
  await leader.client.send((await make({ role: 'manager' })).path)
  const [strong, plain] = [await make({ role: 'manager' }, leader.client), await make({}, leader.client)]
  assert.equal((await listed(strong.id)).state, 'open')
  await ada.send(`${root}/members/${leader.id}/roles`, { standing: 'member' })
  assert.equal((await listed(strong.id)).state, 'beyond')
  const { client, id } = await stranger('Late Comer')
  assert.equal((await client.send(strong.path)).json.code, 'join_link_beyond')
  assert.equal((await client.send(plain.path)).json.hasJoined, true)
  assert.deepEqual((await standing(id)).roles, [])
  const byOwner = await make({ role: 'manager' }, owen)
  assert.equal((await listed(byOwner.id)).state, 'open', 'staff of the site may give roles without being members')
})

test('whoever a leader removed does not come back by a link', async () => {
  const { path } = await make()
  const { id, client } = await stranger('Rem Oved')
  await client.send(path)
  await ada.send(`${root}/members/${id}/removal`)
  assert.match((await client.get(path)).text, /Only a leader can let you in again/)
  assert.equal((await client.send(path)).json.code, 'removed_before')
})

test('only those who look after members make, see and revoke links', async () => {
  const { id } = await make()
  for (const [who, status] of [
    [ben, 403],
    [eve, 404],
    [site.as('visitor'), 401],
  ] as const) {
    assert.equal((await who.json(links)).status, status)
    assert.equal((await who.send(links)).status, status)
    assert.equal((await who.send(`${links}/${id}/revocation`)).status, status)
  }
  const foreign = `/c/${elsewhere.slug}/members/links/${id}/revocation`
  assert.equal((await eve.send(foreign)).status, 404, 'a link is revoked only in its own community')
  assert.equal((await listed(id)).state, 'open')
})

test('what can’t be is refused beside its field', async () => {
  const later = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10)
  for (const [sent, field, says] of [
    [{ until: '2020-01-01' }, 'until', /This day is over/],
    [{ until: later }, 'until', /a year at most/],
    [{ until: 'soon' }, 'until', /Write the day as/],
    [{ uses: 0 }, 'uses', /at least 1/],
    [{ uses: 10_001 }, 'uses', /at most 10,000/],
  ] as const) {
    const { status, json } = await ada.send(links, sent)
    assert.equal(status, 422, JSON.stringify(sent))
    assert.match(json.fields[field], says)
  }
  const page = await ada.post(links, { until: '2020-01-01', uses: '7', role: '' })
  assert.equal(page.status, 422)
  assert.match(page.text, /value="7"/, 'what was typed is kept')
})

test('somebody who is not signed in is led to sign in and back', async () => {
  const { path } = await make()
  const page = await visitor.get(path)
  assert.match(page.text, /You are invited to First-line leaders/)
  assert.ok(page.text.includes(`/sign-in?to=${path}`))
  assert.equal((await visitor.send(path)).status, 401)
})
