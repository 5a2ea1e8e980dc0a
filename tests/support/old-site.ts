/**
 * Sites as earlier versions left them, each in a backup (tests/support/sites/README.md), opened by the program of today.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { app } from '#server/app.ts'
import type { Head, Manifest } from '#server/archive/format.ts'
import { readArchive } from '#server/archive/read-archive.ts'
import { restore } from '#server/archive/restore.ts'
import { hashOfToken } from '#server/identity/request-actor.ts'
import { readConfig } from '#server/platform/config.ts'
import { diskFiles } from '#server/platform/files.ts'
import { openLog } from '#server/platform/log.ts'
import { startProgram } from '#server/platform/start.ts'
import { readySite } from '#server/ready-site.ts'
import { emptyDatabase, setClock } from '#tests/support/database.ts'
import { bearing, type Client, clientOf, holding } from '#tests/support/site.ts'

export interface OldSite {
  readonly path: string
  readonly head: Head
  readonly manifest: Manifest
  readonly client: pg.Client
  readonly server: FastifyInstance
  /** A person of the site by their handle, or a visitor. */
  as(handle: string | null): Promise<{ client: Client; headers: Record<string, string> }>
}

/** Restores a site of an earlier version and opens it, a minute after the moment of its backup. Ends with the file's tests. */
export async function openOldSite(name: string): Promise<OldSite> {
  const path = fileURLToPath(new URL(`./sites/${name}.guildhall`, import.meta.url))
  const dataDir = mkdtempSync(join(tmpdir(), 'guildhall-old-'))
  const { connection, drop } = await emptyDatabase()
  const { head, manifest } = await readArchive(path)
  await setClock(connection, `${Math.round((head.madeAt.getTime() - Date.now()) / 1000) + 60} seconds`)
  await restore({ connection, files: diskFiles(join(dataDir, 'files')) }, path, {
    replace: false,
    tell: () => undefined,
  })
  const environment = { DATA_DIR: dataDir, LOG_LEVEL: 'error', ROLES: 'web' }
  const log = openLog('error', process.stderr)
  const { config } = await readySite(readConfig(environment), connection, log, environment)
  const program = await startProgram(app, { ...config, strictViews: true }, connection, log)
  const client = new pg.Client(connection)
  await client.connect()
  after(async () => {
    await client.end()
    await program.stop()
    await drop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const server = program.server as FastifyInstance
  const { host } = new URL(config.publicUrl)
  return {
    path,
    head,
    manifest,
    client,
    server,
    async as(handle) {
      const headers = { host, ...(handle ? holding(await addToken(client, handle)) : bearing(config.publicUrl)) }
      return { client: clientOf(server, headers), headers }
    },
  }
}

async function addToken(client: pg.Client, handle: string): Promise<string> {
  const token = `test-${randomBytes(12).toString('hex')}`
  await client.query(
    `insert into api_token (person_id, name, hash, scope, expires_at)
      select id, 'test', $1, 'write', app_now() + interval '30 days' from person where handle = $2`,
    [hashOfToken(token), handle],
  )
  return token
}
