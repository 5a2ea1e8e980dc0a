/**
 * Every column that points at a person: what merging and erasing did to it is what its comment says. The rows are made from the
 * catalog, one in each table, so that a table that comes later is tried too.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeRule, type PersonColumn, readPersonColumns } from '#server/identity/room.ts'
import { shortId } from '#server/platform/ids.ts'
import { addPerson } from '#tests/support/actors.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const pool = site.database.db.writePool
const owen = site.as('owen')
const columns = await readPersonColumns({ db: site.database.db.read })
const byTable = Map.groupBy(columns, ({ table }) => table)

interface Field {
  readonly table: string
  readonly name: string
  readonly type: string
  /** May it be left out? */
  readonly isFree: boolean
}

// Rows of one table alone: what else they would need is not there, so nothing but the columns of people is checked.
await pool.query(`do $$ declare one record; begin
  for one in select conrelid::regclass as t, conname from pg_constraint where connamespace = 'public'::regnamespace
    and conname <> 'person_own_manager' and (contype = 'c' or contype = 'f' and confrelid <> 'person'::regclass
      and conname not in ('membership_role_community_id_person_id_fkey', 'membership_source_community_id_person_id_fkey'))
  loop execute format('alter table %s drop constraint %I', one.t, one.conname); end loop;
  for one in select c.oid::regclass as t from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace
  loop execute format('alter table %s disable trigger user', one.t); end loop;
end $$`)
const { rows: fields } = await pool.query<Field>(`
  select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull or a.atthasdef as "isFree"
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and a.attidentity = ''`)

/** A value for a column that cannot be left out; the same for all rows of a round, where it has to be. */
function filler({ name, type }: Field, round: string): unknown {
  switch (type) {
    case 'uuid':
      return name === 'id' ? crypto.randomUUID() : round
    case 'text':
      return /^(hash|token.*|value|slug|folder|endpoint)$/.test(name) ? crypto.randomUUID() : 'some'
    case 'boolean':
      return false
    case 'jsonb':
      return '{}'
    case 'timestamp with time zone':
    case 'date':
      return new Date()
    case 'text[]':
    case 'uuid[]':
      return []
    case 'bytea':
      return Buffer.from('some')
    default:
      return 1
  }
}

/** Puts a row into a table with the given columns. */
async function put(table: string, given: Readonly<Record<string, unknown>>, round: string): Promise<void> {
  const own = fields.filter((one) => one.table === table && (one.name in given || !one.isFree))
  const names = own.map(({ name }) => `"${name}"`).join(', ')
  const values = own.map((one) => given[one.name] ?? filler(one, round))
  const places = own.map((_, i) => `$${i + 1}`).join(', ')
  await pool.query(`insert into "${table}" (${names}) values (${places})`, values)
}

const isArray = ({ table, column }: PersonColumn) =>
  fields.some((one) => one.table === table && one.name === column && one.type === 'uuid[]')

async function count(one: PersonColumn, personId: string): Promise<number> {
  const holds = isArray(one) ? `$1 = any("${one.column}")` : `"${one.column}" = $1`
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from "${one.table}" where ${holds}`, [
    personId,
  ])
  return rows[0]?.n ?? 0
}

/** One row in each table whose columns of people all hold this person. */
async function fill(personId: string, round: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  for (const [table, own] of byTable) {
    if (table === 'person') continue
    const held = own.map((one) => [one.column, isArray(one) ? [personId] : personId])
    // Only what holds a person once can be there twice in one round.
    const isOnce = own.some(({ unique }) => unique.some(({ others }) => others.length > 0))
    await put(table, { ...Object.fromEntries(held), ...more }, isOnce ? round : crypto.randomUUID())
  }
}

const named = ({ table, column }: PersonColumn) => `${table}.${column}`
const merge = async (winner: string, other: string) => {
  const answer = await owen.send(`/site/people/${shortId(winner)}/merging`, { other: shortId(other) })
  assert.equal(answer.status, 200, answer.text)
}

test('merged: what is to move has moved, what is to go is gone, what is to stay has stayed', async () => {
  const [winner, other, report] = await Promise.all(
    ['Winner one', 'Other one', 'Report one'].map((name) => addPerson(site, name)),
  )
  assert.ok(winner && other && report)
  await pool.query('delete from api_token where person_id = any($1)', [[winner.id, other.id]])
  await pool.query('update person set manager_id = $1 where id = any($2)', [other.id, [report.id, winner.id]])
  await fill(other.id, crypto.randomUUID())
  const before = new Map(await Promise.all(columns.map(async (one) => [one, await count(one, other.id)] as const)))
  assert.deepEqual(
    [...before].filter(([, n]) => n === 0).map(([one]) => named(one)),
    [],
    'each has a row to try',
  )
  await merge(winner.id, other.id)
  const wrong: string[] = []
  for (const one of columns) {
    const { does } = mergeRule(one)
    const [left, come] = [await count(one, other.id), await count(one, winner.id)]
    const isRight = does === 'stays' ? left > 0 : left === 0 && (does === 'goes' ? come === 0 : come > 0)
    if (!isRight) wrong.push(`${named(one)} ${does}: ${left} left, ${come} come`)
  }
  assert.deepEqual(wrong, [])
  const { rows } = await pool.query('select manager_id from person where id = $1', [winner.id])
  assert.equal(rows[0].manager_id, null, 'nobody reports to themselves')
})

test('merged: of two that cannot both be the winner’s one stays, the later where the comment says so', async () => {
  const [winner, other] = await Promise.all(['Winner two', 'Other two'].map((name) => addPerson(site, name)))
  assert.ok(winner && other)
  await pool.query('delete from api_token where person_id = any($1)', [[winner.id, other.id]])
  const round = crypto.randomUUID()
  const later = columns.flatMap((one) => mergeRule(one).laterBy ?? [])
  assert.ok(later.length >= 3)
  const at = (year: number) => Object.fromEntries(later.map((name) => [name, new Date(Date.UTC(year, 0))]))
  await fill(winner.id, round, at(2020))
  await fill(other.id, round, at(2021))
  await merge(winner.id, other.id)
  for (const one of columns.filter((each) => each.unique.length > 0)) {
    const { does, laterBy } = mergeRule(one)
    if (does !== 'moves') continue
    const isAlone = one.unique.some(({ others }) => others.length > 0) && one.table !== 'audience_person'
    assert.equal(await count(one, other.id), 0, named(one))
    if (isAlone) assert.ok((await count(one, winner.id)) >= 1, named(one))
    if (!laterBy) continue
    const found: { rows: { at: Date }[] } = await pool.query(
      `select "${laterBy}" as at from "${one.table}" where "${one.column}" = $1`,
      [winner.id],
    )
    assert.deepEqual(
      found.rows.map((row) => row.at.getUTCFullYear()),
      [2021],
      `${named(one)}: the later one`,
    )
  }
})

test('erased: rows go, or stay without the person, or keep an id that leads to nobody, as each column says', async () => {
  const gone = await addPerson(site, 'Somebody gone')
  const report = await addPerson(site, 'Report two')
  await pool.query('update person set manager_id = $1 where id = $2', [gone.id, report.id])
  await pool.query('delete from api_token where person_id = $1', [gone.id])
  await fill(gone.id, crypto.randomUUID())
  const size = async (table: string) => Number((await pool.query(`select count(*) as n from "${table}"`)).rows[0].n)
  const before = new Map<string, number>()
  for (const table of byTable.keys()) before.set(table, await size(table))
  const answer = await owen.send(`/site/people/${shortId(gone.id)}/erasure`, {
    posts: 'stay',
    confirm: 'Somebody gone',
  })
  assert.equal(answer.status, 200, answer.text)
  const wrong: string[] = []
  for (const [table, own] of byTable) {
    const goes = own.some(({ says }) => says.includes('Erasing: delete.'))
    // The act itself writes a line into these.
    const added = ['activity', 'audit_line'].includes(table) ? 1 : 0
    const expected = (before.get(table) ?? 0) - (goes || table === 'person' ? 1 : 0) + added
    if ((await size(table)) !== expected) wrong.push(`${table}: ${await size(table)} rows, not ${expected}`)
    for (const one of own) {
      const keeps = one.says.includes('Erasing: keep.') && !goes
      const n = await count(one, gone.id)
      if (keeps ? n === 0 : n > 0) wrong.push(`${named(one)}: ${n} rows name the person still`)
    }
  }
  assert.deepEqual(wrong, [])
})
