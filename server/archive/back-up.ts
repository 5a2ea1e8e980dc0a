/**
 * Makes a backup of a whole site while it runs: every table as one moment saw it, its files, its key; then reads it back.
 * It asks nothing of the schema but its catalog, so it takes a site as an older Guildhall left it.
 */
import { rename, rm } from 'node:fs/promises'
import pg from 'pg'
import { fileName, format, type Head, headName, keyName, type Manifest, rowsName } from '#server/archive/format.ts'
import { type Checked, readArchive } from '#server/archive/read-archive.ts'
import { readRows } from '#server/archive/rows.ts'
import { listTables } from '#server/archive/tables.ts'
import { type ArchiveWriter, writeArchive } from '#server/archive/write-archive.ts'
import type { FileStore } from '#server/platform/files.ts'
import type { Secret } from '#server/platform/log.ts'
import type { Connection } from '#server/platform/postgres.ts'

/** A site as a backup sees it. */
export interface Source {
  readonly connection: Connection
  readonly files: FileStore
  readonly secretKey: Secret
}

/** Is called with how far it has come. */
export type Tell = (sentence: string) => void

/**
 * Writes a backup to a path where there is nothing yet. It has another name until it is complete and was read back.
 * @throws a sentence where the file can't be written; nothing is left of it
 */
export async function backUp(source: Source, path: string, tell: Tell): Promise<Checked> {
  const unfinished = `${path}.unfinished-${process.pid}`
  let archive: ArchiveWriter | null = null
  try {
    archive = await writeArchive(unfinished)
    const written = await writeSite(source, archive, tell)
    tell('Reading it back')
    const read = await readArchive(unfinished)
    if (read.manifest.sha256 !== written.sha256) throw new Error('What was read back is not what was written.')
    await rename(unfinished, path)
    return read
  } catch (problem) {
    if (archive) {
      await archive.abandon()
      await rm(unfinished, { force: true })
    }
    throw new Error(`No backup was made: ${reasonOf(problem as NodeJS.ErrnoException, path)}`, { cause: problem })
  }
}

function reasonOf({ code, message, syscall, path: at }: NodeJS.ErrnoException, path: string): string {
  const isOfTheFile = syscall !== 'connect' && (at === undefined || at.startsWith(path))
  if (!isOfTheFile) return message
  if (code === 'ENOSPC') return `there is no room for ${path}.`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `this user may not write ${path}.`
  if (code === 'ENOENT') return `there is no folder for ${path}.`
  if (code === 'ENOTDIR') return `a part of ${path} is a file.`
  return message
}

async function writeSite(source: Source, archive: ArchiveWriter, tell: Tell): Promise<Manifest> {
  const client = new pg.Client({ ...source.connection, application_name: 'guildhall backup', statement_timeout: 0 })
  await client.connect()
  try {
    await client.query(
      "set timezone = 'UTC'; set intervalstyle = 'iso_8601'; set idle_in_transaction_session_timeout = 0",
    )
    await beginMoment(client)
    const head = await readHead(client)
    await archive.text(headName, JSON.stringify(head, null, 2))
    await archive.text(keyName, (await waitingKey(client)) ?? source.secretKey.reveal())
    const rows: Record<string, number> = {}
    for (const [n, table] of head.tables.entries()) {
      tell(`Table ${n + 1} of ${head.tables.length}: ${table.name}`)
      rows[table.name] = 0
      let part = 0
      for await (const portion of readRows(client, table)) {
        await archive.text(rowsName(table.name, ++part), portion.bytes)
        rows[table.name] = (rows[table.name] ?? 0) + portion.rows
      }
    }
    const files = await writeFiles(client, source.files, archive, tell)
    return await archive.finish({ rows, ...files })
  } finally {
    await client.end()
  }
}

/**
 * From here on every query is answered as of one moment, and no table changes its shape. A migration that rewrites a table
 * would make it look empty to an earlier moment, so migrations wait for the backup, and the backup for a running migration.
 */
async function beginMoment(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('site') is not null as there")
  if (!rows[0]?.there) throw new Error('there is no site here yet.')
  // The moment is that of the next query, so the list of tables is read before it.
  const names = (await listTables(client)).map(({ name }) => pg.escapeIdentifier(name))
  await client.query('begin isolation level repeatable read, read only')
  await client.query(`lock table ${names.join(', ')} in access share mode`)
}

/** The key of a site that was restored and not opened since; null where it has taken its key over, as most have. */
async function waitingKey(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ key: string | null }>(
    "select to_jsonb(site) ->> 'restored_key' as key from site",
  )
  return rows[0]?.key ?? null
}

async function readHead(client: pg.Client): Promise<Head> {
  const { rows: found } = await client.query<{ at: Date; site: string }>('select now() as at, name as site from site')
  const { at: madeAt, site } = found[0] as { at: Date; site: string }
  const { rows: migrations } = await client.query<{ name: string; sha: string }>(
    'select name, sha from migration order by name',
  )
  return { format, madeAt, site, migrations, tables: await listTables(client) }
}

const filesAtOnce = 1000

async function writeFiles(client: pg.Client, files: FileStore, archive: ArchiveWriter, tell: Tell) {
  const { rows: counted } = await client.query<{ count: number }>('select count(*)::int from file')
  const told = { files: 0, fileBytes: 0, missing: 0 }
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await client.query<{ id: string }>('select id from file where id > $1 order by id limit $2', [
      last,
      filesAtOnce,
    ])
    for (const { id } of rows) {
      const held = await files.hold(id)
      if (!held) {
        told.missing += 1
        continue
      }
      await archive.stream(fileName(id), held.size, held.bytes)
      told.files += 1
      told.fileBytes += held.size
    }
    if (rows.length === 0) return told
    last = rows.at(-1)?.id as string
    tell(`File ${told.files + told.missing} of ${counted[0]?.count}`)
  }
}
