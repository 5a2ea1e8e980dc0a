/** Every record says by which way the thing was done. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { signInPassFor } from '#server/identity/room.ts'
import { runGuildhall } from '#tests/support/command-line.ts'
import { openJar } from '#tests/support/cookie-jar.ts'
import { emptyDatabase } from '#tests/support/database.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { sendOne } from '#tests/support/pings.ts'
import { databaseUrl, freshDataDir } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { ada, ben } = site.cast.people

async function ways(verb: string): Promise<string[]> {
  const rows = await site.database.db.write
    .selectFrom('activity')
    .select('via')
    .where('verb', '=', verb)
    .orderBy('id')
    .execute()
  return rows.map(({ via }) => via as string)
}

test('a page, a program, a link in a mail and the clock are told apart', async () => {
  await sendOne(site)
  assert.deepEqual(await ways('ping.sent'), ['api'])
  const browser = openJar(site.server, site.platform.config.publicUrl)
  const link = new URL(await site.work((work) => signInPassFor(work, ada.id))).pathname
  await browser.post(link, {})
  assert.deepEqual(await ways('person.signed_in'), ['mail'])
  await browser.post(`/c/${site.cast.community.slug}/charter`, { domain: 'Leading' })
  assert.deepEqual(await ways('charter.written'), ['page'])
  await site.shiftClock('3 days')
  await runJobs(site, 'close-ping')
  assert.deepEqual(await ways('ping.closed'), ['job'])
})

test('what an operator does from the command line says so', async () => {
  const { connection, drop } = await emptyDatabase()
  const client = new pg.Client(connection)
  after(async () => {
    await client.end()
    await drop()
  })
  const settings = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(connection) }
  const ran = await runGuildhall(['person', 'add', '--email', ben.email, '--name', ben.name], settings)
  assert.equal(ran.code, 0, ran.err)
  await client.connect()
  const { rows } = await client.query('select verb, via from activity')
  assert.deepEqual(rows, [{ verb: 'person.added', via: 'command' }])
})
