/**
 * The inbox as its reader sees it, and how much of it is unread.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import { noticeAddress, noticesPerPage } from '#server/notices/notice.ts'
import { listNotices, type NoticeRow } from '#server/notices/reads-notices.ts'
import { type Actor, type PersonActor, personIdOf } from '#server/platform/actor.ts'
import { longId, shortId } from '#server/platform/ids.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { unreadOf } from '#server/platform/unread.ts'
import type { Look } from '#server/platform/work.ts'

/** The bell counts up to this number, and says "9+" then: whether somebody may still see a notice takes fifteen pages of the database each. */
const mostCounted = 10
const excerptLength = 180

const moderated = z.object({ role: z.enum(['leader', 'moderator', 'site']), why: z.string() })
const noticeView = z.object({
  id: z.string(),
  /** As a room declares it. */
  kind: z.string(),
  /** Was it the reader who was answered? Otherwise they follow the thread. */
  isAnswer: z.boolean(),
  isUnread: z.boolean(),
  at: z.date(),
  /** Where it leads: the post, or the entry. */
  address: z.string(),
  community: z.object({ slug: z.string(), name: z.string(), hue: z.number() }),
  /** The person who did it, or in whose name it was done; null where they have left the site. */
  who: z.object({ name: z.string(), photo: z.string().nullable() }).nullable(),
  /** The title of the entry, or of what else it is about. */
  title: z.string(),
  excerpt: z.string(),
  /** What the reader said of themselves, where that is why they get it; else `''`. */
  ownWords: z.string(),
  /** The moderator's role and reason; null for every other kind. */
  moderated: moderated.nullable(),
  /** Its place in the inbox. */
  place: z.string(),
})
export type NoticeView = z.infer<typeof noticeView>

export const inboxView = z.object({
  notices: z.array(noticeView),
  /** Unread altogether, 10 at most. */
  unread: z.number().int(),
  /** `before` of the next page; null on the last. */
  next: z.string().nullable(),
})
export type InboxView = z.infer<typeof inboxView>

/** A place in the inbox: microseconds since 1970, and the notice's id. */
export interface InboxCursor {
  readonly at: string
  readonly id: string
}

/** The place that an address or a form names, or null. */
export function cursorFrom(text: string | null | undefined): InboxCursor | null {
  const [, at, short] = /^(\d{1,17})-([\w-]{22})$/.exec(text ?? '') ?? []
  const id = short ? longId(short) : null
  return at && id ? { at, id } : null
}

/** One page of the actor's notices, newest first, without those they may not see any more. */
export async function readInbox(
  look: Look,
  actor: Actor,
  { before }: { before: InboxCursor | null },
): Promise<InboxView> {
  const reader = personIdOf(actor) ?? refuse(forbidden)
  const earlier = before
    ? sql`(n.at, n.id) < (timestamptz 'epoch' + ${before.at}::bigint * interval '1 microsecond', ${before.id}::uuid)`
    : sql`true`
  const page = sql`${earlier} order by n.at desc, n.id desc limit ${noticesPerPage + 1}`
  const rows = await listNotices(look, reader, page, 'in short')
  const notices = rows.slice(0, noticesPerPage).map((row) => viewOf(look, row))
  return {
    notices,
    unread: await unreadOf(look, actor),
    next: rows.length > noticesPerPage ? (notices.at(-1)?.place ?? null) : null,
  }
}

function viewOf({ platform }: Look, row: NoticeRow): NoticeView {
  return {
    id: row.id,
    kind: row.kind,
    isAnswer: row.isAnswer,
    isUnread: !row.isRead,
    at: row.at,
    address: noticeAddress(platform.declared, row.community.slug, row),
    community: row.community,
    who: row.by === null ? null : { name: row.by, photo: row.photo },
    title: row.title,
    excerpt: excerpt(row.text ?? '', excerptLength),
    ownWords: row.ownWords,
    moderated: row.role ? moderated.parse(row) : null,
    place: `${row.micros}-${shortId(row.id)}`,
  }
}

/** How many notices the actor has not read, 10 at most. */
export async function countUnread(look: Look, actor: PersonActor): Promise<number> {
  const { looked, open } = await readOpenUnread(look, actor)
  return open >= mostCounted ? mostCounted : open === looked ? open : readUnread(look, actor.personId)
}

/** Among many unread notices a few are often not open any more, and the next ones are looked at instead. */
const mostLookedAt = mostCounted + 3

const openUnread = z.object({ looked: z.number(), open: z.number() })

/** Of the unread notices looked at, how many are open to the actor by what their entry says; of the others the view of notices knows. */
function readOpenUnread(look: Look, actor: PersonActor) {
  const mine = actor.memberships.map(({ communityId }) => communityId)
  return onlyRow(look, openUnread)`
    select count(*)::int as looked,
      (count(*) filter (where n.is_open and n.community_id = any(${mine}::uuid[]) and ${isForReader('n', actor)}))::int as open
    from (
      select n.* from notice_of_entry n
      where n.person_id = ${actor.personId}::uuid and n.marked_at is null and n.read_at is null limit ${sql.lit(mostLookedAt)}
    ) n`
}

/** The same for a person who is not the one who asks. */
export async function readUnread(look: Look, personId: string): Promise<number> {
  return (await readUnreadOf(look, [personId])).get(personId) ?? 0
}

/** The same for many people, in one statement. */
export async function readUnreadOf(look: Look, personIds: readonly string[]): Promise<Map<string, number>> {
  const found = await rows(look, () => z.object({ id: z.string(), unread: z.number() }))`
    select of.id, (
      select count(*) from (
        select from notice_shown n where n.person_id = of.id and n.marked_at is null and n.read_at is null limit ${mostCounted}
      ) counted
    ) as unread
    from unnest(${personIds}::uuid[]) as of (id)`
  return new Map(found.map(({ id, unread }) => [id, unread]))
}
