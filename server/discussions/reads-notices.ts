/**
 * What notices show of posts, as fragments of their queries.
 */
import { sql } from 'kysely'
import { postAddress, threadAddress } from '#server/discussions/thread.ts'
import type { PostsInNotices } from '#server/platform/posts-in-notices.ts'

export const postsInNotices: PostsInNotices = {
  // A post is news from the moment it appears; an edit, from the moment it was made, for readers of the earlier text.
  postOfActivity: sql`
    select it.post_id, case when a.verb in ('thread.opened', 'post.added') then p.posted_at end as since
    from (select coalesce((a.facts->>'postId')::uuid, case when a.object_kind = 'post' then a.object_id end) as post_id) it
    left join post p on p.id = it.post_id`,
  postOfNotice: sql`
    select p.id as post_id, t.id as thread_id, left(p.text, 1000) as text, p.html,
      (select d.id from thread d where d.entry_id = a.entry_id) as discussion_id,
      n.kind = 'reply' and coalesce(answered.author_id, t.opened_by) is not distinct from n.person_id as is_answer,
      -- Removed and back again, locked and open again.
      case n.kind when 'removed' then p.removed_at is null when 'hidden' then p.hidden_at is null when 'locked' then t.locked_at is null
        when 'entry_hidden' then exists (select from entry x where x.id = a.object_id and x.hidden_at is null)
        when 'entry_removed' then exists (select from entry x where x.id = a.object_id and x.removed_at is null)
        when 'highlighted' then p.highlighted_at is null when 'thread_put_back' then false else exists (select from thread_act x where x.activity_id = a.id and x.undone_at is not null) end as is_undone
    from (select) it
    -- A notice of what was removed names no place, as it is not there any more.
    left join post p on p.id = case when n.kind in ('removed', 'hidden') then a.object_id else n.post_id end
    left join thread t on t.id = coalesce(p.thread_id, a.object_id)
    left join post answered on answered.id = p.parent_id`,
  address: (slug, thread, postId) => (postId ? postAddress(slug, thread, postId) : threadAddress(slug, thread)),
  async entryOf(look, threadId) {
    const row = await look.db.selectFrom('thread').select('entry_id').where('id', '=', threadId).executeTakeFirst()
    return row?.entry_id ?? null
  },
}
