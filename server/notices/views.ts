/**
 * The inbox as its reader sees it, and how much of it is unread.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { noticeAddress, noticesPerPage } from '#server/notices/notice.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { longId, shortId } from '#server/platform/ids.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { unreadOf } from '#server/platform/unread.ts'
import type { Look } from '#server/platform/work.ts'

/** What the bell counts to; beyond, it says "99+". */
const mostCounted = 100
const excerptLength = 180

const noticeView = z.object({
  id: z.string(),
  /** One of this room's own, or of a kind of entries. */
  kind: z.string(),
  /** Was it the reader who was answered? Otherwise they follow the thread. */
  isAnswer: z.boolean(),
  isUnread: z.boolean(),
  at: z.date(),
  /** Where it leads: the post, or the Ping. */
  address: z.string(),
  community: z.object({ slug: z.string(), name: z.string(), hue: z.number() }),
  /** Who did it, or in whose name a Ping is asked; null where they have left the site. */
  who: z.object({ name: z.string(), photo: z.string().nullable() }).nullable(),
  /** The thread's title, or the Ping's question. */
  title: z.string(),
  excerpt: z.string(),
  /** As what a moderator did it, and why; null for every other kind. */
  moderated: z.object({ role: z.enum(['leader', 'moderator', 'site']), why: z.string() }).nullable(),
  /** Its place in the inbox. */
  place: z.string(),
})
export type NoticeView = z.infer<typeof noticeView>

export const inboxView = z.object({
  notices: z.array(noticeView),
  /** Unread altogether, 100 at most. */
  unread: z.number().int(),
  /** `before` of the next page; null on the last. */
  next: z.string().nullable(),
})
export type InboxView = z.infer<typeof inboxView>

/** A place in the inbox: microseconds since 1970, and the notice's id. */
export interface Place {
  readonly at: string
  readonly id: string
}

/** The place that an address or a form names, or null. */
export function placeFrom(text: string | null | undefined): Place | null {
  const [, at, short] = /^(\d{1,17})-([\w-]{22})$/.exec(text ?? '') ?? []
  const id = short ? longId(short) : null
  return at && id ? { at, id } : null
}

interface Row {
  id: string
  kind: NoticeView['kind']
  is_answer: boolean
  read_at: Date | null
  at: Date
  micros: string
  community: NoticeView['community']
  who: NoticeView['who']
  thread: { id: string; title: string } | null
  entry: { id: string; title: string; kind: string; isDraft: boolean } | null
  post_id: string | null
  is_gone: boolean
  text: string | null
  moderated: NoticeView['moderated']
}

/** One page of the actor's notices, newest first, without those they may not see any more. */
export async function readInbox(look: Look, actor: Actor, { before }: { before: Place | null }): Promise<InboxView> {
  const reader = personIdOf(actor) ?? refuse(forbidden)
  const { rows } = await sql<Row>`
    select n.id, n.kind, n.read_at, n.at, (extract(epoch from n.at) * 1000000)::bigint::text as micros,
      json_build_object('slug', c.slug, 'name', c.name, 'hue', c.hue) as community,
      case when w.id is not null then json_build_object('name', w.name, 'photo', w.image) end as who,
      case when t.id is not null then json_build_object('id', t.id, 'title', e.title) end as thread,
      case when a.facts ? 'role' then json_build_object('role', a.facts->>'role', 'why', coalesce(a.facts->>'why', '')) end as moderated,
      case when e.id is not null then json_build_object('id', e.id, 'title', e.title, 'kind', e.kind, 'isDraft', e.shown_from is null) end as entry,
      p.id as post_id, e.removed_at is not null as is_gone, left(p.text, 1000) as text,
      coalesce(answered.author_id, t.opened_by) is not distinct from n.person_id as is_answer
    from notice_shown n
    join community c on c.id = n.community_id
    join activity a on a.id = n.activity_id
    left join post p on p.id = case when n.kind = 'removed' then a.object_id else n.post_id end
    left join thread t on t.id = coalesce(p.thread_id, a.object_id)
    left join entry e on e.id = coalesce(n.entry_id, t.entry_id)
    left join post answered on answered.id = p.parent_id
    left join person w on w.removed_at is null and w.id = coalesce((a.facts->>'voiceId')::uuid, a.actor_id)
    where n.person_id = ${reader} and ${before ? sql`(n.at, n.id) < (timestamptz 'epoch' + ${before.at}::bigint * interval '1 microsecond', ${before.id}::uuid)` : sql`true`}
    order by n.at desc, n.id desc limit ${noticesPerPage + 1}`.execute(look.db as never)
  const notices = rows.slice(0, noticesPerPage).map((row) => viewOf(look, row))
  return {
    notices,
    unread: await unreadOf(look, actor),
    next: rows.length > noticesPerPage ? (notices.at(-1)?.place ?? null) : null,
  }
}

function viewOf({ platform }: Look, row: Row): NoticeView {
  return {
    id: row.id,
    kind: row.kind,
    isAnswer: row.kind === 'reply' && row.is_answer,
    isUnread: row.read_at === null,
    at: row.at,
    address: noticeAddress(platform.declared.kinds, {
      kind: row.kind,
      slug: row.community.slug,
      thread: row.is_gone ? null : row.thread,
      postId: row.post_id,
      entry: row.is_gone ? null : row.entry,
    }),
    community: row.community,
    who: row.who,
    title: row.entry?.title ?? '',
    excerpt: excerpt(row.text ?? '', excerptLength),
    moderated: row.moderated,
    place: `${row.micros}-${shortId(row.id)}`,
  }
}

/** How many notices a person has not read, 100 at most. */
export async function readUnread(look: Look, personId: string): Promise<number> {
  return (await readUnreadOf(look, [personId])).get(personId) ?? 0
}

/** The same for many people, in one statement. */
export async function readUnreadOf(look: Look, personIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; unread: number }>`
    select of.id, (
      select count(*) from (
        select from notice_shown n where n.person_id = of.id and n.marked_at is null and n.read_at is null limit ${mostCounted}
      ) counted
    ) as unread
    from unnest(${personIds}::uuid[]) as of (id)`.execute(look.db as never)
  return new Map(rows.map(({ id, unread }) => [id, unread]))
}
