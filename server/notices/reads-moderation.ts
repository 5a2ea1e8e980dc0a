/**
 * What a mail about moderation says, and whether it is still so.
 */
import { sql } from 'kysely'
import type { ModerationKind } from '#server/notices/notice.ts'
import type { ReadDb } from '#server/platform/db.ts'

/** One act of a moderator. */
export interface ModerationAct {
  readonly kind: ModerationKind
  /** Null where they have left the site. */
  readonly by: string | null
  readonly role: string
  readonly why: string
  readonly threadId: string
  readonly title: string
  readonly isRead: boolean
  /** Removed and back again, locked and open again: then there is nothing to say. */
  readonly isUndone: boolean
}

/** The acts of these notices, oldest first, as far as their reader may still read of them. */
export async function readModeration(
  db: ReadDb,
  { personId, noticeIds }: { personId: string; noticeIds: readonly string[] },
): Promise<ModerationAct[]> {
  const { rows } = await sql<ModerationAct>`
    select n.kind, w.name as by, coalesce(a.facts->>'role', '') as role, coalesce(a.facts->>'why', '') as why,
      t.id as "threadId", e.title, n.read_at is not null as "isRead",
      case n.kind when 'removed' then p.removed_at is null when 'locked' then t.locked_at is null else false end as "isUndone"
    from notice_shown n
    join activity a on a.id = n.activity_id
    -- A notice of what was removed names no place, as it is not there any more.
    left join post p on p.id = case when n.kind = 'removed' then a.object_id else n.post_id end
    join thread t on t.id = coalesce(p.thread_id, a.object_id)
    join entry e on e.id = t.entry_id
    left join person w on w.id = a.actor_id and w.removed_at is null
    where n.person_id = ${personId} and n.id = any(${noticeIds}::uuid[])
    order by n.at, n.id`.execute(db as never)
  return rows
}
