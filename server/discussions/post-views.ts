/**
 * Posts as people see them. Every reader sees one common shape, which goes to live pages too. The reader's own part
 * (new to them, their reactions, what they may do) is added to it.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { holdReasons } from '#server/communities/room.ts'
import { mayModerate, postAbilities, readsHidden } from '#server/discussions/policy.ts'
import { postFacts, type ReactionKind, reactionKinds, type ThreadFacts } from '#server/discussions/thread.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The author of a post. */
export const speakerView = z.object({
  id: z.string(),
  name: z.string(),
  photo: z.string().nullable(),
  title: z.string(),
})
const reactionKind = z.enum(reactionKinds)

const postShape = z.object({
  id: z.string(),
  /** The post it answers; null at the first level. */
  parentId: z.string().nullable(),
  /** The first-level post it belongs to; null at the first level. */
  rootId: z.string().nullable(),
  author: speakerView.nullable(),
  /** Is it the post that began the thread? */
  isOpening: z.boolean(),
  isAnswer: z.boolean(),
  /** Rendered and safe; empty once removed. */
  html: z.string(),
  language: z.string(),
  /** The post that a reply to a reply answers; its words are empty where that post was removed. */
  quote: z.object({ postId: z.string(), name: z.string().nullable(), words: z.string() }).nullable(),
  reactions: z.array(z.object({ kind: reactionKind, count: z.number() })),
  postedAt: z.date(),
  editedAt: z.date().nullable(),
  /**
   * A removed post stays as a stub while it has replies, and for its author and moderators where somebody else removed
   * it. Only they read why; `name` is the moderator who did it.
   */
  removed: z.object({ by: z.enum(['author', 'moderator']), name: z.string().nullable(), why: z.string() }).nullable(),
  /** Who highlighted it, and why; the name is null where they have left the site. */
  highlight: z.object({ by: z.string().nullable(), why: z.string() }).nullable(),
  /** A text by which one list of posts sorts. */
  order: z.string(),
})
export type PostShape = z.infer<typeof postShape>

export const postView = postShape.extend({
  /**
   * A hidden post is a removed one for everybody but its author and moderators, who read here what it says. `name` is the
   * moderator who hid it; `because` tells one that waits for a moderator.
   */
  hidden: z
    .object({
      because: z.enum(['moderator', 'held']),
      name: z.string().nullable(),
      why: z.string(),
      /** Which rule holds it, and for moderators which word; null where no rule does. */
      held: z.object({ because: z.enum(holdReasons), word: z.string().nullable() }).nullable(),
      author: speakerView.nullable(),
      html: z.string(),
    })
    .nullable(),
  /** Somebody else wrote it since the reader's last visit. */
  isNew: z.boolean(),
  /** The reactions that are the reader's own. */
  mine: z.array(reactionKind),
  can: z.object({
    reply: z.boolean(),
    react: z.boolean(),
    edit: z.boolean(),
    remove: z.boolean(),
    return: z.boolean(),
    hide: z.boolean(),
    show: z.boolean(),
    markAnswer: z.boolean(),
  }),
})
export type PostView = z.infer<typeof postView>

const rowShape = postShape
  .omit({ isAnswer: true, reactions: true, postedAt: true, editedAt: true, removed: true, order: true })
  .extend(postFacts.shape)
  .extend({
    /** Moments are microseconds since 1970: they order posts, and dates are the slowest of all values to read from rows. */
    posted: z.number(),
    edited: z.number().nullable(),
    removedWhy: z.string().nullable(),
    remover: z.string().nullable(),
    /** What a hidden post says, for the few who read it. */
    kept: z
      .object({
        author: speakerView.nullable(),
        html: z.string(),
        held: z.object({ because: z.enum(holdReasons), word: z.string().nullable() }).nullable(),
      })
      .nullable(),
    replyCount: z.number(),
    hasReplies: z.boolean(),
    /** "thanks 3 t,hmm 1 f": kind, how many, whether the reader's own is among them. */
    given: z.string().nullable(),
  })

/** A post as loaded, with the facts that decide whether and how it is shown. */
export type PostViewRow = z.infer<typeof rowShape>

/** For whom posts are loaded and shown. */
export interface Reader {
  readonly actor: Actor
  readonly thread: ThreadFacts
  /** Posts of others after this moment are new to them, in microseconds; null: no post is new. */
  readonly since: number | null
  /** Those of them that they have read all the same. */
  readonly ahead?: readonly string[]
  /** The people whom they blocked. */
  readonly blocked?: readonly string[]
  /** Their own reactions by post, where the rows were read for all. */
  readonly reactions?: ReadonlyMap<string, ReactionKind[]>
}

/** The author from a left join; null where there is none. */
export function speaker(alias: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`case when ${of('id')} is not null then json_build_object('id', ${of('id')}, 'name', ${of('name')},
    'photo', ${of('image')}, 'title', ${of('title')}) end`
}

/** A moment of the database in microseconds since 1970. */
export const micros = (moment: RawBuilder<unknown>) => sql<number>`(extract(epoch from ${moment}) * 1000000)::bigint`

/**
 * Loads the posts whose ids a query gives, oldest first. The caller has checked that the actor may read them.
 * @param readerId the reader whose reactions are marked; null marks none
 * @param ids a query of one column `id`
 */
export async function loadPosts(look: Look, readerId: string | null, ids: RawBuilder<unknown>): Promise<PostViewRow[]> {
  return rows(look, rowShape)`
    with chosen as materialized (${ids})
    select p.id, p.parent_id as "parentId", p.root_id as "rootId", p.is_opening as "isOpening", p.author_id as "authorId", p.language,
      ${micros(sql`p.posted_at`)} as posted, ${micros(sql`p.edited_at`)} as edited, p.removed_at is not null as "isRemoved",
      p.removed_by as "removedBy", p.removed_why as "removedWhy", p.reply_count as "replyCount",
      case when p.removed_at is null then p.html else '' end as html,
      case when p.removed_at is null then ${speaker('a')} end as author,
      case when p.removed_by is distinct from p.author_id and p.removed_at is not null
        then (select x.name from person x where x.id = p.removed_by) end as remover,
      p.hidden_because as "hiddenBecause",
      case when p.hidden_at is not null then json_build_object('author', ${speaker('a')}, 'html', p.html, 'held', (
        select json_build_object('because', h.because, 'word', h.word) from held_post h where h.post_id = p.id)) end as kept,
      p.removed_at is not null and (p.reply_count > 0
        or exists (select from post r where r.parent_id = p.id and r.removed_at is null)) as "hasReplies",
      case when p.highlighted_at is not null and p.removed_at is null then json_build_object(
        'by', (select x.name from person x where x.id = p.highlighted_by), 'why', p.highlighted_why) end as highlight,
      case when p.parent_id <> p.root_id then (
        select json_build_object(
          'postId', q.id, 'name', case when q.removed_at is null then b.name end,
          'words', case when q.removed_at is null then left(q.text, 600) else '' end)
        from post q left join person b on b.id = q.author_id where q.id = p.parent_id) end as quote,
      case when p.removed_at is null then (
        select string_agg(g.kind || ' ' || g.n || ' ' || g.own, ',') from (
          select r.kind, count(*) as n, coalesce(bool_or(r.person_id = ${readerId}::uuid), false) as own
          from reaction r where r.post_id = p.id group by r.kind) g) end as given
    from chosen join post p on p.id = chosen.id
    left join person a on a.id = p.author_id
    order by p.is_opening desc, p.posted_at, p.id`
}

/** Whom a query chooses posts for: one reader, or a moderator, who is told of every post that a moderator removed. */
export type Sight =
  | { readonly actor: Actor; readonly thread: Pick<ThreadFacts, 'communityId' | 'communityStatus'> }
  | 'moderator'

/** The condition that a post is shown to a reader, as {@link isSeenBy} has it: for the query that chooses ids. */
export function seenBy(by: Sight, alias: string): RawBuilder<boolean> {
  const p = (column: string) => sql.ref(`${alias}.${column}`)
  const isModerator = by === 'moderator' || mayModerate(by.actor, by.thread).ok
  const toReader = isModerator ? sql`true` : sql`${p('author_id')} = ${personIdOf(by.actor)}::uuid`
  return sql`(${p('removed_at')} is null or ${p('is_opening')} or ${p('reply_count')} > 0
    or exists (select from post d where d.parent_id = ${p('id')} and d.removed_at is null)
    or (${p('removed_by')} is distinct from ${p('author_id')} or ${p('hidden_at')} is not null) and ${toReader})`
}

/** Does everybody see this post? A removed post is seen only as a stub above replies; a thread's first post always stays. */
export function isToBeSeen(post: PostViewRow): boolean {
  return !post.isRemoved || post.hasReplies || post.isOpening
}

/** Does this reader see it? A post that somebody else removed stays visible to its author and to moderators, with the reason. */
function isSeenBy(post: PostViewRow, reader: Reader): boolean {
  return isToBeSeen(post) || isToldWhy(post, reader)
}

function isToldWhy(post: PostViewRow, { actor, thread }: Reader): boolean {
  if (post.removedBy === post.authorId && !post.hiddenBecause) return false
  return mayModerate(actor, thread).ok || (post.authorId !== null && post.authorId === personIdOf(actor))
}

/** The part of a post that is the same for every reader. */
export function shapeOf(row: PostViewRow, answerPostId: string | null): PostShape {
  const { id, parentId, rootId, author, isOpening, html, language, quote, posted, edited, isRemoved } = row
  return {
    id,
    parentId,
    rootId,
    author,
    isOpening,
    isAnswer: id === answerPostId && !isRemoved,
    highlight: row.highlight,
    html,
    language,
    quote: quote && { ...quote, words: excerpt(quote.words, 140) },
    reactions: reactionsIn(row).map(({ kind, count }) => ({ kind, count })),
    postedAt: new Date(posted / 1000),
    editedAt: edited === null || isRemoved ? null : new Date(edited / 1000),
    removed: isRemoved ? removedOf(row) : null,
    order: String(posted),
  }
}

function removedOf({ removedBy, authorId, remover, hiddenBecause }: PostViewRow): PostShape['removed'] {
  return removedBy === authorId && !hiddenBecause
    ? { by: 'author', name: null, why: '' }
    : { by: 'moderator', name: remover, why: '' }
}

/** A post with the reader's own part. */
function viewOf(row: PostViewRow, reader: Reader): PostView {
  const { actor, thread, since, ahead = [], reactions } = reader
  const shape = shapeOf(row, thread.answerPostId)
  const isOthers = row.authorId === null || row.authorId !== personIdOf(actor)
  return {
    ...shape,
    removed: shape.removed && isToldWhy(row, reader) ? { ...shape.removed, why: row.removedWhy ?? '' } : shape.removed,
    hidden: hiddenOf(row, reader),
    isNew: since !== null && row.posted > since && !row.isRemoved && isOthers && !ahead.includes(row.id),
    mine: reactions ? (reactions.get(row.id) ?? []) : ownReactionsIn(row),
    can: postAbilities(actor, thread, row),
  }
}

function hiddenOf(row: PostViewRow, { actor, thread }: Reader): PostView['hidden'] {
  const { hiddenBecause: because, kept, remover, removedWhy } = row
  if (because === null || kept === null || !readsHidden(actor, thread, row)) return null
  const { held } = kept
  const word = mayModerate(actor, thread).ok ? (held?.word ?? null) : null
  return { because, name: remover, why: removedWhy ?? '', ...kept, held: held && { ...held, word } }
}

/** Posts as this reader sees them, without those they do not see. */
export function viewsOf(rows: readonly PostViewRow[], reader: Reader): PostView[] {
  return rows.filter((row) => isSeenBy(row, reader)).map((row) => viewOf(row, reader))
}

function ownReactionsIn(row: PostViewRow): ReactionKind[] {
  return reactionsIn(row).flatMap(({ kind, isMine }) => (isMine ? [kind] : []))
}

function reactionsIn({ given }: PostViewRow): { kind: ReactionKind; count: number; isMine: boolean }[] {
  if (!given) return []
  const all = given.split(',').map((one) => one.split(' '))
  return reactionKinds.flatMap((kind) => {
    const found = all.find(([name]) => name === kind)
    return found ? [{ kind, count: Number(found[1]), isMine: found[2] === 'true' }] : []
  })
}

/** One post as this actor sees it; the caller has checked that they may read the thread. */
export async function onePost(look: Look, actor: Actor, thread: ThreadFacts, postId: string): Promise<PostView | null> {
  const ids = sql`select id from post where id = ${postId} and thread_id = ${thread.id}`
  const rows = await loadPosts(look, personIdOf(actor), ids)
  return viewsOf(rows, { actor, thread, since: null })[0] ?? null
}
