/** Work that meets other work. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { doWork, type Work } from '#server/platform/work.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { ada, ben } = site.cast.people

test('of two acts that wait for each other both are done, once each', async () => {
  let isFirst: () => void
  const bothHoldOne = new Promise<void>((done) => {
    isFirst = done
  })
  let holding = 0
  const addTo = (id: string, words: string) => (work: Work) =>
    sql`update person set bio = bio || ${words} where id = ${id}`.execute(work.tx)
  const act = (ids: readonly [string, string], words: string) =>
    doWork(site.platform, async (work) => {
      await addTo(ids[0], words)(work)
      if (++holding === 2) isFirst()
      await bothHoldOne
      await addTo(ids[1], words)(work)
    })
  await Promise.all([act([ada.id, ben.id], ' one'), act([ben.id, ada.id], ' two')])
  const { rows } = await sql<{ bio: string }>`
    select bio from person where id in (${ada.id}, ${ben.id})`.execute(site.database.db.write)
  for (const { bio } of rows) assert.deepEqual(bio.trim().split(' ').toSorted(), ['one', 'two'])
})
