/** Before every start the site is brought to this version, after a backup of its former state, and has its own key. */
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
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
  const older = ['before-9002-later.guildhall', 'before-9001-later.guildhall', 'before-9003-later.guildhall']
  for (const [age, name] of [...older, 'before-0001-ledger.guildhall.unfinished-12'].entries()) {
    writeFileSync(join(folder, name), '')
    utimesSync(join(folder, name), age, age)
  }
  await database.db.writePool.query("delete from migration where name = '0080-restored'")
  await assert.rejects(readySite(config, database.connection, quiet, environment), /0080-restored failed/)
  const kept = ['before-0080-restored.guildhall', 'before-9001-later.guildhall', 'before-9003-later.guildhall']
  assert.deepEqual(readdirSync(folder).sort(), kept)
  await assert.rejects(readySite(config, database.connection, quiet, environment), /0080-restored failed/)
  assert.deepEqual(readdirSync(folder).sort(), kept, 'one that fails again takes no other’s place')
})
