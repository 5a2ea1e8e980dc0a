/**
 * What a mail about answers says, and whether it is still theirs to get.
 */
import { sql } from 'kysely'
import type { Gathered, GatheredPost } from '#server/notices/notice.ts'
import type { ReadDb } from '#server/platform/db.ts'

/** The thread and posts of these notices, as far as their reader may still see them; null where nothing is left. */
export async function readGathered(
  db: ReadDb,
  { personId, noticeIds }: { personId: string; noticeIds: readonly string[] },
): Promise<Gathered | null> {
  const { rows } = await sql<GatheredPost & { thread_id: string; title: string }>`
    select p.id as "postId", w.name as author, w.id as "authorId", left(p.text, 4000) as text, p.html, n.kind, n.read_at is not null as "isRead",
      coalesce(answered.author_id, t.opened_by) is not distinct from n.person_id as "isAnswer", t.id as thread_id, e.title
    from notice_shown n
    join entry e on e.id = n.entry_id
    join post p on p.id = n.post_id
    join thread t on t.id = p.thread_id
    left join post answered on answered.id = p.parent_id
    left join person w on w.id = p.author_id and w.removed_at is null
    where n.person_id = ${personId} and n.id = any(${noticeIds}::uuid[])
    order by n.at, n.id`.execute(db as never)
  const [first] = rows
  if (!first) return null
  return {
    thread: { id: first.thread_id, title: first.title },
    posts: rows.map(({ thread_id, title, ...post }) => post),
  }
}

/** How a person stands to a community's mails. */
export interface Standing {
  readonly isReader: boolean
  readonly choice: 'at_once' | 'off'
  /** Who answers come back to: the leader of longest standing who is not the recipient and shows their address; null where none does. */
  readonly leader: { readonly name: string; readonly address: string } | null
}

/** May this person get mails of that kind, and who leads the community? */
export async function readStanding(
  db: ReadDb,
  { personId, communityId, kind }: { personId: string; communityId: string; kind: 'ping' | 'reply' | 'moderation' },
): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select
      exists (select from community_reader r where r.community_id = ${communityId} and r.person_id = ${personId}) as "isReader",
      coalesce((
        select c.choice from mail_choice c
        where c.person_id = ${personId} and c.community_id = ${communityId} and c.kind = ${kind}
      ), 'at_once') as choice,
      (select json_build_object('name', p.name, 'address', p.email)
        from membership_role r
        join membership_shown m on m.community_id = r.community_id and m.person_id = r.person_id
        join person p on p.id = r.person_id and p.removed_at is null and p.bounced_at is null and not p.email_hidden
        where r.community_id = ${communityId} and r.role = 'manager' and p.id <> ${personId}
        order by r.given_at, p.id limit 1) as leader`.execute(db as never)
  return rows[0] as Standing
}
