/**
 * A lived-in site for measuring: people, communities, Toolkits, Pings and discussions, written straight into the tables
 * in a few statements, in one transaction. Nobody is told and no mail leaves.
 */
import { articleBodies, postBodies, summaries } from '#server/command-line/seed/bodies.ts'
import {
  countSeeded,
  makeChance,
  saveCommunities,
  saveMembers,
  savePeople,
} from '#server/command-line/seed/people-store.ts'
import { savePings } from '#server/command-line/seed/ping-store.ts'
import { drawPosts, drawThreads, type Levels, saveNews, saveTalk } from '#server/command-line/seed/talk-store.ts'
import { saveResources, saveTopics } from '#server/command-line/seed/toolkit-store.ts'
import { resourceTitles, threadTitles } from '#server/command-line/seed/words.ts'
import { openPool, patientSettings } from '#server/platform/db.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import type { Platform } from '#server/platform/work.ts'

/** How much of each there shall be. */
export interface Amounts {
  readonly members: number
  readonly communities: number
  readonly threads: number
  /** Those that open threads among them. */
  readonly posts: number
  readonly resources: number
}

const distinctPosts = 300
const distinctArticles = 40

/**
 * Plants a site, beside what is there.
 * @param say hears what is being written
 * @returns the number of the first community: its slug is `seed-<number>`
 */
export async function plant(
  platform: Platform,
  amounts: Amounts,
  say: (sentence: string) => void,
): Promise<{ firstCommunity: number }> {
  say('Rendering texts')
  const posts = await rendered(postBodies(distinctPosts), 'post')
  const articles = await rendered(articleBodies(distinctArticles), 'article')
  const { connection } = platform.database
  const pool = openPool(connection, { max: 1, settings: patientSettings, log: platform.log })
  const client = await pool.connect()
  try {
    await client.query('begin')
    await makeChance(client)
    const before = await countSeeded(client)
    say('Writing people and communities')
    await savePeople(client, amounts.members, before.people)
    await saveCommunities(client, amounts.communities, before.communities)
    await saveMembers(client)
    say('Writing Toolkits and Pings')
    await saveTopics(client)
    await saveResources(client, amounts.resources, { titles: resourceTitles(), summaries: summaries(100), articles })
    await savePings(client)
    say('Writing discussions')
    await drawThreads(client, amounts.threads, threadTitles())
    await drawPosts(client, levelsOf(amounts))
    await saveTalk(client, posts)
    await saveNews(client)
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

/** Of the posts that open no thread half stand at the first level, and one in ten answers a reply. */
function levelsOf({ threads, posts }: Amounts): Levels {
  const rest = Math.max(0, posts - threads)
  const deeper = Math.floor(rest * 0.1)
  const replies = Math.floor(rest * 0.4)
  return { first: rest - replies - deeper, replies, deeper }
}

async function rendered(sources: readonly string[], genre: 'post' | 'article') {
  const all = await Promise.all(sources.map((source) => renderMarkdown(source, { genre })))
  return {
    sources,
    htmls: all.map(({ html }) => html),
    texts: all.map(({ text }) => text),
    version: rendererVersion,
  }
}
