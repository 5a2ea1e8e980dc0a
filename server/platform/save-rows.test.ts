import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idAt } from '#server/platform/ids.ts'
import { row, saveRows, type TableRow } from '#server/platform/save-rows.ts'
import { testDatabase } from '#tests/support/database.ts'

const { db } = await testDatabase()
const moment = new Date('2026-03-04T05:06:07.089Z')
const [person, community, thread, mail] = Array.from({ length: 4 }, () => idAt(moment))
const people = [row('person', { id: person, name: 'Ada', email: 'ada@example.org', handle: 'ada' })]
const places = [row('community', { id: community, slug: 'leaders', name: 'Leaders', purpose: '' })]
const of = { community_id: community as string, thread_id: thread as string }

function post(id: string, parent_id: string | null): TableRow {
  return row('post', {
    ...of,
    id,
    parent_id,
    root_id: parent_id,
    source: '“Yes”,\n[no]',
    html: '',
    text: '',
    renderer_version: 1,
  })
}

/** Rows in a transaction that is taken back. */
async function saved(rows: readonly TableRow[], query: string): Promise<unknown[]> {
  const client = await db.writePool.connect()
  try {
    await client.query('begin')
    await saveRows(client, rows)
    return (await client.query(query)).rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('rows of any tables find their order; what is left out is as the table has it', async () => {
  const [first, second] = [idAt(moment), idAt(moment)]
  const rows = [
    ...[
      post(first, null),
      post(second, first),
      row('thread', { id: thread, entry_id: thread as string, entry_kind: 'thread', community_id: of.community_id }),
      row('entry', { id: thread, kind: 'thread', community_id: of.community_id, title: 'Hello' }),
    ],
    ...[row('membership', { community_id: of.community_id, person_id: person as string }), ...places, ...people],
  ]
  const found = await saved(
    rows,
    `select t.kind, a.source, b.parent_id = a.id as answers, a.posted_at = now() as is_now, tally.members
     from thread t, post a, post b, community_tally tally where a.parent_id is null and b.parent_id is not null`,
  )
  assert.deepEqual(found, [{ kind: 'talk', source: '“Yes”,\n[no]', answers: true, is_now: true, members: 1 }])
})

test('more rows than one batch are written whole, with JSON and times as they were given', async () => {
  const says = 'é'.repeat(2000)
  const rows = Array.from({ length: 600 }, (_, i) =>
    row('activity', { verb: 'post.added', object_kind: 'post', facts: { i, says, mentions: [] }, at: moment }),
  )
  const found = await saved(
    rows,
    `select count(*)::int, sum((facts ->> 'i')::int)::int, min(facts ->> 'says') as says, max(at) as at from activity`,
  )
  assert.deepEqual(found, [{ count: 600, sum: 179_700, says, at: moment }])
})

test('tables that refer to each other in a circle can be written where the reference is left out', async () => {
  const letter = row('mail', {
    id: mail,
    kind: 'ping',
    person_id: person,
    about_kind: 'ping',
    about_id: person as string,
  })
  assert.deepEqual(await saved([letter, ...people], 'select person_id from mail'), [{ person_id: person }])
  const bounced = row('person', { id: person, name: 'A', email: 'a@example.org', handle: 'a', bounced_mail: mail })
  await assert.rejects(saved([letter, bounced], 'select 1'), /^Error: Rows of mail and person refer to each other\.$/)
})

test('ids of one moment are in the order in which they were made, and later ones after them', () => {
  const ids = Array.from({ length: 5000 }, () => idAt(moment))
  assert.deepEqual(ids.toSorted(), ids)
  assert.ok(idAt(new Date(moment.getTime() + 1)) > (ids.at(-1) as string))
})
