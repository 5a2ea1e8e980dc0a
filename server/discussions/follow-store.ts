/**
 * Writes what one reader keeps about a thread: whether they follow or mute it, and how far they have read.
 */
import { sql } from 'kysely'
import type { ThreadFacts } from '#server/discussions/thread.ts'
import type { Work } from '#server/platform/work.ts'

/** Makes a person follow or mute a thread; null ends both. */
export async function saveFollowing(
  work: Work,
  thread: Pick<ThreadFacts, 'id' | 'communityId'>,
  personId: string,
  state: 'following' | 'muted' | null,
): Promise<void> {
  if (state === null) {
    await work.tx
      .deleteFrom('thread_follow')
      .where('thread_id', '=', thread.id)
      .where('person_id', '=', personId)
      .execute()
    return
  }
  await work.tx
    .insertInto('thread_follow')
    .values({ community_id: thread.communityId, thread_id: thread.id, person_id: personId, state })
    .onConflict((same) => same.columns(['thread_id', 'person_id']).doUpdateSet({ state, at: sql<Date>`app_now()` }))
    .execute()
}

/** Marks a thread read by a person up to now, or unread from its last post on. */
export async function saveReading(work: Work, thread: ThreadFacts, personId: string, state: 'read' | 'unread') {
  const readAt =
    state === 'read' ? sql`app_clock()` : sql`coalesce(t.last_post_at, t.opened_at) - interval '1 microsecond'`
  const merged = state === 'read' ? sql`greatest(entry_read.read_at, excluded.read_at)` : sql`excluded.read_at`
  await sql`
    insert into entry_read (community_id, entry_id, person_id, read_at)
    select t.community_id, t.entry_id, ${personId}::uuid, ${readAt} from thread t where t.id = ${thread.id}
    on conflict (person_id, entry_id) do update set read_at = ${merged}, ahead = '{}'`.execute(work.tx)
}

/** These people follow a discussion from now on, as it was written to them. */
export async function followForAll(
  work: Work,
  { id, communityId }: { readonly id: string; readonly communityId: string },
  personIds: readonly string[],
): Promise<void> {
  const rows = personIds.map((person_id) => ({
    community_id: communityId,
    thread_id: id,
    person_id,
    state: 'following' as const,
  }))
  await work.tx
    .insertInto('thread_follow')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()
}
