/** The audit: every administrative act leaves a line that nothing changes; who may read which, and as a file. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { shortId } from '#server/platform/ids.ts'
import { addPerson } from '#tests/support/actors.ts'
import { type Client, clientOf, holding, openSite } from '#tests/support/site.ts'

const site = await openSite()
const { people, community, elsewhere } = site.cast
const db = site.database.db.write
const [ada, ben, eve, owen] = (['ada', 'ben', 'eve', 'owen'] as const).map((who) => site.as(who))
assert.ok(ada && ben && eve && owen)
const root = `/c/${community.slug}/settings/audit`
const admin = clientOf(site.server, holding((await addPerson(site, 'Some admin', 'write', 'admin')).token))

type Line = { id: string; verb: string; by: { name: string | null } | null; people: { name: string }[]; via: string }
const linesAt = async (client: Client, address: string): Promise<Line[]> => (await client.json(address)).json.items
const verbs = (lines: readonly Line[]) => lines.map(({ verb }) => verb)

test('a role that was given, a person added and settings changed each leave a line: who, what, whom, by which way', async () => {
  await ada.post(`/c/${community.slug}/members/${people.ben.id}/roles`, { standing: 'helper' })
  await ada.send(`/c/${community.slug}/members/${people.dov.id}/removal`)
  const [removed, ...given] = await linesAt(owen, '/site/audit')
  assert.deepEqual(
    [removed?.verb, removed?.by?.name, removed?.people[0]?.name, removed?.via].join(),
    'member.removed,Ada Lindqvist,Dov Adler,api',
  )
  assert.deepEqual(verbs(given), ['role.given', 'role.given'])
  const page = await owen.get('/site/audit')
  for (const words of ['Gave a role: Moderator', 'Removed a member', 'Ada Lindqvist', 'Dov Adler', 'API'])
    assert.match(page.text, new RegExp(words))
})

test('what is no administrative act leaves no line, and what is refused neither', async () => {
  const count = async () => (await linesAt(owen, '/site/audit')).length
  const before = await count()
  await ben.send(`/c/${community.slug}/discussions`, { title: 'A talk', source: 'Words', kind: 'talk' })
  assert.equal((await ben.send(`/c/${community.slug}/settings/archiving`)).status, 403)
  assert.equal(await count(), before)
})

test('owners and admins read all lines, leaders those of their community, and nobody else any', async () => {
  await eve.send(`/c/${elsewhere.slug}/settings/sections`, { section: 'discussions', move: 'up' })
  assert.ok(verbs(await linesAt(admin, '/site/audit')).includes('sections.arranged'))
  assert.deepEqual(verbs(await linesAt(ada, root)), ['member.removed', 'role.given', 'role.given'])
  assert.deepEqual(
    verbs(await linesAt(ada, `${root}?in=${elsewhere.slug}`)).length,
    3,
    'no question opens another community',
  )
  assert.doesNotMatch((await ada.get(root)).text, /Eve Okoro/)
  for (const address of ['/site/audit', '/site/audit.csv']) {
    for (const who of ['ada', 'ben', 'eve'] as const)
      assert.equal((await site.as(who).get(address)).status, 404, address)
    assert.equal((await site.as('visitor').json(address)).status, 401)
  }
  for (const address of [root, `${root}.csv`]) {
    assert.equal((await ben.get(address)).status, 403, address)
    assert.equal((await eve.get(address)).status, 404, address)
    assert.equal((await owen.get(address)).status, 200, address)
  }
})

test('it is narrowed by kind, person, community, day and words', async () => {
  const asked = async (question: string) => verbs(await linesAt(owen, `/site/audit?${question}`))
  assert.deepEqual(await asked('kind=member.removed'), ['member.removed'])
  assert.deepEqual(await asked(`person=${shortId(people.dov.id)}`), ['member.removed'])
  assert.deepEqual(await asked(`person=${shortId(people.eve.id)}`), ['sections.arranged'])
  assert.deepEqual(await asked(`in=${elsewhere.slug}`), ['sections.arranged'])
  assert.deepEqual(await asked('q=adler'), ['member.removed'])
  assert.deepEqual(await asked('q=ELSEWHERE'), ['sections.arranged'])
  assert.deepEqual(await asked('q=%25'), [], 'a sign of a pattern is a letter like others')
  assert.deepEqual(await asked('to=2020-01-01'), [])
  assert.equal((await asked('from=2020-01-01')).length, 4)
  assert.equal((await asked('from=yesterday&to=2026-13-45&person=nobody')).length, 4, 'what cannot be read is left out')
  assert.match((await owen.get('/site/audit?kind=site.opened')).text, /No line matches/)
})

test('a community’s audit names nobody who is in none of its lines', async () => {
  const named = async (who: typeof ada, address: string, id: string) =>
    (await who.json(`${address}?person=${shortId(id)}`)).json.person.name
  assert.equal(await named(ada, root, people.dov.id), 'Dov Adler')
  assert.equal(await named(ada, root, people.eve.id), null)
  assert.equal(await named(owen, '/site/audit', people.eve.id), 'Eve Okoro')
})

test('leaders search names: neither addresses nor the name of the community, which is in every line', async () => {
  const asked = async (client: Client, address: string) => (await linesAt(client, address)).length
  assert.equal(await asked(ada, `${root}?q=adler`), 1)
  assert.equal(await asked(ada, `${root}?q=dov@example.org`), 0)
  assert.equal(await asked(ada, `${root}?q=first-line`), 0)
  assert.equal(await asked(owen, '/site/audit?q=dov@example.org'), 1)
  assert.equal(await asked(owen, '/site/audit?q=first-line'), 3)
})

test('days the wrong way round are called so', async () => {
  assert.match(
    (await owen.get('/site/audit?from=2026-12-02&to=2026-12-01')).text,
    /The last day is before the first one/,
  )
})

test('a person who is gone is a former member; the line stays', async () => {
  const { id } = await addPerson(site, 'Gone Soon')
  await db
    .insertInto('audit_line')
    .values({
      verb: 'role.given',
      object_kind: 'person',
      object_id: id,
      person_ids: [id],
      actor_id: id,
      facts: { role: 'manager' },
    })
    .execute()
  await db.deleteFrom('person').where('id', '=', id).execute()
  const page = await owen.get('/site/audit?kind=role.given')
  assert.match(page.text, /Former member/)
  assert.doesNotMatch(page.text, /Gone Soon/)
})

test('a line is neither changed nor deleted but by the function for that', async () => {
  for (const change of ["update audit_line set verb = 'x'", 'delete from audit_line', 'truncate audit_line'])
    await assert.rejects(sql.raw(change).execute(db), /not changed and not deleted/, change)
  const { rows: forgot } = await sql<{ gone: number }>`select forget_audit('2020-01-01')::int as gone`.execute(db)
  assert.deepEqual(forgot, [{ gone: 0 }])
  await assert.rejects(sql`delete from audit_line`.execute(db), /not changed/, 'and afterwards it is closed again')
})

test('lines hold ids and no names, and nothing that goes takes one along', async () => {
  const { rows: bound } =
    await sql`select from pg_constraint where contype = 'f' and conrelid = 'audit_line'::regclass`.execute(db)
  assert.equal(bound.length, 0)
  const { rows: lines } = await sql<{ line: string }>`select to_json(a)::text as line from audit_line a`.execute(db)
  for (const { line } of lines) assert.doesNotMatch(line, /Adler|Lindqvist|@example/)
})

test('fifty are on a page, and the pages together are all of them once', async () => {
  const many = Array.from({ length: 120 }, (_, i) => ({
    verb: 'site.changed',
    object_kind: 'site',
    at: new Date(Date.UTC(2021, 0, 1, 0, i >> 1)),
  }))
  await db.insertInto('audit_line').values(many).execute()
  const seen: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { json } = await owen.json(`/site/audit?kind=site.changed&after=${after}`)
    seen.push(...json.items.map(({ id }: Line) => id))
    after = json.next
  }
  assert.equal(seen.length, 120)
  assert.equal(new Set(seen).size, 120)
  assert.match((await owen.get('/site/audit?kind=site.changed')).text, /kind=site.changed&amp;after=/)
})

test('the file has every line, and no cell that a spreadsheet would run', async () => {
  await db.updateTable('person').set({ name: '=HYPERLINK("http://x")' }).where('id', '=', people.dov.id).execute()
  const file = await owen.get('/site/audit.csv')
  assert.match(String(file.headers['content-type']), /text\/csv/)
  const [head, ...lines] = file.text.trim().split('\r\n')
  assert.equal(file.text[0], '\ufeff')
  assert.equal(head, 'When,Who,What,Whom,Community,Way,verb,actor_id,person_ids,id')
  assert.ok(lines.length > 124)
  const removed = lines.find((line) => line.includes('member.removed')) ?? ''
  assert.match(removed, /"'=HYPERLINK\(""http:\/\/x""\)"/)
  const own = (await ada.get(`${root}.csv?kind=member.removed`)).text
  assert.equal(own.trim().split('\r\n').length, 2)
})
