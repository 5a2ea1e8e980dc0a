/** An operator makes the index of the search anew. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runGuildhall } from '#tests/support/command-line.ts'
import { databaseUrl, freshDataDir } from '#tests/support/server-process.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()

test('what was lost from the index is found again, and the command says how much it read', async () => {
  const thread = await startThread(site, 'ben', 'Quince paste', 'Sugar and patience.')
  await writePost(site, 'cleo', thread, 'Stir it slowly.')
  await site.database.db.write.deleteFrom('search_row').execute()
  const found = async () =>
    (await site.as('ben').json(`/c/${site.cast.community.slug}/search?q=slowly`)).json.items.length
  assert.equal(await found(), 0)
  const { connection } = site.database
  const settings = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(connection) }
  const { code, out, err } = await runGuildhall(['search', 'rebuild'], settings)
  assert.equal(code, 0, err)
  assert.match(out, /^The index is made anew from \d+ rows, in [\d.]+ s\.$/m)
  assert.equal(await found(), 1)
  const people = await site.as('ben').json(`/c/${site.cast.community.slug}/search?q=cleo`)
  assert.equal(people.json.people[0].name, 'Cleo Marsh')
})
