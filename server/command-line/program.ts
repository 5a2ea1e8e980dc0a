/**
 * The program as a command sees it: settings, database and rooms, but no server and no worker.
 * Beside a running site it joins that site's PostgreSQL; alone it starts one for as long as it needs it.
 * The rooms are loaded only once a command is to be run: help, and what is wrong with a command, is said at once.
 */
import { type Config, readConfig } from '#server/platform/config.ts'
import { reachServer } from '#server/platform/db.ts'
import { type Log, openLog } from '#server/platform/log.ts'
import { type Connection, joinEmbedded } from '#server/platform/postgres.ts'
import type { Platform } from '#server/platform/work.ts'

/** A program without roles, for one command. */
export interface OpenProgram {
  readonly platform: Platform
  /** Migrations that were run on the way in. */
  readonly migrated: readonly string[]
  /** Tells other processes what was touched, and leaves. */
  close(): Promise<void>
}

/** A site's settings and its database, as they are found: nothing migrated, nothing started. */
interface SiteDatabase {
  readonly config: Config
  readonly log: Log
  readonly connection: Connection
  stop(): Promise<void>
}

async function openSiteDatabase(environment: NodeJS.ProcessEnv): Promise<SiteDatabase> {
  const config: Config = { ...readConfig(environment), roles: [] }
  // Standard output belongs to the command; errors below it go to standard error.
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel, process.stderr)
  const { databaseUrl, dataDir } = config
  if (databaseUrl) return { config, log, connection: await reachServer(databaseUrl), stop: async () => undefined }
  return { config, log, ...(await joinEmbedded({ dataDir, log })) }
}

/** Opens the database as it is, runs the callback, and closes it. */
export async function withSiteDatabase<T>(run: (database: SiteDatabase) => Promise<T>): Promise<T> {
  const database = await openSiteDatabase(process.env)
  try {
    return await run(database)
  } finally {
    await database.stop()
  }
}

/**
 * Opens the program on the site that the environment names, migrated.
 * @throws ConfigMistakes, or a sentence where the database cannot be opened
 */
export async function openProgram(environment: NodeJS.ProcessEnv = process.env): Promise<OpenProgram> {
  const database = await openSiteDatabase(environment)
  try {
    const [{ app }, { startProgram }, { readySite }] = await Promise.all([
      import('#server/app.ts'),
      import('#server/platform/start.ts'),
      import('#server/ready-site.ts'),
    ])
    const { config, migrated } = await readySite(database.config, database.connection, database.log, environment)
    const program = await startProgram(app, config, database.connection, database.log)
    return {
      platform: program.platform,
      migrated,
      async close() {
        await program.stop()
        await database.stop()
      },
    }
  } catch (problem) {
    await database.stop()
    throw problem
  }
}

/** Opens the program, runs the callback, and closes the program also where it fails. */
export async function withProgram<T>(run: (program: OpenProgram) => Promise<T>): Promise<T> {
  const program = await openProgram()
  try {
    return await run(program)
  } finally {
    await program.close()
  }
}
