/**
 * The schema while a backup is restored: the old tables are gone, and no trigger or reference checks each row.
 */
import { type ClientBase, escapeIdentifier } from 'pg'
import { keptRows, leftOut } from '#server/archive/tables.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'

/** Removes all tables, views and functions of ours, and the jobs that wait. Extensions and the job queue's own tables stay. */
export async function clearDatabase(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    select format('drop %s %I cascade', case relkind when 'v' then 'view' else 'table' end, relname) as statement
    from pg_class c
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'i'))
    union all
    select format('drop function %s cascade', p.oid::regprocedure) from pg_proc p
    where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`)
  for (const { statement } of rows) await client.query(statement.replace(/^drop (\w+) /, 'drop $1 if exists '))
  await client.query(dropJobs)
}

/** A reference of one table to another, as the catalog has it. */
interface Reference {
  readonly table: string
  readonly name: string
  readonly definition: string
  /** The column that is set to null when its row is deleted; null where more than that would happen. */
  readonly column: string | null
  readonly to: string
  readonly key: string
}

/**
 * Does something while tables hold no rows of the migrations, run no triggers of ours and check no references; the
 * references are checked after, all at once.
 */
export async function withoutConstraints(client: ClientBase, tables: readonly string[], run: () => Promise<void>) {
  const references = await listReferences(client)
  for (const { table, name } of references) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const table of tables) {
    await client.query(`alter table ${escapeIdentifier(table)} disable trigger user`)
    await client.query(`truncate ${escapeIdentifier(table)}`)
  }
  await run()
  for (const reference of references) await letGoOfLeftOut(client, reference)
  for (const table of tables) await client.query(`alter table ${escapeIdentifier(table)} enable trigger user`)
  for (const { table, name, definition } of references)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`)
}

async function listReferences(client: ClientBase): Promise<Reference[]> {
  const nameOf = (table: string, keys: string) =>
    `(select quote_ident(attname) from pg_attribute where attrelid = ${table} and attnum = ${keys}[1])`
  const { rows } = await client.query<Reference>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition,
      case when confdeltype = 'n' and cardinality(conkey) = 1 then ${nameOf('conrelid', 'conkey')} end as column,
      confrelid::regclass::text as to, ${nameOf('confrelid', 'confkey')} as key
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by conrelid, conname`)
  return rows
}

/** Treats rows that were left out as deleted: rows that refer to them follow the rule of their table. */
async function letGoOfLeftOut(client: ClientBase, { table, column, to, key }: Reference): Promise<void> {
  if (!column || !(to in leftOut || to in keptRows)) return
  await client.query(`update ${table} set ${column} = null
    where ${column} is not null and not exists (select from ${to} there where there.${key} = ${table}.${column})`)
}
