/**
 * Threads and posts for use cases: loads for an actor, and writes. Every write moves `thread.changed_at` on, which takes
 * the thread's row lock until the commit: so changes of one thread become visible in the order of their times.
 */
import { sql } from 'kysely'
import type { About, OpenDiscussion } from '#server/discussions/open-discussion.ts'
import type { Work } from '#server/platform/work.ts'

/** The next time of a thread: now, and always later than its last, whatever the clock does. */
const nextChange = sql<Date>`greatest(app_clock(), thread.changed_at + interval '1 microsecond')`

/** Writes the thread of a resource or a Ping, or finds the one there is; nobody has said anything in it yet. */
export async function saveThreadAbout(work: Work, opening: OpenDiscussion): Promise<string> {
  const { communityId, about, title, prompt, language, openedBy, isShown } = opening
  const { id } = await work.tx
    .insertInto('thread')
    .values({
      community_id: communityId,
      about_kind: about.kind,
      about_id: about.id,
      title: title.slice(0, 300),
      prompt,
      language,
      opened_by: openedBy,
      is_shown: isShown,
      last_post_at: null,
    })
    .onConflict((same) =>
      same.columns(['about_kind', 'about_id']).doUpdateSet((old) => ({ about_kind: old.ref('thread.about_kind') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Changes title, prompt or visibility of the thread of a resource or a Ping; gives its id, or null where there is none. */
export async function changeThreadAbout(
  work: Work,
  about: About,
  change: { title?: string; prompt?: string; isShown?: boolean },
): Promise<string | null> {
  const changed = await work.tx
    .updateTable('thread')
    .set({
      changed_at: nextChange,
      ...(change.title === undefined ? {} : { title: change.title.slice(0, 300) }),
      ...(change.prompt === undefined ? {} : { prompt: change.prompt }),
      ...(change.isShown === undefined ? {} : { is_shown: change.isShown }),
    })
    .where('about_kind', '=', about.kind)
    .where('about_id', '=', about.id)
    .returning('id')
    .executeTakeFirst()
  return changed?.id ?? null
}
