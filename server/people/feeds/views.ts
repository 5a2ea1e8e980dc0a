/**
 * People feeds as their pages and the API show them.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { feedAddress, feedInvite } from '#server/people/feeds/feed.ts'
import { listGonePeople } from '#server/people/feeds/reads-gone.ts'
import { countsShape, importAddress, importStates, noCounts } from '#server/people/imports/import.ts'
import { mayImport } from '#server/people/imports/policy.ts'
import { importTarget, listTargets } from '#server/people/imports/reads-targets.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Files on the page of a feed, and missing people named there. */
const mostRuns = 20
const mostNamed = 50

const values = z.record(z.string(), z.union([z.string(), z.number()]))

const storedRun = z.object({
  id: z.string(),
  feedId: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  uploadedAt: z.date(),
  doneAt: z.date().nullable(),
  via: z.string(),
  counts: countsShape.partial(),
  gone: z.number(),
  brought: z.number(),
  closed: z.number(),
  problem: z.string().nullable(),
  values,
  columns: z.array(z.string()),
})

const feedRunView = storedRun
  .omit({ feedId: true, values: true, columns: true })
  .extend({ counts: countsShape, address: z.string() })
export type FeedRun = z.infer<typeof feedRunView>

const storedFeed = z.object({
  id: z.string(),
  name: z.string(),
  /** Its folder, below `feeds/` in the data folder of the site. */
  folder: z.string(),
  invite: feedInvite,
  deactivates: z.boolean(),
  into: z.string().nullable(),
  targetName: z.string().nullable(),
  cohortName: z.string().nullable(),
  /** Who saved it last, in whose name its files run. */
  by: z.string().nullable(),
  /** How many people are in it now. */
  people: z.number(),
})

const feedItem = storedFeed.extend({
  address: z.string(),
  /** Its newest file. */
  last: feedRunView.nullable(),
})
export type FeedItem = z.infer<typeof feedItem>

export const feedsView = z.object({ items: z.array(feedItem), targets: z.array(importTarget) })
export type Feeds = z.infer<typeof feedsView>

export const feedView = feedItem.extend({
  runs: z.array(feedRunView),
  targets: z.array(importTarget),
  /** Of a file that waits for somebody: who is missing from it, the first fifty by name. */
  missing: z.array(z.object({ personId: z.string(), name: z.string(), email: z.string() })),
})
export type FeedPage = z.infer<typeof feedView>

function readFeeds(look: Look, which: RawBuilder<unknown>) {
  return rows(look, storedFeed)`
    select f.id, f.name, f.folder, f.invite, f.deactivates, coalesce(f.cohort_id, f.target_id) as into, c.name as "targetName",
      h.name as "cohortName", p.name as by,
      (select count(distinct x.person_id) from people_feed_person x where x.feed_id = f.id) as people
    from people_feed f left join person p on p.id = f.by_id left join community_shown c on c.id = f.target_id
      left join cohort h on h.id = f.cohort_id
    where ${which} order by f.name collate "und-x-icu", f.id`
}

/** The newest files of these feeds. */
function readRuns(look: Look, feedIds: readonly string[], most: number) {
  return rows(look, storedRun)`
    select i.id, x.id as "feedId", i.file_name as "fileName", i.state, i.uploaded_at as "uploadedAt", i.done_at as "doneAt", i.via,
      i.counts, i.gone, i.brought, i.closed, i.problem, i.problem_values as values, i.columns
    from unnest(${[...feedIds]}::uuid[]) as x (id) cross join lateral (
      select * from people_import i where i.feed_id = x.id order by i.uploaded_at desc, i.id desc limit ${most}) i`
}

type StoredRun = z.infer<typeof storedRun>

function runOf({ feedId: _, values: said, columns: __, ...one }: StoredRun, t: Translate): FeedRun {
  return {
    ...one,
    counts: { ...noCounts, ...one.counts },
    problem: one.problem && t(one.problem, said),
    address: importAddress(null, one),
  }
}

/**
 * All feeds, by name, each with its newest file.
 * @refuses not_found to those who do not run the site
 */
export async function listFeedItems(look: Look, actor: Actor): Promise<Feeds> {
  if (!mayImport(actor, null)) refuse(notFound)
  const found = await readFeeds(look, sql`true`)
  const runs = await readRuns(
    look,
    found.map(({ id }) => id),
    1,
  )
  const t = translator(actor.locale)
  const items = found.map((one) => {
    const last = runs.find(({ feedId }) => feedId === one.id)
    return { ...one, address: feedAddress(one), last: last ? runOf(last, t) : null }
  })
  return { items, targets: await listTargets(look, actor, null) }
}

/**
 * One feed, with its newest files.
 * @refuses not_found
 */
export async function readFeed(look: Look, actor: Actor, { feed }: { readonly feed: string }): Promise<FeedPage> {
  if (!mayImport(actor, null)) refuse(notFound)
  const [one] = await readFeeds(look, sql`f.id = ${feed}`)
  if (!one) return refuse(notFound)
  const runs = await readRuns(look, [one.id], mostRuns)
  const t = translator(actor.locale)
  const held = runs.find(({ state }) => state === 'held')
  const shown = runs.map((run) => runOf(run, t))
  return {
    ...one,
    address: feedAddress(one),
    last: shown[0] ?? null,
    runs: shown,
    targets: await listTargets(look, actor, null),
    missing: held ? await listGonePeople(look, held, mostNamed) : [],
  }
}
