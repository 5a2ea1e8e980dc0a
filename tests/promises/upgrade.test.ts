/**
 * A site that an earlier version left, opened by this one: everything that was there is there, for those who could see it.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { readArchive } from '#server/archive/read-archive.ts'
import type { Endpoint } from '#server/platform/http/endpoint.ts'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { shortId } from '#server/platform/ids.ts'
import type { StandardRole } from '#server/platform/permission.ts'
import { openOldSite } from '#tests/support/old-site.ts'
import { permissions, roleGrants } from '#tests/support/permissions.ts'
import { allWords } from '#tests/support/room-samples.ts'
import { addressOf, nameOf, rows } from '#tests/support/sample-body.ts'
import type { Client } from '#tests/support/site.ts'

const old = await openOldSite('0015')
const people = {
  owner: { ...(await old.as('ada-lindqvist')), roles: ['site:owner', 'member', 'manager'] },
  member: { ...(await old.as('ben-reyes')), roles: ['member'] },
  stranger: { ...(await old.as('eve-okoro')), roles: [] },
  visitor: { ...(await old.as(null)), roles: null },
} satisfies Record<string, { client: Client; roles: readonly StandardRole[] | null }>
const root = '/c/first-line-leaders'

// biome-ignore lint/suspicious/noExplicitAny: rows of any table
async function query(text: string): Promise<any[]> {
  return (await old.client.query(text)).rows
}

/** The rows of a table as the backup has them. */
// biome-ignore lint/suspicious/noExplicitAny: rows of any table
async function before(table: string): Promise<any[]> {
  const found: unknown[] = []
  await readArchive(old.path, {
    async take({ name, bytes }) {
      if (!name.startsWith(`rows/${table}/`)) return
      const chunks: Buffer[] = []
      for await (const chunk of bytes) chunks.push(chunk)
      found.push(
        ...Buffer.concat(chunks)
          .toString()
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      )
    },
  })
  return found
}

test('no row is lost', async () => {
  const lost: string[] = []
  for (const [table, count] of Object.entries(old.manifest.rows)) {
    if (table === 'act') continue
    const [{ now }] = await query(`select count(*)::int as now from ${renamed[table] ?? table}`)
    if (now < count) lost.push(`${table}: ${now} of ${count}`)
  }
  assert.deepEqual(lost, [])
  assert.ok((old.manifest.rows.post ?? 0) > 50 && (old.manifest.rows.person ?? 0) > 50)
})

/** Where rows stand now that were in a table of another name, or had what their entry has now. */
const renamed: Record<string, string> = {
  thread_read: 'entry_read',
  toolkit_edition: 'list_version',
  resource_topic: 'entry_topic',
  voice_consent: 'featured_consent',
}
const withEntry: Record<string, string> = { thread: 'thread_entry', resource: 'resource_entry', ping: 'ping_entry' }

test('every text and title is the one that was written', async () => {
  for (const [table, columns] of [
    ['post', ['source']],
    ['thread', ['title', 'language', 'about_kind', 'about_id', 'opened_by']],
    ['resource', ['title', 'source', 'language', 'status', 'created_by']],
    ['ping', ['question', 'language', 'created_by']],
    ['person', ['name', 'email', 'handle', 'site_role']],
    ['membership_role', ['role']],
  ] as const) {
    const one = (row: Record<string, unknown>) => JSON.stringify(columns.map((column) => row[column]))
    const now = await query(`select ${columns.join(', ')} from ${withEntry[table] ?? table}`)
    assert.deepEqual(now.map(one).sort(), (await before(table)).map(one).sort(), table)
  }
})

test('each text of a charter and each article is the first version of its body, as it was written', async () => {
  const charters = (await before('community')).flatMap(({ id, charter }) =>
    Object.entries(charter as Record<string, { source: string; html: string }>).map(([key, text]) => ({
      id,
      key,
      ...text,
    })),
  )
  const articles = (await before('resource')).filter(({ source }) => source !== null)
  assert.ok(charters.length >= 4 && articles.length > 5)
  const told = (rows: { id: string; key?: string; source: string; html: string }[]) =>
    rows.map(({ id, key = 'article', source, html }) => JSON.stringify([id, key, source, html])).sort()
  const now = await query(
    `select coalesce(b.entry_id, c.community_id) as id, coalesce(c.key, 'article') as key, v.source, b.html
     from body b join body_version v on v.body_id = b.id and v.version = 1 left join charter_text c on c.body_id = b.id
     where b.version = 1`,
  )
  assert.deepEqual(told(now), told([...charters, ...articles]))
})

test('every discussion, resource and Ping opens for a member with its words, and is nowhere for a stranger', async () => {
  const inIt = "community_id = (select id from community where slug = 'first-line-leaders')"
  const things = [
    ...(await query(`select 'discussions' as place, id, title as says from thread_shown where ${inIt}`)),
    ...(await query(`select 'toolkit' as place, id, title as says from resource_shown where is_open and ${inIt}`)),
    ...(await query(
      `select 'pings' as place, id, question as says from ping_entry where state <> 'draft' and ${inIt}`,
    )),
  ]
  const wrong: string[] = []
  for (const { place, id, says } of things) {
    forgetCounts()
    const address = `${root}/${place}/${shortId(id)}`
    const page = await people.member.client.get(address)
    const view = await people.member.client.json(address)
    if (page.status !== 200 || !view.text.includes(JSON.stringify(says).slice(1, -1)))
      wrong.push(`${address}: ${page.status}, ${view.status}`)
    const elsewhere = await people.stranger.client.get(address)
    if (elsewhere.status !== 404) wrong.push(`${address} answered a stranger ${elsewhere.status}`)
  }
  assert.deepEqual(wrong, [])
  assert.ok(things.length > 80)
})

test('bars stand as they stood, and those who had not answered see none', async () => {
  const votes = await before('vote')
  const options = await before('ping_option')
  for (const { id, threshold, voice_id } of await before('ping')) {
    const { json } = await people.owner.client.json(`${root}/pings/${shortId(id)}`)
    const was = (optionId: string) =>
      options.find((option) => option.id === optionId)?.final_votes ??
      votes.filter((vote) => vote.option_id === optionId).length
    const bars = json.ping.options.map((option: { id: string; votes: number | null }) => [option.votes, was(option.id)])
    const answered = bars.reduce((sum: number, [, count]: number[]) => sum + (count as number), 0)
    assert.ok(bars.length >= 2 && (answered > 0 || voice_id === null))
    for (const [now, then] of bars) assert.equal(now, answered >= threshold ? then : null, json.ping.question)
  }
})

test('files are the same to the byte, and open to members alone', async () => {
  let seen = 0
  await readArchive(old.path, {
    async take({ name, bytes }) {
      if (!name.startsWith('files/')) return
      const hash = createHash('sha256')
      for await (const chunk of bytes) hash.update(chunk)
      const got = await old.server.inject({ url: `/${name}`, headers: people.member.headers })
      assert.deepEqual(
        [got.statusCode, createHash('sha256').update(got.rawPayload).digest('hex')],
        [200, hash.digest('hex')],
      )
      assert.equal((await people.stranger.client.get(`/${name}`)).status, 404)
      seen += 1
    },
  })
  assert.equal(seen, 8)
})

/** Addresses that ask for what this site has none of though it has others of its kind, or for a session, which nobody has on a copy. */
const notThere = /^\/sign-out$|\/:ping\/(draft|mail)$|^\/files\/photos\/|\/:thread\/moved$|\/moderation\/acts\/:act$/

/** Addresses that a permission opens, where only the maker of a thing may act, or where there is something still to do. */
const ofOnesOwn =
  /\/posts\/:post\/(edit|removal|history)$|\/:thread\/(title|topics|merging|moving)$|^\/people\/:person\/blocking$|\/leaving$|^\/c\/:community\/plan$|\/toolkit\/:resource\/text$|^\/account\/(sign-in|tokens|erasure|data\.zip)$/

function expected(row: Endpoint, roles: (typeof people)[keyof typeof people]['roles']): readonly number[] {
  if (roles === null) return [401, 303]
  const holds = (permission: string) => roles.some((role) => roleGrants(role, permission))
  const isInside = row.path.startsWith('/c/:') || row.path.startsWith('/files/') || row.path === '/people/:person'
  if (isInside && !holds('read')) return [404]
  // What only its makers may know of is not there for other members either.
  if (permissions.includes(row.who) && !holds(row.who)) return [403, 404]
  // A member is led to the community they are in.
  if (row.path === '/c/:community/joining') return [200, 303]
  return ofOnesOwn.test(row.path) ? [200, 403, 404, 409] : [200]
}

test('every address answers owner, member, stranger and visitor as it should, as a page and as JSON', async () => {
  const inIt = "community_id = (select id from community where slug = 'first-line-leaders')"
  const one = async (text: string) => (await query(`${text} limit 1`))[0].id as string
  const thread = await one(`select thread_id as id from post where ${inIt}`)
  const samples = {
    community: 'first-line-leaders',
    person: await one("select id from person where handle = 'ben-reyes'"),
    topic: shortId(await one(`select id from topic where ${inIt}`)),
    resource: shortId(await one(`select id from resource_shown where is_open and body_id is not null and ${inIt}`)),
    ...allWords('pathWords'),
    heading: 'norms',
    thread: shortId(thread),
    post: shortId(await one(`select id from post where thread_id = '${thread}'`)),
    ping: shortId(await one(`select id from ping where state = 'open' and ${inIt}`)),
    file: await one(`select id from file where name = 'strategy.pdf'`),
  }
  const wrong: string[] = []
  for (const row of rows) {
    if (row.method !== 'GET' || row.who === 'anyone' || row.who === 'bearer' || notThere.test(row.path)) continue
    const address = addressOf(row, samples)
    // Of a kind that came later this site has none.
    if (address.includes('/none')) continue
    for (const [name, { client, roles }] of Object.entries(people)) {
      forgetCounts()
      const answers = [await client.get(address)]
      if (!('raw' in row) && row.json !== 'none') answers.push(await client.json(address))
      for (const { status } of answers)
        if (!expected(row, roles).includes(status)) wrong.push(`${nameOf(row)} answered the ${name} ${status}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('on the upgraded copy people are as they were, and can write, answer and get notices', async () => {
  const { client } = people.member
  assert.match((await client.get(root)).text, /This is a copy, restored from the backup of/)
  const said = await client.send(`${root}/discussions`, {
    title: 'After the move',
    source: 'Still here.',
    kind: 'talk',
  })
  assert.equal(said.status, 201, said.text)
  const [{ id }] = await query("select id from ping where state = 'open' order by sent_at desc")
  const [{ option }] = await query(`select id as option from ping_option where ping_id = '${id}' limit 1`)
  const voted = await client.send(`${root}/pings/${shortId(id)}/vote`, { optionId: option })
  assert.ok(voted.status < 300, voted.text)
})
