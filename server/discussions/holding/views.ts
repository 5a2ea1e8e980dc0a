/**
 * Edits that wait, for those who moderate.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type CommunityHead, holdReasons } from '#server/communities/room.ts'
import { postAddress } from '#server/discussions/thread.ts'
import { isForReader } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** So many are read at once; those behind them come as these are decided. */
const mostEdits = 50

const waitingRow = z.object({
  postId: z.string(),
  thread: z.object({ id: z.string(), title: z.string() }),
  /** Null where they have left the site. */
  author: z.object({ id: z.string(), name: z.string(), photo: z.string().nullable() }).nullable(),
  because: z.enum(holdReasons),
  /** Which word of the list. */
  word: z.string().nullable(),
  heldAt: z.date(),
  language: z.string(),
  /** What the post says now, and what it is to say: rendered and safe. */
  before: z.string(),
  source: z.string(),
  /** Its readers are not the reader of the queue. */
  isForOthers: z.boolean(),
})

export const waitingEditView = waitingRow.omit({ source: true }).extend({ after: z.string(), address: z.string() })
export type WaitingEdit = z.infer<typeof waitingEditView>

/** Edits that wait, of posts that are there: `h`, with the post `p` in its thread `t`. */
export const waitingEdits = sql`held_post h join post p on p.id = h.post_id and p.removed_at is null join thread_shown t on t.id = p.thread_id`

/** How many edits of others wait in the community `c`. */
export function countWaitingEdits(personId: string | null): RawBuilder<number> {
  return sql<number>`select count(*) from ${waitingEdits}
    where h.community_id = c.id and h.source is not null and p.author_id is distinct from ${personId}::uuid`
}

/** The edits of others that wait in a community in which the actor moderates, the oldest first. */
export async function listWaitingEdits(
  look: Look,
  actor: Actor,
  community: Pick<CommunityHead, 'id' | 'slug'>,
): Promise<WaitingEdit[]> {
  const found = await rows(look, waitingRow)`
    select p.id as "postId", json_build_object('id', t.id, 'title', t.title) as thread,
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name, 'photo', a.image) end as author,
      h.because, h.word, h.held_at as "heldAt", p.language, p.html as before, h.source, not ${isForReader('t', actor)} as "isForOthers"
    from ${waitingEdits} left join person a on a.id = p.author_id
    where h.community_id = ${community.id} and h.source is not null and p.author_id is distinct from ${personIdOf(actor)}::uuid
    order by h.held_at, h.post_id limit ${sql.lit(mostEdits)}`
  return Promise.all(
    found.map(async ({ source, ...edit }) => ({
      ...edit,
      address: postAddress(community.slug, edit.thread, edit.postId),
      after: (await renderMarkdown(source, { anchor: edit.postId })).html,
    })),
  )
}
