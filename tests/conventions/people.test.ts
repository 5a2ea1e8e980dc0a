/**
 * Code that erases a person or merges two accounts finds in each column's comment what happens to that column.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '#tests/support/database.ts'

interface PersonColumn {
  readonly column: string
  readonly says: string
  /** What the database itself does when the person goes: `c` deletes the row, `n` empties the column; null where it knows of nobody. */
  readonly action: 'c' | 'n' | 'a' | null
}

const { db } = await testDatabase()

/**
 * Columns that refer to a person, if by way of another table; and ids that refer to nothing the database knows,
 * where neither their name nor their comment says that they are something else's.
 */
const { rows } = await db.writePool.query<PersonColumn>(`
  with recursive reference as (
    select conrelid as from_table, k.from_column, confrelid as to_table, k.to_column, confdeltype as action
    from pg_constraint, unnest(conkey, confkey) as k(from_column, to_column)
    where contype = 'f' and connamespace = 'public'::regnamespace
  ), to_person as (
    select from_table, from_column, action from reference where to_table = 'person'::regclass
    union
    select r.from_table, r.from_column, r.action from reference r
    join to_person p on p.from_table = r.to_table and p.from_column = r.to_column
  ), named as (
    select attrelid, attnum, attrelid::regclass || '.' || attname as column, attname,
      coalesce(col_description(attrelid, attnum), '') as says
    from pg_attribute join pg_class c on c.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and attnum > 0 and not attisdropped
      and atttypid in ('uuid'::regtype, 'uuid[]'::regtype)
  )
  select n.column, n.says, p.action from named n
  join to_person p on p.from_table = n.attrelid and p.from_column = n.attnum
  union all
  select n.column, n.says, null from named n
  where n.attname <> 'id' and n.says !~ 'never a person'
    and not exists (select from reference r where r.from_table = n.attrelid and r.from_column = n.attnum)
    and not exists (select from pg_class t where t.relnamespace = 'public'::regnamespace and t.relname <> 'person'
      and n.attname ~ ('(^|_)' || t.relname || '_id$'))
  order by 1`)

test('each column that points at a person says what erasing and merging do with it', () => {
  assert.ok(rows.length > 40)
  const silent = rows.filter(
    ({ says }) => !/Erasing: (null|delete|keep)\. Merging: (the winner's|delete|keep)/.test(says),
  )
  assert.deepEqual(
    silent.map(({ column }) => column),
    [],
    'end its comment as migration 0095 does, "Erasing: null. Merging: the winner\'s.", or write there that it is never a person',
  )
})

test('the rules for erasing a person match what the database does when a person is deleted', () => {
  const does = { c: 'delete', n: 'null', a: 'keep' } as const
  const other = rows.filter(({ says, action }) => action && !says.includes(`Erasing: ${does[action]}.`))
  assert.deepEqual(
    other.map(({ column, action }) => `${column}: on delete ${action === 'c' ? 'cascade' : 'set null'}`),
    [],
  )
})
