/** Announcements as people see them. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { announcementAddress, announcementChannel, announcementShape } from '#server/announcements/announcement.ts'
import { abilities } from '#server/announcements/policy.ts'
import { announcementColumns, announcementJoins, visibleTo } from '#server/announcements/store.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { hiddenColumn, hiddenView, isInAudience, readersView } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { excerpt } from '#server/platform/markdown/markdown.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const personView = z.object({
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  photo: z.string().nullable(),
})

/** One as a line of a list. */
export const announcementItemView = z.object({
  id: z.string(),
  address: z.string(),
  title: z.string(),
  language: z.string(),
  state: announcementShape.shape.state,
  /** How it begins. */
  excerpt: z.string(),
  /** From whom it is: its voice, or who published it; of a draft, who wrote it. Null where they have left the site. */
  from: personView.nullable(),
  publishAt: z.date().nullable(),
  publishedAt: z.date().nullable(),
  changedAt: z.date().nullable(),
  isPinned: z.boolean(),
  /** The reader was told of it, and has not seen it yet. */
  isNew: z.boolean(),
  asksConfirmation: z.boolean(),
  /** Whether the reader has confirmed it. */
  hasConfirmed: z.boolean(),
  readers: readersView,
  can: z.object({
    write: z.boolean(),
    publish: z.boolean(),
    pin: z.boolean(),
    withdraw: z.boolean(),
    return: z.boolean(),
    confirm: z.boolean(),
    seeReaders: z.boolean(),
  }),
})
export type AnnouncementItem = z.infer<typeof announcementItemView>

/** One as its page shows it. Of a withdrawn one only those who announce see the text. */
export const announcementView = announcementItemView.extend({
  community: z.object({ id: z.string(), slug: z.string() }),
  html: z.string(),
  version: z.number(),
  hasDiscussion: z.boolean(),
  pinnedUntil: z.date().nullable(),
  remindedAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
  voiceId: z.string().nullable(),
  /** Who sent it in somebody else's name. */
  sentBy: personView.nullable(),
  hidden: hiddenView,
  /** How many of those it is for have confirmed; null where it asks for nothing. */
  confirmed: z.object({ count: z.number(), of: z.number() }).nullable(),
  live: z.object({ topic: z.string(), version: z.string() }),
})
export type AnnouncementView = z.infer<typeof announcementView>

const person = (alias: string) => {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`case when ${of('id')} is not null then json_build_object('personId', ${of('id')}, 'name', ${of('name')},
    'title', ${of('title')}, 'photo', ${of('image')}) end`
}

const besideRow = {
  text: z.string(),
  from: personView.nullable(),
  isPinned: z.boolean(),
  isNew: z.boolean(),
  hasConfirmed: z.boolean(),
}
const itemRow = announcementShape.extend(besideRow)
const pageRow = itemRow.extend({
  html: z.string(),
  version: z.number(),
  sentBy: personView.nullable(),
  hidden: hiddenView,
  confirmed: announcementView.shape.confirmed,
})

/** What a list shows of each. The reader has seen one whose notice they have read, on its page or in the inbox. */
const itemColumns = (
  me: string | null,
) => sql`${announcementColumns}, left(b.text, 600) as text, ${person('f')} as from,
  coalesce(n.state = 'published' and n.pinned_until > app_now(), false) as "isPinned",
  exists (select from notice x where x.person_id = ${me}::uuid and x.entry_id = n.id and x.post_id is null and x.read_at is null
    and not exists (select from entry_read r where r.person_id = x.person_id and r.entry_id = n.id and r.read_at >= x.at)) as "isNew",
  exists (select from announcement_confirmation x where x.announcement_id = n.id and x.person_id = ${me}::uuid) as "hasConfirmed"`
const fromJoin = sql`left join person f on f.id = coalesce(n.voice_id, n.published_by, e.author_id) and f.removed_at is null`

/** The members who are asked to confirm the announcement `n`. */
export const askedMembers = sql`membership_shown m where m.community_id = n.community_id and ${isInAudience(sql`e.audience_id`, sql`m.person_id`)}
  and m.person_id is distinct from n.voice_id and m.person_id is distinct from n.published_by`

/** How many of them have, as a column; null where it asks for nothing. */
export const confirmedColumn = sql`case when n.asks_confirmation then (
  select json_build_object('count', count(x.person_id), 'of', count(*))
  from (select m.person_id from ${askedMembers}) asked
  left join announcement_confirmation x on x.announcement_id = n.id and x.person_id = asked.person_id) end`

/** Announcements of a community the actor may read, in an order; one query. */
export async function readItems(
  look: Look,
  actor: Actor,
  community: Pick<CommunityHead, 'id'>,
  which: { where: RawBuilder<unknown>; order: RawBuilder<unknown>; limit: number },
): Promise<AnnouncementItem[]> {
  const found = await rows(look, itemRow)`
    select ${itemColumns(personIdOf(actor))} from ${announcementJoins} ${fromJoin}
    where n.community_id = ${community.id} and ${visibleTo(actor, community.id)} and ${which.where}
    order by ${which.order} limit ${which.limit}`
  return found.map((row) => itemOf(actor, row))
}

/** One for its page; null where there is none for this actor. One query. */
export async function readOne(look: Look, actor: Actor, community: CommunityHead, id: string) {
  const [row] = await rows(look, pageRow)`
    select ${itemColumns(personIdOf(actor))}, b.html, b.version, ${person('s')} as "sentBy", ${hiddenColumn('e')} as hidden,
      ${confirmedColumn} as confirmed
    from ${announcementJoins} ${fromJoin}
    left join person s on s.id = n.published_by and n.voice_id is not null and n.voice_id <> n.published_by and s.removed_at is null
    where n.id = ${id} and n.community_id = ${community.id} and ${visibleTo(actor, community.id, 'hidden too')}`
  return row ? viewOf(actor, row) : null
}

function itemOf(actor: Actor, row: z.infer<typeof itemRow>): AnnouncementItem {
  const { slug, text, ...one } = row
  return {
    id: one.id,
    address: announcementAddress(slug, one),
    title: one.title,
    language: one.language,
    state: one.state,
    // How it begins: a list below the first words reads badly in one line.
    excerpt: excerpt(text.split('\n- ', 1)[0] ?? '', 200),
    from: one.from,
    publishAt: one.publishAt,
    publishedAt: one.publishedAt,
    changedAt: one.changedAt,
    isPinned: one.isPinned,
    isNew: one.isNew,
    asksConfirmation: one.asksConfirmation,
    hasConfirmed: one.hasConfirmed,
    readers: one.readers,
    can: abilities(actor, row),
  }
}

function viewOf(actor: Actor, row: z.infer<typeof pageRow>): AnnouncementView {
  const item = itemOf(actor, row)
  const isKeptBack = row.state === 'withdrawn' && !item.can.return
  const nothing = { write: false, publish: false, pin: false, withdraw: false, return: false, confirm: false }
  return {
    ...item,
    excerpt: isKeptBack ? '' : item.excerpt,
    // Nobody does anything with one while it is hidden.
    can: row.hidden ? { ...nothing, seeReaders: item.can.seeReaders } : item.can,
    community: { id: row.communityId, slug: row.slug },
    html: isKeptBack ? '' : row.html,
    version: row.version,
    hasDiscussion: row.hasDiscussion,
    pinnedUntil: row.isPinned ? row.pinnedUntil : null,
    remindedAt: row.remindedAt,
    withdrawnAt: row.withdrawnAt,
    voiceId: row.voiceId,
    sentBy: row.sentBy,
    hidden: row.hidden,
    confirmed: row.confirmed,
    live: { topic: announcementChannel(row.id), version: liveVersion(row) },
  }
}

/** What an open page shows of one, as a version. */
export function liveVersion({
  state,
  version,
  confirmed,
}: {
  readonly state: string
  readonly version: number
  readonly confirmed: { readonly count: number; readonly of: number } | null
}): string {
  return `${state}.${version}.${confirmed ? `${confirmed.count}.${confirmed.of}` : ''}`
}
