/**
 * Writes of posts. Each is one statement that first takes its thread's next time (see store.ts), so that a post,
 * what goes with it, and the thread's version come into being together.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { writerFacts } from '#server/communities/room.ts'
import { writerColumn } from '#server/discussions/holding/reads-writer.ts'
import { threadIsElsewhere } from '#server/discussions/order/order.ts'
import { nextChange, type PostRow } from '#server/discussions/store.ts'
import { isBelow, type ReactionKind, type ThreadFacts, threadIsLocked } from '#server/discussions/thread.ts'
import { type Hiding, hideEntry, picturesIn, removeEntry, showEntry, showPictures } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Rendered } from '#server/platform/markdown/markdown.ts'
import { refuse } from '#server/platform/refuse.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

const newPost = idRow.extend({ writer: writerFacts.nullable() })

/**
 * Before a discussion is begun: a fresh id for its post, as the ids of footnotes are made of it, and what the rules of the community
 * need to know of its author.
 */
export async function readNewPost(work: Work, actor: Actor, communityId: string, { source }: { source: string }) {
  const { publicUrl } = work.platform.config
  return onlyRow(work, newPost)`
    select uuidv7() as id, ${writerColumn(actor, sql`${communityId}::uuid`, { source, publicUrl })} as writer`
}

export interface SavePost {
  readonly id: string
  readonly thread: Pick<ThreadFacts, 'id' | 'communityId' | 'entryId'>
  readonly place: { readonly parentId: string; readonly rootId: string } | null
  readonly isOpening: boolean
  readonly authorId: string
  readonly source: string
  readonly rendered: Rendered
  readonly language: string
}

/**
 * Writes a post with its mentions; its author follows the thread (unless they muted it) and has read it.
 * @refuses thread_locked where it was locked meanwhile · thread_elsewhere where what it answers was split off or merged
 */
export async function savePost(work: Work, post: SavePost): Promise<void> {
  const { id, thread, place, isOpening, authorId, source, rendered, language } = post
  const written = rows(work, idRow)`
    with t as (
      update thread set (changed_at, last_post_at) = (select n, n from (select ${nextChange} as n) next),
        reply_count = reply_count + ${isOpening ? 0 : 1}
      -- A thread of its own is not shown any more once its last post is removed: nobody can reply there.
      where id = ${thread.id} and locked_at is null and (entry_id <> id or last_post_at is not null)
      returning id, community_id, entry_id, changed_at
    ), answered as (
      update post set reply_count = reply_count + 1 from t where post.id = ${place?.rootId ?? null}::uuid
    ), followed as (
      insert into thread_follow (community_id, thread_id, person_id, state)
      select community_id, id, ${authorId}::uuid, 'following' from t on conflict do nothing
    ), seen as (
      insert into entry_read (community_id, entry_id, person_id, read_at)
      select community_id, entry_id, ${authorId}::uuid, changed_at from t
      on conflict (person_id, entry_id) do update set read_at = greatest(entry_read.read_at, excluded.read_at)
    ), mentioned as (
      insert into mention (community_id, post_id, person_id)
      select t.community_id, ${id}::uuid, m from t, unnest(${rendered.mentions}::uuid[]) m
    )
    insert into post (id, community_id, thread_id, parent_id, root_id, is_opening, author_id, source, html, text,
      renderer_version, language, posted_at, changed_at)
    select ${id}::uuid, community_id, id, ${place?.parentId ?? null}::uuid, ${place?.rootId ?? null}::uuid, ${isOpening}::boolean,
      ${authorId}::uuid, ${source}, ${rendered.html}, ${rendered.text}, ${rendered.version}::int, ${language}, changed_at, changed_at
    from t returning id`
  const [row] = await written.catch(refuseStray)
  if (!row) refuse(threadIsLocked)
  await showPictures(work, { ...thread, postId: id, source, writerId: authorId })
}

/** The post that was to be answered went into another thread while this one was written. */
function refuseStray(problem: unknown): never {
  const { code, constraint = '' } = problem as { code?: string; constraint?: string }
  if (code === '23503' && constraint.startsWith('post_thread_id_')) refuse(threadIsElsewhere)
  throw problem
}

/** A post that was to be changed went into another thread meanwhile. */
function insistThere(changed: readonly unknown[]): void {
  if (changed.length === 0) refuse(threadIsElsewhere)
}

/** Replaces what a post says, and keeps what it said. Replies that quote it change with it. */
export async function saveEdit(
  work: Work,
  post: PostRow,
  { source, rendered, by }: { source: string; rendered: Rendered; by: string },
): Promise<void> {
  const changed = await rows(work, idRow)`
    with t as (
      update thread set changed_at = ${nextChange} where id = ${post.thread.id} returning changed_at
    ), kept as (
      insert into post_revision (community_id, post_id, source, html, renderer_version, replaced_by)
      select community_id, id, source, html, renderer_version, ${by}::uuid from post where id = ${post.id}
    ), unmentioned as (
      delete from mention where post_id = ${post.id} and person_id <> all(${rendered.mentions}::uuid[])
    ), mentioned as (
      insert into mention (community_id, post_id, person_id)
      select ${post.thread.communityId}::uuid, ${post.id}::uuid, m from unnest(${rendered.mentions}::uuid[]) m on conflict do nothing
    ), quoting as (
      update post set changed_at = t.changed_at from t where parent_id = ${post.id} and root_id <> ${post.id}
    ), pictured as (
      update text_picture set is_former = file_id <> all(${picturesIn(source)}::uuid[]) where post_id = ${post.id}
    )
    update post set source = ${source}, html = ${rendered.html}, text = ${rendered.text}, renderer_version = ${rendered.version},
      edited_at = t.changed_at, changed_at = t.changed_at
    from t where post.id = ${post.id} and post.thread_id = ${post.thread.id} returning post.id`
  insistThere(changed)
  await showPictures(work, { ...post.thread, postId: post.id, source, writerId: by })
}

const hidingReason = z.enum(['moderator', 'held'])

/** A post as taking it away needs it. */
export interface PlacedPost {
  readonly id: string
  readonly parentId: string | null
  readonly rootId: string | null
  readonly thread: Pick<ThreadFacts, 'id' | 'entryId'>
}

/** How a post goes out of sight: removed, or with `because` only hidden. */
export interface Removal {
  readonly by: string | null
  readonly because?: Hiding['because']
  readonly why: string
}

/**
 * Takes a post away, or with null brings it back; whatever stands around it changes with it. One that was held appears now, so it is
 * as new as it is to its readers.
 */
export async function saveRemoval(work: Work, post: PlacedPost, removal: Removal | null) {
  const changed = await rows(work, idRow)`
    with t as (
      update thread set changed_at = ${nextChange},
        answer_post_id = case when ${removal !== null}::boolean and answer_post_id = ${post.id} then null else answer_post_id end
      where id = ${post.thread.id} returning changed_at
    )
    update post set changed_at = t.changed_at,
      posted_at = case when post.id = ${post.id} and ${removal === null}::boolean and hidden_because = 'held' then t.changed_at else posted_at end,
      hidden_at = case when post.id <> ${post.id} then hidden_at when ${Boolean(removal?.because)}::boolean then t.changed_at end,
      hidden_because = case when post.id <> ${post.id} then hidden_because else ${removal?.because ?? null} end,
      removed_at = case when post.id <> ${post.id} then removed_at when ${removal !== null}::boolean then t.changed_at end,
      removed_by = case when post.id = ${post.id} then case when ${Boolean(removal?.because)}::boolean then ${removal?.by ?? null}::uuid else coalesce(${removal?.by ?? null}::uuid, removed_by) end
        else removed_by end,
      removed_why = case when post.id = ${post.id} then ${removal?.why ?? null} else removed_why end
    from t
    where post.thread_id = ${post.thread.id}
      and (post.id in (${post.id}::uuid, ${post.parentId}::uuid, ${post.rootId}::uuid) or post.parent_id = ${post.id})
    returning post.id`
  insistThere(changed.filter(({ id }) => id === post.id))
}

/**
 * Brings a thread in step after a post went or came back, while its row is locked: its last post, what is counted, and
 * whether it is there at all. A thread of its own in which nothing is left goes with its last post, and is only hidden where it
 * begins with a post that is.
 */
export async function settleThread(work: Work, post: PlacedPost, by: string | null): Promise<{ isGone: boolean }> {
  const [row] = await rows(work, () =>
    z.object({
      was_gone: z.boolean(),
      gone: z.boolean(),
      hiding: z.object({ by: z.string().nullable(), because: hidingReason, why: z.string() }).nullable(),
    }),
  )`
    with answered as (
      update post set reply_count = (select count(*) from post r where r.root_id = post.id and r.removed_at is null)
      where id = ${post.rootId}::uuid
    )
    update thread set last_post_at = left_over.last, reply_count = left_over.replies
    from (
      select max(posted_at) as last, count(*) filter (where not is_opening) as replies,
        (select o.last_post_at is null from thread o where o.id = ${post.thread.id}) as was_gone
      from post where thread_id = ${post.thread.id} and removed_at is null
    ) left_over
    where id = ${post.thread.id} returning entry_id = id and last_post_at is null as gone, left_over.was_gone, (
      select json_build_object('by', o.removed_by, 'because', o.hidden_because, 'why', coalesce(o.removed_why, ''))
      from post o where o.thread_id = thread.id and o.is_opening and o.hidden_at is not null) as hiding`
  const isGone = row?.gone ?? true
  if (isBelow(post.thread)) return { isGone }
  const hiding = isGone ? (row?.hiding ?? null) : null
  await removeEntry(work, post.thread.id, isGone && !hiding ? { by } : null)
  if (hiding) await hideEntry(work, post.thread.id, hiding)
  else if (isGone || row?.was_gone) await showEntry(work, post.thread.id)
  return { isGone }
}

/** Highlights a post, or with null ends that. */
export async function saveHighlight(
  work: Work,
  post: PostRow,
  highlight: { by: string; why: string } | null,
): Promise<void> {
  const changed = await rows(work, idRow)`
    with t as (
      update thread set changed_at = ${nextChange} where id = ${post.thread.id} returning changed_at
    )
    update post set changed_at = t.changed_at, highlighted_by = ${highlight?.by ?? null}::uuid, highlighted_why = ${highlight?.why ?? null},
      highlighted_at = case when ${highlight !== null}::boolean then coalesce(highlighted_at, t.changed_at) end
    from t where post.id = ${post.id} and post.thread_id = ${post.thread.id} returning post.id`
  insistThere(changed)
}

/** Puts a person's word under a post or takes it away; `toggle` does whichever changes something. */
export async function saveReaction(
  work: Work,
  post: PostRow,
  reaction: { kind: ReactionKind; personId: string; to: 'on' | 'off' | 'toggle' },
): Promise<void> {
  const { kind, personId, to } = reaction
  const changed = await rows(work, idRow)`
    with t as (
      update thread set changed_at = ${nextChange} where id = ${post.thread.id} returning changed_at
    ), gone as (
      delete from reaction where post_id = ${post.id} and kind = ${kind} and person_id = ${personId} and ${to !== 'on'}::boolean
      returning post_id
    ), came as (
      insert into reaction (community_id, post_id, person_id, kind)
      select ${post.thread.communityId}::uuid, ${post.id}::uuid, ${personId}::uuid, ${kind}
      where ${to !== 'off'}::boolean and not exists (select from gone)
      on conflict do nothing
    )
    update post set changed_at = t.changed_at from t
    where post.id = ${post.id} and post.thread_id = ${post.thread.id} returning post.id`
  insistThere(changed)
}

/** The people a post mentions. */
export async function readMentions(work: Work, postId: string): Promise<string[]> {
  const found = await work.tx.selectFrom('mention').select('person_id').where('post_id', '=', postId).execute()
  return found.map((one) => one.person_id)
}
