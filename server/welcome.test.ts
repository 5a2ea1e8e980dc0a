/** What the program says once it answers. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openDatabase } from '#server/platform/db.ts'
import { welcome } from '#server/welcome.ts'
import { emptyDatabase } from '#tests/support/database.ts'
import { openSite } from '#tests/support/site.ts'

const { platform } = await openSite()

test('a database that goes away while the ways to sign in are said does not end a site that answers', async () => {
  const { connection, drop } = await emptyDatabase()
  await drop()
  const database = openDatabase({ connection, readers: 1, writers: 1, log: platform.log })
  after(() => database.close())
  const said: string[] = []
  await welcome({ ...platform, database }, (sentence) => void said.push(sentence))
  assert.match(said.join(), /Guildhall is at http/)
})
