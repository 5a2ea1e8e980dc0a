/** Finding a community, joining an open one, and choosing how one joins. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { community, elsewhere, people } = site.cast
const [ada, ben, eve, owen] = [site.as('ada'), site.as('ben'), site.as('eve'), site.as('owen')]
const pool = site.platform.database.writePool
const root = `/c/${community.slug}`

/** Sets how the cast's community is joined and seen, as its settings do. */
async function set(joining: 'closed' | 'request' | 'open', { isHidden = false, question = '' } = {}): Promise<void> {
  const answer = await ada.send(`${root}/settings/joining`, { joining, question }, 'PUT')
  assert.equal(answer.status, 200, answer.text)
  await pool.query('update community set is_hidden = $1 where id = $2', [isHidden, community.id])
}

/** The names that somebody finds, with what joining takes. */
async function found(who: typeof eve, query = ''): Promise<Record<string, string>> {
  const { json } = await who.json(`/communities${query}`)
  return Object.fromEntries(
    json.items.map((one: { name: string; joining: string; isMember: boolean }) => [
      one.name,
      one.isMember ? 'member' : one.joining,
    ]),
  )
}

async function memberOf(personId: string) {
  const { rows } = await pool.query(
    `select m.ended_at is null as is_member, m.came_at is not null as came, m.invited_at is not null as invited,
       array(select source from membership_source s where s.community_id = m.community_id and s.person_id = m.person_id order by 1) as sources
     from membership m where community_id = $1 and person_id = $2`,
    [community.id, personId],
  )
  return rows[0]
}

test('a hidden community is found by its members and by staff of the site alone, whatever it says about joining', async () => {
  await set('open', { isHidden: true })
  assert.deepEqual(await found(eve), { Elsewhere: 'member' })
  assert.deepEqual(await found(ben), { 'First-line leaders': 'member' })
  assert.deepEqual(await found(owen), { Elsewhere: 'closed', 'First-line leaders': 'open' })
  assert.doesNotMatch((await eve.get('/communities?q=first')).text, /First-line leaders/)
  const nowhere = await eve.json('/c/nowhere-at-all/joining')
  for (const answer of [await eve.json(`${root}/joining`), await eve.send(`${root}/joining`)])
    assert.deepEqual([answer.status, answer.json], [404, nowhere.json])
  const asked = await eve.send(`${root}/requests`, { answer: 'Please' })
  assert.equal(asked.status, 404)
})

test('a draft is found by nobody, and an archived community says that it takes nobody in', async () => {
  await set('open')
  await pool.query(`update community set status = 'draft' where id = $1`, [community.id])
  assert.equal((await eve.json(`${root}/joining`)).status, 404)
  assert.deepEqual(await found(eve), { Elsewhere: 'member' })
  await pool.query(`update community set status = 'archived' where id = $1`, [community.id])
  assert.deepEqual(await found(eve), { Elsewhere: 'member' })
  assert.match((await eve.get(`${root}/joining`)).text, /archived, so nobody can join it any more/)
  assert.equal((await eve.send(`${root}/joining`)).json.code, 'joining_archived')
  assert.equal((await eve.send(`${root}/requests`)).json.code, 'joining_archived')
  await pool.query(`update community set status = 'active' where id = $1`, [community.id])
})

test('the list says what joining takes, searches in names and purposes, and its pages go on where they end', async () => {
  await set('request')
  assert.deepEqual(await found(eve), { Elsewhere: 'member', 'First-line leaders': 'request' })
  assert.deepEqual(await found(eve, '?q=LINE+leaders'), { 'First-line leaders': 'request' })
  assert.deepEqual(await found(eve, '?q=%25%25%25'), {})
  assert.match((await eve.get('/communities')).text, /Join on request/)
  assert.match((await eve.get('/communities?q=nothing+of+the+kind')).text, /No community found/)
  await set('closed')
  assert.match((await eve.get('/communities')).text, /By invitation only/)
  assert.doesNotMatch((await eve.get(`${root}/joining`)).text, /<textarea/)
  await pool.query(`insert into community (slug, name, purpose, status, is_hidden)
    select 'many-' || n, 'Many ' || lpad(n::text, 3, '0'), 'One of many', 'active', false from generate_series(1, 90) n`)
  const seen: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { json } = await eve.json(`/communities?q=one+of+many${after ? `&after=${after}` : ''}`)
    seen.push(...json.items.map((one: { name: string }) => one.name))
    after = json.next
  }
  assert.equal(new Set(seen).size, 90)
  assert.equal(seen.length, 90)
  assert.match((await eve.get('/communities?q=many')).text, /q=many&amp;after=/)
  await pool.query(`delete from community where slug like 'many-%'`)
})

test('one press joins an open community; a second changes nothing', async () => {
  await set('open')
  assert.equal(await memberOf(people.eve.id), undefined)
  const page = await eve.get(`${root}/joining`)
  assert.match(page.text, /Join First-line leaders/)
  assert.equal(await memberOf(people.eve.id), undefined, 'opening changes nothing')
  const joined = await eve.post(`${root}/joining`)
  assert.equal(joined.headers.location, root)
  assert.deepEqual(await memberOf(people.eve.id), { is_member: true, came: true, invited: true, sources: ['open'] })
  assert.equal((await eve.json(root)).status, 200)
  assert.deepEqual((await eve.send(`${root}/joining`)).json, {
    slug: community.slug,
    name: 'First-line leaders',
    hasJoined: false,
  })
  assert.equal((await eve.get(`${root}/joining`)).headers.location, root)
  const { rows } = await pool.query(
    `select facts, actor_id = object_id as self from activity where verb = 'member.joined'`,
  )
  assert.deepEqual(rows, [{ facts: {}, self: true }])
  const mails = await pool.query(`select kind from mail where person_id = $1`, [people.eve.id])
  assert.deepEqual(mails.rows, [])
})

test('a person who leaves may join again; a person whom a leader removed may not, and may ask', async () => {
  await eve.post(`${root}/leaving`)
  assert.equal((await eve.json(root)).status, 404)
  assert.equal((await eve.send(`${root}/joining`)).json.hasJoined, true)
  await ada.send(`${root}/members/${people.eve.id}/removal`)
  assert.equal((await eve.send(`${root}/joining`)).json.code, 'removed_before')
  const page = await eve.get(`${root}/joining`)
  assert.match(page.text, /A leader ended your membership here\. You can ask to come back/)
  assert.equal((await eve.send(`${root}/requests`, { answer: 'I would like to come back.' })).status, 200)
  assert.equal((await ada.json(`${root}/members/requests`)).json.items.length, 1)
  assert.equal((await eve.send(`${root}/requests/withdrawal`)).status, 200)
})

test('a community that is not open says so, in a sentence', async () => {
  await set('closed')
  assert.equal((await eve.send(`${root}/joining`)).json.code, 'joining_closed')
  await set('request')
  assert.equal((await eve.send(`${root}/joining`)).json.code, 'joining_by_request')
  const refused = await eve.post(`${root}/joining`)
  assert.deepEqual([refused.status, /decides who joins/.test(refused.text)], [409, true])
})

test('only those who may change the settings choose how one joins', async () => {
  const way = { joining: 'open', question: 'Why?' }
  assert.equal((await ben.send(`${root}/settings/joining`, way, 'PUT')).status, 403)
  assert.equal((await eve.send(`${root}/settings/joining`, way, 'PUT')).status, 404)
  assert.equal((await site.as('visitor').send(`${root}/settings/joining`, way, 'PUT')).status, 401)
  const saved = await ada.send(`${root}/settings/joining`, way, 'PUT')
  assert.deepEqual([saved.json.joining, saved.json.question], ['open', 'Why?'])
  assert.equal((await ada.send(`${root}/settings/joining`, { joining: 'never' }, 'PUT')).status, 422)
  assert.equal((await ada.send(`${root}/settings/joining`, { joining: 'open', question: 'x'.repeat(301) })).status, 422)
  await set('request', { isHidden: true })
  assert.match((await ada.get(`${root}/settings/joining`)).text, /nobody can find it and join/)
})

test('a community of somebody else is closed until its leaders say otherwise', async () => {
  const { rows } = await pool.query('select joining, joining_question from community where id = $1', [elsewhere.id])
  assert.deepEqual(rows, [{ joining: 'closed', joining_question: '' }])
})

test('the header and the first page lead to the list, also for somebody in no community', async () => {
  for (const who of [ben, owen]) assert.match((await who.get('/')).text, /href="\/communities"/)
  await pool.query('update membership set ended_at = app_now() where person_id = $1', [people.dov.id])
  const { text } = await site.as('dov').get('/')
  assert.match(text, /<nav class="communities".*?href="\/communities".*?<\/nav>/s)
  assert.match(text, /You are not in a community yet/)
})
