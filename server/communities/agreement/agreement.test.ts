/** The agreement of a community: written by leaders, accepted by whoever takes part, whichever way they came. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openJar } from '#tests/support/cookie-jar.ts'
import { created } from '#tests/support/created.ts'
import { ballotOf, sendOne, votesIn } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const { community, people } = site.cast
const [ada, ben, cleo, eve, owen] = [site.as('ada'), site.as('ben'), site.as('cleo'), site.as('eve'), site.as('owen')]
const pool = site.platform.database.writePool
const root = `/c/${community.slug}`
const text = 'What is told here **stays here**.\n\n<script>alert(1)</script>'

/** Writes the agreement as Ada. */
const write = (source: string, asksEverybody = false) =>
  ada.send(`${root}/settings/agreement`, { source, asksEverybody }, 'PUT')

/** Makes Eve a member in a way; before, she is none. */
async function bring(way: 'open' | 'added' | 'link' | 'request'): Promise<void> {
  await pool.query('delete from membership where community_id = $1 and person_id = $2', [community.id, people.eve.id])
  await pool.query('delete from agreement_due')
  await pool.query('update community set is_hidden = false, joining = $1 where id = $2', [
    way === 'request' ? 'request' : 'open',
    community.id,
  ])
  if (way === 'open') await created(eve.send(`${root}/joining`))
  if (way === 'added') await created(ada.send(`${root}/members`, { people: 'eve@example.org', confirmed: true }))
  if (way === 'link') {
    const { links } = await created(ada.send(`${root}/members/links`))
    await created(eve.send(new URL(links.at(0).address).pathname))
  }
  if (way === 'request') {
    await created(eve.send(`${root}/requests`, { answer: 'Please' }))
    const { items } = (await ada.json(`${root}/members/requests`)).json
    await created(ada.send(`${root}/members/requests/${items[0].id}/approval`))
  }
}

const say = () => eve.send(`${root}/discussions`, { title: 'Hello', kind: 'talk', source: 'Here I am.' })

test('without an agreement nobody is asked for anything', async () => {
  await bring('open')
  assert.equal((await eve.get(root)).status, 200)
  assert.match((await eve.get(`${root}/agreement`)).text, /No agreement/)
  assert.equal((await say()).status, 201)
  const refused = await eve.send(`${root}/agreement/acceptance`, { accepts: 1 })
  assert.deepEqual([refused.status, refused.json.code], [409, 'agreement_none'])
})

test('leaders write it; members, people outside and a text of 60,000 letters are refused', async () => {
  assert.equal((await ben.send(`${root}/settings/agreement`, { source: text }, 'PUT')).status, 403)
  assert.equal((await ben.get(`${root}/settings/conversation`)).status, 403)
  const long = await ada.post(`${root}/settings/agreement`, { source: 'x'.repeat(60_000) })
  assert.equal(long.status, 422)
  assert.match(long.text, /This is too long/)
  assert.match(long.text, /x{60000}/)
  assert.equal((await write(text)).status, 200)
  const page = await ben.get(`${root}/agreement`)
  assert.match(page.text, /<strong>stays here<\/strong>/)
  assert.doesNotMatch(page.text, /<script>alert/)
  assert.match((await ada.get(`${root}/settings/conversation`)).text, /Version 1/)
  assert.match((await ada.get(`${root}/settings/audit`)).text, /Wrote the agreement of the community/)
  // The same once more is no new version.
  assert.equal((await write(text)).json.agreement.version, 1)
})

test('whoever was a member before goes on as they did; they may read it', async () => {
  assert.equal((await ben.get(root)).status, 200)
  await startThread(site, 'ben', 'As ever')
  assert.equal((await ben.json(`${root}/agreement`)).json.isWaiting, false)
})

for (const way of ['open', 'added', 'link', 'request'] as const)
  test(`a member who came so (${way}) is led to it first, reads, and does nothing else before they agree`, async () => {
    const thread = await startThread(site, 'ben', `A talk for whom came by ${way}`)
    const post = await writePost(site, 'cleo', thread, 'One thing.')
    const ping = await sendOne(site)
    await bring(way)
    const first = await eve.get(root)
    assert.deepEqual([first.status, first.headers.location], [303, `${root}/agreement`])
    assert.equal((await eve.json(root)).status, 200)
    const page = await eve.get(`${root}/agreement`)
    assert.match(page.text, /Accept the agreement/)
    const talk = await eve.get(`${root}/discussions/${thread.id}`)
    assert.match(talk.text, /One thing\./)
    assert.match(talk.text, /Read the agreement/)
    assert.doesNotMatch(talk.text, /name="source"/)
    for (const answer of [
      await say(),
      await eve.send(`${root}/discussions/${thread.id}/posts`, { source: 'Me too' }),
      await eve.send(`${root}/discussions/${thread.id}/posts/${post}/reactions/thanks`),
      await eve.send(`${root}/pings/${ping.id}/vote`, { optionId: ping.options[0] }),
      await eve.send(`${root}/pages`, { title: 'A page', source: 'Some text' }),
    ])
      assert.deepEqual([answer.status, answer.json.code], [403, 'agreement_first'], answer.text)
    assert.match(
      (await eve.post(`${root}/discussions`, { title: 'Hello', kind: 'talk', source: 'Me' })).text,
      /agreement/,
    )
    const { version } = (await eve.json(`${root}/agreement`)).json.agreement
    await created(eve.send(`${root}/agreement/acceptance`, { accepts: version }))
    assert.equal((await eve.get(root)).status, 200)
    assert.equal((await say()).status, 201)
    await created(eve.send(`${root}/agreement/acceptance`, { accepts: version }))
    assert.match((await eve.get(`${root}/agreement`)).text, /You accepted it on/)
    await pool.query('delete from agreement_acceptance')
  })

test('put off, the first page is shown, and every page says what is missing', async () => {
  await bring('open')
  assert.equal((await eve.send(`${root}/agreement/later`)).status, 200)
  const page = await eve.get(root)
  assert.equal(page.status, 200)
  assert.match(page.text, /Read the agreement/)
  assert.equal((await say()).json.code, 'agreement_first')
})

test('a vote by mail asks nothing', async () => {
  await bring('added')
  await pool.query('update person set email_verified = true')
  const ping = await sendOne(site)
  const { links, codes } = await ballotOf(site, people.eve.id, ping)
  const [link, answer] = [links[1] ?? '', codes[1] ?? '']
  const jar = openJar(site.server, site.platform.config.publicUrl)
  const press = /name="press" value="([^"]+)"/.exec((await jar.get(link)).text)?.[1] ?? ''
  await jar.post(link, { answer, press })
  assert.equal((await votesIn(site, ping)).get(people.eve.id), 1)
})

test('a version that was changed while it was read is not accepted', async () => {
  await bring('open')
  const { version } = (await eve.json(`${root}/agreement`)).json.agreement
  assert.equal((await write('Another text.')).json.agreement.version, version + 1)
  const late = await eve.send(`${root}/agreement/acceptance`, { accepts: version })
  assert.deepEqual([late.status, late.json.code], [409, 'agreement_changed'])
  assert.equal((await say()).json.code, 'agreement_first')
})

test('everybody is asked again only where leaders say so; leaders and who looks after the site never are', async () => {
  const { version } = (await eve.json(`${root}/agreement`)).json.agreement
  await created(eve.send(`${root}/agreement/acceptance`, { accepts: version }))
  await write('A third text.')
  assert.equal((await say()).status, 201)
  await startThread(site, 'ben', 'Still here')
  const asked = await write('A third text.', true)
  assert.equal(asked.json.agreement.version, version + 2)
  for (const one of [ben, cleo, eve])
    assert.equal(
      (await one.send(`${root}/discussions`, { title: 'Hm', kind: 'talk', source: 'x' })).json.code,
      'agreement_first',
    )
  for (const one of [ada, owen]) assert.equal((await one.get(root)).status, 200)
  assert.ok((await ada.json(`${root}/settings/agreement`)).json.waiting >= 3)
  await startThread(site, 'ada', 'A leader goes on')
  await created(ben.send(`${root}/agreement/acceptance`, { accepts: version + 2 }))
  assert.equal((await ada.json(`${root}/settings/agreement`)).json.accepted, 1)
})

test('who looks after the site and is no member has nothing to accept; switched off, everybody takes part', async () => {
  assert.equal((await owen.send(`${root}/agreement/acceptance`, { accepts: 1 })).status, 403)
  assert.equal((await write('')).json.agreement, null)
  assert.equal((await say()).status, 201)
  assert.match((await ada.get(`${root}/settings/conversation`)).text, /Write an agreement/)
})
