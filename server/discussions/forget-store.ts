/**
 * What somebody said goes with them, where they wish it.
 */
import { sql } from 'kysely'
import { nextChange } from '#server/discussions/store.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Empties all posts of a person, and what these said before. A stub keeps a post's place while it has replies; a thread of its own
 * in which nobody else wrote goes whole. The posts are in step with their threads then, and counted anew.
 */
export async function forgetPosts(work: Work, personId: string): Promise<void> {
  await sql`
    delete from entry e using thread t
    where t.id = e.id and exists (select from post p where p.thread_id = t.id and p.author_id = ${personId})
      and not exists (select from post p where p.thread_id = t.id and p.author_id is distinct from ${personId})`.execute(
    work.tx,
  )
  await sql`
    delete from post_revision r using post p where p.id = r.post_id and p.author_id = ${personId}`.execute(work.tx)
  await sql`delete from mention m using post p where p.id = m.post_id and p.author_id = ${personId}`.execute(work.tx)
  await sql`
    delete from text_picture x using post p where p.id = x.post_id and p.author_id = ${personId}`.execute(work.tx)
  await sql`
    with own as (
      select id, thread_id from post where author_id = ${personId}
    ), t as (
      update thread set changed_at = ${nextChange},
        answer_post_id = case when answer_post_id in (select id from own) then null else answer_post_id end
      where id in (select thread_id from own) returning id, changed_at
    )
    update post set source = '', html = '', text = '', edited_at = null, changed_at = t.changed_at,
      removed_at = coalesce(removed_at, t.changed_at), removed_by = null, removed_why = null,
      hidden_at = null, hidden_because = null
    from t where post.thread_id = t.id and post.author_id = ${personId}`.execute(work.tx)
  await sql`
    update post set reply_count = (select count(*) from post r where r.root_id = post.id and r.removed_at is null)
    where id in (select root_id from post where author_id = ${personId})`.execute(work.tx)
  await sql`
    update thread set last_post_at = left_over.last, reply_count = left_over.replies
    from (
      select thread_id, max(posted_at) filter (where removed_at is null) as last,
        count(*) filter (where not is_opening and removed_at is null) as replies
      from post where thread_id in (select thread_id from post where author_id = ${personId}) group by 1
    ) left_over
    where thread.id = left_over.thread_id`.execute(work.tx)
  await sql`
    update entry set removed_at = app_now() from thread t
    where t.id = entry.id and t.last_post_at is null and entry.removed_at is null
      and exists (select from post p where p.thread_id = t.id and p.author_id = ${personId})`.execute(work.tx)
}
