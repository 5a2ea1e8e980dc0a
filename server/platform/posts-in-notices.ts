/**
 * What notices show of posts below entries: the room that keeps the posts gives fragments of SQL, so that a page of the
 * inbox stays one statement.
 */
import type { RawBuilder } from 'kysely'
import type { EntryRef } from '#server/platform/entry-kind.ts'
import type { Look } from '#server/platform/work.ts'

export interface PostsInNotices {
  /** Of an activity `a`: a row with the post it is about as `post_id`, and as `since` from when that is news; both may be null. */
  readonly postOfActivity: RawBuilder<unknown>
  /** Of a notice `n` and its activity `a`: a row with `post_id`, `thread_id`, `discussion_id`, `text`, `html`, `is_answer`, `is_undone`. */
  readonly postOfNotice: RawBuilder<unknown>
  /** Where a post is read, or its whole discussion. */
  address(slug: string, thread: EntryRef, postId: string | null): string
  /** The entry that a discussion is, or stands below; null where it is gone. */
  entryOf(look: Look, threadId: string): Promise<string | null>
}
