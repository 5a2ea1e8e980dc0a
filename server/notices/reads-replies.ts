/**
 * What a mail about answers says.
 */
import { sql } from 'kysely'
import type { GatheredPost } from '#server/notices/notice.ts'
import type { ReadDb } from '#server/platform/db.ts'

/** The posts of these notices, oldest first, as far as their reader may still see them. */
export async function readPosts(
  db: ReadDb,
  { personId, noticeIds }: { personId: string; noticeIds: readonly string[] },
): Promise<GatheredPost[]> {
  const { rows } = await sql<GatheredPost>`
    select p.id as "postId", w.name as by, w.id as "byId", left(p.text, 4000) as text, p.html, n.kind, n.read_at is not null as "isRead",
      coalesce(answered.author_id, t.opened_by) is not distinct from n.person_id as "isAnswer", t.id as "threadId", e.title
    from notice_shown n
    join entry e on e.id = n.entry_id
    join post p on p.id = n.post_id
    join thread t on t.id = p.thread_id
    left join post answered on answered.id = p.parent_id
    left join person w on w.id = p.author_id and w.removed_at is null
    where n.person_id = ${personId} and n.id = any(${noticeIds}::uuid[])
    order by n.at, n.id`.execute(db as never)
  return rows
}
