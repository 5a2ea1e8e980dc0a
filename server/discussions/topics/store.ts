/** Writes of what a community chose for its discussions, of their topics, and of who follows these. */
import { sql } from 'kysely'
import { mostTopics, type TalkSettings } from '#server/discussions/topics/talk.ts'
import { isAlike } from '#server/discussions/topics/views.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Writes the choices of a community. */
export async function saveTalkSettings(work: Work, communityId: string, settings: TalkSettings): Promise<void> {
  const { topics, staleAfter, askAgainAfter } = settings
  const set = { topics, stale_after: staleAfter, ask_again_after: askAgainAfter }
  await work.tx
    .insertInto('talk_setting')
    .values({ community_id: communityId, ...set })
    .onConflict((same) => same.column('community_id').doUpdateSet(set))
    .execute()
}

/**
 * Files a discussion under these topics too, as far as they are there and it has not too many.
 * @returns the topics under which it was not filed before
 */
export async function fileAlso(
  work: Work,
  { communityId, entryId }: { readonly communityId: string; readonly entryId: string },
  topicIds: readonly string[],
): Promise<string[]> {
  if (topicIds.length === 0) return []
  const filed = await rows(work, idRow)`
    insert into entry_topic (community_id, entry_id, topic_id)
    select ${communityId}::uuid, ${entryId}::uuid, k.id from talk_topic k
    where k.community_id = ${communityId} and k.id = any(${topicIds}::uuid[])
    order by array_position(${topicIds}::uuid[], k.id)
    limit greatest(0, ${mostTopics.filed}::int - (select count(*) from entry_topic x where x.entry_id = ${entryId}::uuid))
    on conflict do nothing returning topic_id as id`
  return filed.map(({ id }) => id)
}

/**
 * Files a discussion as another one is, or the entry that one stands below: in its own community under the same topics, in another under
 * those that have their names.
 */
export async function fileAlike(
  work: Work,
  { from, to }: { from: { readonly entryId: string }; to: { readonly communityId: string; readonly entryId: string } },
): Promise<void> {
  await sql`
    insert into entry_topic (community_id, entry_id, topic_id)
    select k.community_id, ${to.entryId}::uuid, k.id
    from entry_topic x join talk_topic o on o.id = x.topic_id join talk_topic k on ${isAlike('o', 'k')}
    where x.entry_id = ${from.entryId} and k.community_id = ${to.communityId}
    on conflict do nothing`.execute(work.tx)
}

/**
 * Files a discussion that comes back from another community as it is filed there by now. A topic that was not there as it came is kept.
 * @param since when it came there
 */
export async function refileAlike(
  work: Work,
  {
    from,
    to,
    since,
  }: {
    from: { readonly communityId: string; readonly entryId: string }
    to: { readonly communityId: string; readonly entryId: string }
    since: string
  },
): Promise<void> {
  await sql`
    delete from entry_topic x using talk_topic o, talk_topic k
    where x.entry_id = ${to.entryId} and o.id = x.topic_id and k.community_id = ${from.communityId} and ${isAlike('o', 'k')}
      and uuid_extract_timestamp(k.id) < ${since}::timestamptz
      and not exists (select from entry_topic there where there.entry_id = ${from.entryId} and there.topic_id = k.id)`.execute(
    work.tx,
  )
  await fileAlike(work, { from, to })
}

/** The topics under which a discussion is filed. */
export async function readFiledTopics(work: Work, entryId: string): Promise<string[]> {
  const filed = await rows(work, idRow)`select x.topic_id as id from entry_topic x where x.entry_id = ${entryId}`
  return filed.map(({ id }) => id)
}

/**
 * Makes a person follow or mute a topic of a community's discussions; null ends both.
 * @refuses not_found
 */
export async function saveTopicFollowing(
  work: Work,
  { communityId, topicId, personId }: { communityId: string; topicId: string; personId: string },
  state: 'following' | 'muted' | null,
): Promise<void> {
  const [topic] = await rows(work, idRow)`
    select id from talk_topic where id = ${topicId}::uuid and community_id = ${communityId}`
  if (!topic) refuse(notFound)
  if (state === null) {
    await work.tx.deleteFrom('topic_follow').where('topic_id', '=', topicId).where('person_id', '=', personId).execute()
    return
  }
  await work.tx
    .insertInto('topic_follow')
    .values({ community_id: communityId, topic_id: topicId, person_id: personId, state })
    .onConflict((same) => same.columns(['topic_id', 'person_id']).doUpdateSet({ state, at: sql<Date>`app_now()` }))
    .execute()
}
