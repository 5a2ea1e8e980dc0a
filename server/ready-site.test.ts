/** What stands before every start: the site is of this version, was backed up as it was, and has its own key. */
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '#server/platform/config.ts'
import { readySite } from '#server/ready-site.ts'
import { seedCast } from '#tests/support/cast.ts'
import { testDatabase } from '#tests/support/database.ts'
import { freshDataDir } from '#tests/support/server-process.ts'

const quiet = { info: () => undefined, warn: () => undefined }
const database = await testDatabase()
await seedCast(database.db)

test('a program that waited while a site was restored and its key taken over starts with that key', async () => {
  const environment = { DATA_DIR: freshDataDir() }
  const config = readConfig(environment)
  // What another program does while this one waits for its turn.
  writeFileSync(join(environment.DATA_DIR, 'secret-key'), 'the key that came with the backup')
  const ready = await readySite(config, database.connection, quiet, environment)
  assert.equal(ready.config.secretKey.reveal(), 'the key that came with the backup')
})

test('the last three backups are kept by when they were made, whatever their migration’s number; unfinished ones go', async () => {
  const environment = { DATA_DIR: freshDataDir() }
  const config = readConfig(environment)
  const folder = join(config.dataDir, 'backups')
  mkdirSync(folder, { recursive: true })
  const moment = (day: number) => `2026-01-0${day}T000000.guildhall`
  const older = [1, 2, 3].map((day) => `before-9000-later-${moment(day)}`)
  for (const name of [...older, `before-0001-ledger-${moment(4)}.unfinished-12`]) writeFileSync(join(folder, name), '')
  await database.db.writePool.query("delete from migration where name = '0080-restored'")
  await assert.rejects(readySite(config, database.connection, quiet, environment), /0080-restored failed/)
  const [made, ...kept] = readdirSync(folder).sort()
  assert.match(made ?? '', /^before-0080-restored-.*\.guildhall$/)
  assert.deepEqual(kept, older.slice(1))
})
