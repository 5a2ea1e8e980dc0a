/**
 * What a mail about answers says.
 */
import { sql } from 'kysely'
import type { GatheredNews } from '#server/notices/notice.ts'
import type { ReadDb } from '#server/platform/db.ts'

/** What these notices tell, oldest first, as far as their reader may still see it. */
export async function readNews(
  db: ReadDb,
  { personId, noticeIds }: { personId: string; noticeIds: readonly string[] },
): Promise<GatheredNews[]> {
  const { rows } = await sql<GatheredNews>`
    select p.id as "postId", w.name as by, w.id as "byId", left(p.text, 4000) as text, p.html, n.kind, n.read_at is not null as "isRead",
      coalesce(answered.author_id, t.opened_by) is not distinct from n.person_id as "isAnswer", t.id as "threadId",
      json_build_object('id', e.id, 'kind', e.kind, 'title', e.title) as entry
    from notice_shown n
    join entry e on e.id = n.entry_id
    join activity a on a.id = n.activity_id
    left join post p on p.id = n.post_id
    left join thread t on t.entry_id = e.id
    left join post answered on answered.id = p.parent_id
    left join person w on w.id = coalesce(p.author_id, a.actor_id) and w.removed_at is null
    where n.person_id = ${personId} and n.id = any(${noticeIds}::uuid[])
    order by n.at, n.id`.execute(db as never)
  return rows
}
