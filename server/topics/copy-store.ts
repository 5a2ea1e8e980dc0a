/** Topics go along where a community is copied. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Copying } from '#server/platform/declared.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'
import type { TopicList } from '#server/topics/topic.ts'

const copied = z.object({ old: z.string(), id: z.string() })

/** A row that was copied: its id before, and that of its copy. */
export type Pair = z.infer<typeof copied>

/** Copies the topics of a list. */
export async function copyTopics(work: Work, { fromId, toId }: Copying, list: TopicList): Promise<Pair[]> {
  const pairs = await rows(work, copied)`
    select t.id as old, uuidv7() as id from topic_shown t where t.community_id = ${fromId} and t.list = ${list}`
  // A topic stands after the one it is below, whose row must be there.
  for (const isBelow of [sql`t.parent_id is null`, sql`t.parent_id is not null`])
    await sql`
      with pair as materialized (select * from json_to_recordset(${JSON.stringify(pairs)}::json) as pair (old uuid, id uuid))
      insert into topic (id, community_id, list, parent_id, name, slug, position)
      select pair.id, ${toId}::uuid, t.list, above.id, t.name, t.slug, t.position
      from pair join topic_shown t on t.id = pair.old left join pair above on above.old = t.parent_id
      where ${isBelow}`.execute(work.tx)
  return pairs
}

/** Files the copies of entries under the copies of their topics. */
export async function copyFilings(work: Work, { toId }: Copying, entries: readonly Pair[], topics: readonly Pair[]) {
  await sql`
    with e as materialized (select * from json_to_recordset(${JSON.stringify(entries)}::json) as e (old uuid, id uuid)),
      t as materialized (select * from json_to_recordset(${JSON.stringify(topics)}::json) as t (old uuid, id uuid))
    insert into entry_topic (community_id, entry_id, topic_id)
    select ${toId}::uuid, e.id, t.id
    from entry_topic x join e on e.old = x.entry_id join t on t.old = x.topic_id`.execute(work.tx)
}
