/**
 * Posts as people see them. What everybody who may read sees is one shape, which live pages are sent too;
 * what is the reader's own (new to them, their reactions, what they may do) is added to it.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { postAbilities } from '#server/discussions/policy.ts'
import { type ReactionKind, reactionKinds, type ThreadFacts } from '#server/discussions/thread.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import type { Look } from '#server/platform/work.ts'

/** Somebody who says something; null where they have left the site. */
export const speakerView = z.object({
  id: z.string(),
  name: z.string(),
  photo: z.string().nullable(),
  title: z.string(),
})
export type SpeakerView = z.infer<typeof speakerView>

const reactionKind = z.enum(reactionKinds)

export const postShape = z.object({
  id: z.string(),
  /** The post it answers; null at the first level. */
  parentId: z.string().nullable(),
  /** The first-level post it stands under; null at the first level. */
  rootId: z.string().nullable(),
  author: speakerView.nullable(),
  /** What the opener of a thread wrote to begin it. */
  isOpening: z.boolean(),
  isAnswer: z.boolean(),
  /** Rendered and safe; empty once removed. */
  html: z.string(),
  language: z.string(),
  /** What a reply to a reply answers; its words are empty where that post was removed. */
  quote: z.object({ postId: z.string(), name: z.string().nullable(), words: z.string() }).nullable(),
  reactions: z.array(z.object({ kind: reactionKind, count: z.number() })),
  postedAt: z.date(),
  editedAt: z.date().nullable(),
  /** A removed post stays as a stub while it has replies. */
  removed: z.object({ by: z.enum(['author', 'moderator']), why: z.string() }).nullable(),
  /** Sorts posts of one list as text. */
  order: z.string(),
})
export type PostShape = z.infer<typeof postShape>

export const postView = postShape.extend({
  /** Said since the reader's last visit, by somebody else. */
  isNew: z.boolean(),
  /** The reactions that are the reader's own. */
  mine: z.array(reactionKind),
  can: z.object({
    reply: z.boolean(),
    react: z.boolean(),
    edit: z.boolean(),
    remove: z.boolean(),
    return: z.boolean(),
    markAnswer: z.boolean(),
  }),
})
export type PostView = z.infer<typeof postView>

export const branchView = postView.extend({ replies: z.array(postView) })
export type BranchView = z.infer<typeof branchView>

interface Row {
  id: string
  parent_id: string | null
  root_id: string | null
  is_opening: boolean
  author_id: string | null
  html: string
  language: string
  posted_at: Date
  edited_at: Date | null
  changed_at: Date
  removed_at: Date | null
  removed_by: string | null
  removed_why: string | null
  name: string | null
  image: string | null
  title: string | null
  place: number
  has_replies: boolean
  quoted: { id: string; name: string | null; words: string } | null
  reactions: { kind: ReactionKind; count: number }[]
  mine: ReactionKind[]
  since_new: boolean
}

/** A post as loaded, with what decides whether and how it is shown. */
export type LoadedPost = Row

/**
 * Loads the posts whose ids a query gives, oldest first. The caller has made sure that the actor may read the thread.
 * @param ids a query of one column `id`
 * @param since posts after this moment count as new; null: none does
 */
export async function loadPosts(
  look: Look,
  readerId: string | null,
  ids: RawBuilder<unknown>,
  since: RawBuilder<unknown>,
): Promise<LoadedPost[]> {
  const { rows } = await sql<Row>`
    with chosen as materialized (${ids})
    select p.id, p.parent_id, p.root_id, p.is_opening, p.author_id, p.language, p.posted_at, p.edited_at, p.changed_at,
      p.removed_at, p.removed_by, p.removed_why,
      case when p.removed_at is null then p.html else '' end as html,
      a.name, a.image, a.title,
      (extract(epoch from p.posted_at) * 1000000)::bigint as place,
      case when p.root_id is null
        then exists (select from post r where r.root_id = p.id and r.removed_at is null)
        else exists (select from post r where r.parent_id = p.id and r.removed_at is null) end as has_replies,
      case when q.id is not null then json_build_object(
        'id', q.id, 'name', case when q.removed_at is null then b.name end,
        'words', case when q.removed_at is null then left(q.text, 600) else '' end) end as quoted,
      array(
        select json_build_object('kind', r.kind, 'count', count(*)) from reaction r
        where r.post_id = p.id and p.removed_at is null group by r.kind) as reactions,
      array(select r.kind from reaction r where r.post_id = p.id and r.person_id = ${readerId}::uuid) as mine,
      coalesce(p.posted_at > ${since} and p.removed_at is null and p.author_id is distinct from ${readerId}::uuid, false) as since_new
    from chosen join post p on p.id = chosen.id
    left join person a on a.id = p.author_id and a.removed_at is null
    left join post q on q.id = p.parent_id and p.parent_id <> p.root_id
    left join person b on b.id = q.author_id and b.removed_at is null
    order by p.posted_at, p.id`.execute(look.db as never)
  return rows
}

/** Is a post to be seen at all? A removed one only as a stub above replies; what opened a thread stays at its head. */
export function isToBeSeen(post: LoadedPost): boolean {
  return !post.removed_at || post.has_replies || post.is_opening
}

/** What everybody who may read sees of a post. */
export function shapeOf(row: LoadedPost, answerPostId: string | null): PostShape {
  return {
    id: row.id,
    parentId: row.parent_id,
    rootId: row.root_id,
    author:
      row.author_id && row.name !== null && !row.removed_at
        ? { id: row.author_id, name: row.name, photo: row.image, title: row.title ?? '' }
        : null,
    isOpening: row.is_opening,
    isAnswer: row.id === answerPostId && !row.removed_at,
    html: row.html,
    language: row.language,
    quote: row.quoted && {
      postId: row.quoted.id,
      name: row.quoted.name,
      words: excerpt(row.quoted.words, 140),
    },
    reactions: reactionKinds.flatMap((kind) => row.reactions.filter((one) => one.kind === kind)),
    postedAt: row.posted_at,
    editedAt: row.removed_at ? null : row.edited_at,
    removed: row.removed_at
      ? { by: row.removed_by === row.author_id ? 'author' : 'moderator', why: row.removed_why ?? '' }
      : null,
    order: String(row.place),
  }
}

/** A post with what is the reader's own. */
export function viewOf(row: LoadedPost, actor: Actor, thread: ThreadFacts): PostView {
  const facts = {
    id: row.id,
    authorId: row.author_id,
    isOpening: row.is_opening,
    removedAt: row.removed_at,
    removedBy: row.removed_by,
  }
  return {
    ...shapeOf(row, thread.answerPostId),
    isNew: row.since_new,
    mine: reactionKinds.filter((kind) => row.mine.includes(kind)),
    can: postAbilities(actor, thread, facts),
  }
}

/** Posts as first-level ones with their replies, without those not to be seen. */
export function branchesOf(rows: readonly LoadedPost[], actor: Actor, thread: ThreadFacts): BranchView[] {
  const branches = new Map<string, BranchView>()
  for (const row of rows.filter(isToBeSeen)) {
    if (!row.root_id) branches.set(row.id, { ...viewOf(row, actor, thread), replies: [] })
  }
  for (const row of rows.filter(isToBeSeen)) {
    if (row.root_id) branches.get(row.root_id)?.replies.push(viewOf(row, actor, thread))
  }
  return [...branches.values()]
}

/** One post as this actor sees it; the caller has made sure that they may read the thread. */
export async function onePost(look: Look, actor: Actor, thread: ThreadFacts, postId: string): Promise<PostView | null> {
  const ids = sql`select id from post where id = ${postId} and thread_id = ${thread.id}`
  const [row] = await loadPosts(look, personIdOf(actor), ids, sql`null::timestamptz`)
  return row && isToBeSeen(row) ? viewOf(row, actor, thread) : null
}
