/**
 * Writes and locked reads of people feeds.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { FeedInput } from '#server/people/feeds/feed.ts'
import { feedInvite } from '#server/people/feeds/feed.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** What a feed brings, and how. */
export interface FeedTerms extends Pick<FeedInput, 'name' | 'invite' | 'deactivates'> {
  readonly byId: string | null
  readonly targetId: string | null
  readonly cohortId: string | null
}

function columnsOf({ byId, targetId, cohortId, name, invite, deactivates }: FeedTerms) {
  return { name, invite, deactivates, by_id: byId, target_id: targetId, cohort_id: cohortId }
}

/** Saves a new feed. @returns its id; null where another has its folder */
export async function saveFeed(work: Work, folder: string, terms: FeedTerms): Promise<string | null> {
  const row = await work.tx
    .insertInto('people_feed')
    .values({ ...columnsOf(terms), folder })
    .onConflict((on) => on.column('folder').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Replaces what is set of a feed. */
export async function changeFeed(work: Work, id: string, terms: FeedTerms): Promise<void> {
  await work.tx.updateTable('people_feed').set(columnsOf(terms)).where('id', '=', id).execute()
}

/** Removes a feed. Its files stay, and so does whom it brought. */
export async function dropFeed(work: Work, id: string): Promise<void> {
  await work.tx.deleteFrom('people_feed').where('id', '=', id).execute()
}

const feedRow = z.object({
  id: z.string(),
  name: z.string(),
  folder: z.string(),
  byId: z.string().nullable(),
  targetId: z.string().nullable(),
  cohortId: z.string().nullable(),
  invite: feedInvite,
  deactivates: z.boolean(),
  encoding: z.string().nullable(),
  seenMark: z.string().nullable(),
  takenMark: z.string().nullable(),
  takenDigest: z.string().nullable(),
})
export type FeedRow = z.infer<typeof feedRow>

const feedColumns = sql`
  f.id, f.name, f.folder, f.by_id as "byId", f.target_id as "targetId", f.cohort_id as "cohortId", f.invite, f.deactivates,
    f.encoding, f.seen_mark as "seenMark", f.taken_mark as "takenMark", f.taken_digest as "takenDigest"`

/** Locks a feed; null where it is gone. */
export async function lockFeed(work: Work, id: string): Promise<FeedRow | null> {
  const [row] = await rows(work, feedRow)`select ${feedColumns} from people_feed f where f.id = ${id} for update`
  return row ?? null
}

/** All feeds, for those who look into their folders. */
export function listFeeds(look: Look): Promise<FeedRow[]> {
  return rows(look, feedRow)`select ${feedColumns} from people_feed f order by f.id`
}

/** Notes which file lies in its folder, or was taken from it, and what somebody chose as its encoding. */
export async function noteOfFeed(
  work: Work,
  id: string,
  note: {
    readonly seenMark?: string
    readonly takenMark?: string
    readonly takenDigest?: string
    readonly encoding?: string
  },
): Promise<void> {
  const { seenMark, takenMark, takenDigest, encoding } = note
  await work.tx
    .updateTable('people_feed')
    .set({
      ...(seenMark === undefined ? {} : { seen_mark: seenMark }),
      ...(takenMark === undefined ? {} : { taken_mark: takenMark }),
      ...(takenDigest === undefined ? {} : { taken_digest: takenDigest }),
      ...(encoding === undefined ? {} : { encoding }),
    })
    .where('id', '=', id)
    .execute()
}

/** What somebody said the columns of a feed hold, by the plain name of the column. */
export async function readMatching(look: Look, id: string): Promise<Map<string, string>> {
  const [row] = await rows(look, () => z.object({ matching: z.record(z.string(), z.string()) }))`
    select matching from people_feed where id = ${id}`
  return new Map(Object.entries(row?.matching ?? {}))
}

/** Remembers it for the next file of the feed. */
export async function saveMatching(work: Work, id: string, matching: Readonly<Record<string, string>>): Promise<void> {
  await sql`update people_feed set matching = matching || ${JSON.stringify(matching)}::jsonb where id = ${id}`.execute(
    work.tx,
  )
}

/** Notes whom a part of a file brought where: a place as the plan of a line writes it. */
export async function savePeople(
  work: Work,
  feedId: string,
  people: readonly { readonly personId: string; readonly place: string }[],
): Promise<void> {
  await sql`
    insert into people_feed_person (feed_id, person_id, community_id, cohort_id)
    select ${feedId}::uuid, r.person_id, nullif(split_part(r.place, '/', 1), '')::uuid, nullif(split_part(r.place, '/', 2), '')::uuid
    from unnest(${people.map((one) => one.personId)}::uuid[], ${people.map((one) => one.place)}::text[]) as r (person_id, place)
    on conflict do nothing`.execute(work.tx)
}

/** Forgets that a feed brought these people there. */
export async function dropPeople(
  work: Work,
  feedId: string,
  { communityId, cohortId, personIds }: { communityId: string | null; cohortId: string | null; personIds: string[] },
): Promise<void> {
  await sql`
    delete from people_feed_person where feed_id = ${feedId} and person_id = any(${personIds}::uuid[])
      and community_id is not distinct from ${communityId}::uuid and cohort_id is not distinct from ${cohortId}::uuid`.execute(
    work.tx,
  )
}
