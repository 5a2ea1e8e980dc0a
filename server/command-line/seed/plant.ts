/**
 * A lived-in site for measuring: people, communities, Toolkits, Pings, pages and discussions, drawn by a chance that comes out
 * the same every time and written in one transaction. Nobody is told and no mail leaves.
 */
import type { PoolClient } from 'pg'
import { articleBodies, postBodies } from '#server/command-line/seed/bodies.ts'
import {
  type Amounts,
  type Before,
  communityRows,
  drawGround,
  leaderAddress,
  memberRows,
  peopleRows,
} from '#server/command-line/seed/ground.ts'
import { drawPages, pageRows } from '#server/command-line/seed/pages.ts'
import { drawPings, pingRows } from '#server/command-line/seed/pings.ts'
import { drawTalk } from '#server/command-line/seed/talk.ts'
import { talkRows } from '#server/command-line/seed/talk-rows.ts'
import { drawResources, toolkitRows } from '#server/command-line/seed/toolkit.ts'
import { openPool, patientSettings } from '#server/platform/db.ts'
import { closeMarkdown } from '#server/platform/markdown/markdown.ts'
import { saveRows } from '#server/platform/save-rows.ts'
import type { Platform } from '#server/platform/work.ts'

const distinctPosts = 300
const distinctArticles = 40

/**
 * Plants a site, beside what is there.
 * @param say hears what is being written
 * @returns the number of the first community: its slug is `seed-<number>`
 */
export async function plant(platform: Platform, amounts: Amounts, say: (sentence: string) => void) {
  say('Rendering texts')
  const [posts, articles] = [await postBodies(distinctPosts), await articleBodies(distinctArticles)]
  // The threads that rendered are not needed any more, and each holds as much as all that is drawn.
  await closeMarkdown()
  const { connection } = platform.database
  const pool = openPool(connection, { max: 1, settings: patientSettings, log: platform.log })
  const client = await pool.connect()
  try {
    await client.query('begin')
    const before = await findBefore(client)
    say('Writing people and communities')
    const ground = drawGround(amounts, before)
    await saveRows(client, peopleRows(ground, before))
    await saveRows(client, communityRows(ground))
    await saveRows(client, memberRows(ground))
    say('Writing Toolkits, Pings and working pages')
    const resources = drawResources(ground, amounts.resources)
    await saveRows(client, toolkitRows(ground, resources, articles))
    const pings = drawPings(ground)
    await saveRows(client, pingRows(ground, pings))
    const pages = drawPages(ground, amounts.pages)
    await saveRows(client, pageRows(pages, articles))
    say('Writing discussions')
    const threads = drawTalk(ground, amounts, [...resources, ...pings, ...pages])
    await saveRows(client, talkRows(ground, threads, posts))
    await client.query('commit')
    say('Letting PostgreSQL look at what is there now')
    await client.query('vacuum (analyze)')
    return { firstCommunity: before.communities + 1 }
  } finally {
    // Where something failed the open transaction goes with its connection.
    client.release(true)
    await pool.end()
  }
}

async function findBefore(client: PoolClient): Promise<Before> {
  const { rows } = await client.query<Before>(
    `select now(), (select count(*) from person where email like 'person-%@seed.example') as people,
      (select count(*) from community where slug ~ '^seed-[0-9]+$') as communities,
      (select id from person where email = $1) as "leaderId"`,
    [leaderAddress],
  )
  return rows[0] as Before
}
