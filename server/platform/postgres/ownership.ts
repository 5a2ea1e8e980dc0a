/**
 * Who owns what in the embedded cluster. initdb makes the superuser; only this file uses it, for what only it may do.
 * Everything else, the program's pools too, works as an owner without that power: an attacker who reaches the database
 * through the program reaches no file and no program of the machine.
 */
import type pg from 'pg'

export const superuser = 'guildhall'
export const owner = 'guildhall_owner'
export const database = 'guildhall'
/** The role of reads, on a PostgreSQL of one's own too; `migrate` makes it there and grants it `select`. */
export const readerRole = 'guildhall_reader'

/** One at a time: programs and command lines may come together. */
const lock = 7_110_005

/**
 * Makes the roles and the database where they are missing, and hands over a database that the superuser still owns.
 * @param connect a connection of the superuser to the database of this name; it is ended here
 */
export async function setUpOwnership(connect: (name: string) => Promise<pg.Client>): Promise<void> {
  const client = await connect('postgres')
  try {
    if (await isSetUp(client)) return
    await client.query('select pg_advisory_lock($1)', [lock])
    await makeRoles(client)
    await makeDatabase(client)
    if (!(await isSetUp(client))) await handOver(await connect(database))
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function isSetUp(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_database d join pg_roles o on o.oid = datdba join pg_roles r on r.rolname = $3
     where d.datname = $1 and o.rolname = $2 and pg_has_role(o.oid, r.oid, 'set')`,
    [database, owner, readerRole],
  )
  return rowCount === 1
}

async function makeRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname in ($1, $2)', [
    owner,
    readerRole,
  ])
  const known = new Set(rows.map(({ rolname }) => rolname))
  if (!known.has(owner)) await client.query(`create role ${owner} login`)
  if (!known.has(readerRole)) await client.query(`create role ${readerRole} nologin`)
  await client.query(`grant ${readerRole} to ${owner}`)
}

async function makeDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
  if (!rowCount) await client.query(`create database ${database} owner ${owner}`)
}

/**
 * Hands over a cluster of an earlier Guildhall, in which the superuser owned everything: in one transaction, all or nothing.
 * (`reassign owned` refuses to take from the superuser of initdb.) What belongs to a table or an extension goes with it.
 */
async function handOver(client: pg.Client): Promise<void> {
  try {
    await client.query('begin')
    const { rows } = await client.query<{ command: string }>(ownedBySuperuser, [superuser])
    for (const { command } of rows) await client.query(`${command} owner to ${owner}`)
    await client.query(`alter database ${database} owner to ${owner}`)
    await client.query('commit')
  } finally {
    await client.end().catch(() => undefined)
  }
}

const ownedBySuperuser = `
  with own as (
    select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
  ), parts as (
    select classid, objid from pg_depend
    where deptype = 'e' or classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')
  ), things as (
    select 'pg_namespace'::regclass as class, n.oid, nspowner as owner, format('schema %I', nspname) as thing from own join pg_namespace n using (nspname)
    union all
    select 'pg_class', c.oid, relowner,
      case relkind when 'S' then 'sequence ' when 'v' then 'view ' when 'm' then 'materialized view ' else 'table ' end
        || c.oid::regclass
    from pg_class c join own on own.oid = relnamespace where relkind in ('r', 'p', 'v', 'm', 'S')
    union all
    select 'pg_proc', p.oid, proowner, 'routine ' || p.oid::regprocedure from pg_proc p join own on own.oid = pronamespace
    union all
    select 'pg_type', t.oid, typowner, 'type ' || t.oid::regtype from pg_type t join own on own.oid = typnamespace
    where typtype in ('e', 'd', 'r') or exists (select from pg_class where oid = typrelid and relkind = 'c')
  )
  select 'alter ' || thing as command from things
  where owner = (select oid from pg_roles where rolname = $1)
    and not exists (select from parts where classid = class and objid = things.oid)
  order by class <> 'pg_namespace'::regclass`
