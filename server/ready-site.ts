/**
 * Makes a site ready for a start: it is brought to this program's version after a backup, and has its own key.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { backUp } from '#server/archive/back-up.ts'
import { type Config, readConfig } from '#server/platform/config.ts'
import { diskFiles } from '#server/platform/files.ts'
import { migrate } from '#server/platform/migrate.ts'
import type { Connection, Logger } from '#server/platform/postgres.ts'

/** How many of the backups that are made before a migration are kept; the oldest go. */
const keptBackups = 3

/**
 * Migrates a site and takes over the key of a site that was just restored. A site with people is backed up first.
 * @returns the settings to go on with, and the names of the migrations that were run
 */
export async function readySite(
  config: Config,
  connection: Connection,
  log: Logger,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<{ config: Config; migrated: string[] }> {
  const migrated = await migrate({
    connection,
    log,
    before: async ([first]) => {
      if (await hasPeople(connection)) await backUpBefore(first?.name ?? '', config, connection, log)
    },
  })
  const key = await restoredKey(connection)
  if (key !== null) {
    keepKey(config.dataDir, key)
    const secretKey = readConfig(environment).secretKey.reveal()
    if (secretKey !== key)
      log.warn(
        'SECRET_KEY is set, and is not the key of the site that was restored, so links in mails that it sent lead nowhere. ' +
          `Its own key is in ${join(config.dataDir, 'secret-key')}: start without SECRET_KEY to use it.`,
      )
  }
  // The key is read again in any case: another program may have restored the site and taken its key over meanwhile.
  return { config: { ...config, secretKey: readConfig(environment).secretKey }, migrated }
}

async function backUpBefore(migration: string, config: Config, connection: Connection, log: Logger): Promise<void> {
  const folder = join(config.dataDir, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // A migration that fails at each start leaves one backup, not one for each start: the last shows the site as it was.
  const path = join(folder, `before-${migration}.guildhall`)
  // Nobody else writes here: a program that migrates has the schema to itself.
  for (const name of readdirSync(folder)) if (/\.guildhall\.unfinished-\d+$/.test(name)) rmSync(join(folder, name))
  log.info('This site is of an older version. A backup is made before it is changed.')
  const files = diskFiles(join(config.dataDir, 'files'))
  await backUp({ connection, files, secretKey: config.secretKey }, path, () => undefined)
  log.info(`The backup is ${path}.`)
  // By when they were made: migrations do not come in the order of their numbers.
  const ours = readdirSync(folder)
    .filter((name) => /^before-.*\.guildhall$/.test(name))
    .map((name) => join(folder, name))
    .sort((one, other) => statSync(one).mtimeMs - statSync(other).mtimeMs)
  for (const old of ours.slice(0, -keptBackups)) rmSync(old)
}

async function hasPeople(connection: Connection): Promise<boolean> {
  return (await firstRow(connection, `select to_regclass('person') is not null as there`)).there
    ? (await firstRow(connection, 'select exists (select from person) as there')).there
    : false
}

async function restoredKey(connection: Connection): Promise<string | null> {
  return (await firstRow(connection, 'select restored_key from site')).restored_key
}

// biome-ignore lint/suspicious/noExplicitAny: one row of whatever is asked
async function firstRow(connection: Connection, query: string): Promise<any> {
  const client = new pg.Client({ ...connection, application_name: 'guildhall migrate' })
  await client.connect()
  try {
    return (await client.query(query)).rows[0]
  } finally {
    await client.end()
  }
}

function keepKey(dataDir: string, key: string): void {
  const file = join(dataDir, 'secret-key')
  writeFileSync(`${file}.new`, key, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
