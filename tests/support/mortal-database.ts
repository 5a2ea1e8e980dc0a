/** A database on a PostgreSQL of its own, which a test may kill: it is back within two seconds, as that of a site. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { openDatabase } from '#server/platform/db.ts'
import { migrate } from '#server/platform/migrate.ts'
import { startEmbedded } from '#server/platform/postgres.ts'
import { freshConnections, setClock, type TestDatabase } from '#tests/support/database.ts'
import { madeDataDir } from '#tests/support/server-process.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const quiet = { info: () => undefined, warn: () => undefined }

export interface MortalDatabase extends TestDatabase {
  /** Kills PostgreSQL as a power cut would, and resolves once it answers again. */
  kill(): Promise<void>
}

/** Opens it, migrated and empty, at the top of a test file; it goes when the file's tests have ended. */
export async function mortalDatabase(): Promise<MortalDatabase> {
  const { dataDir, remove } = madeDataDir()
  const { connection, stop } = await startEmbedded({ dataDir, log: quiet })
  await migrate({ connection, log: quiet })
  const db = openDatabase({ connection, readers: 4, writers: 6, log: quiet })
  const ends: (() => Promise<void>)[] = []
  let closing: Promise<void> | null = null
  const close = () => {
    closing ??= (async () => {
      for (const end of ends) await end()
      await db.close()
      await stop()
      remove()
    })()
    return closing
  }
  after(close)
  const server = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  return {
    db,
    connection,
    beforeClosing: (end) => void ends.push(end),
    close,
    async shiftClock(interval) {
      await setClock(connection, interval)
      await freshConnections(db)
    },
    async kill() {
      process.kill(server(), 'SIGKILL')
      await waitFor(async () => {
        const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 } as pg.ClientConfig)
        client.on('error', () => undefined)
        const isBack = await client.connect().then(
          () => true,
          () => false,
        )
        await client.end().catch(() => undefined)
        return isBack
      })
    },
  }
}
