/**
 * Notices with everything they show: who did what, where. The room that stores posts below an entry shows them.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { type News, type NoticeKind, news } from '#server/platform/notice-kind.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** One notice. */
const noticeRow = news.extend({
  id: z.string(),
  at: z.date(),
  /** The same in microseconds since 1970. */
  micros: z.string(),
  community: z.object({ slug: z.string(), name: z.string(), hue: z.number() }),
  photo: z.string().nullable(),
})
export type NoticeRow = z.infer<typeof noticeRow>
const storedNotice = noticeRow.omit({ title: true })

/**
 * The notices of one person that they may still see.
 * @param which the condition and the order; a notice is `n` in it
 */
export async function listNotices(
  look: Look,
  personId: string,
  which: RawBuilder<unknown>,
  posts: 'in short' | 'in full',
): Promise<NoticeRow[]> {
  const { notices, postsInNotices } = look.platform.declared
  const namesUsed = Object.fromEntries([...notices.values()].map(({ kind, inNameOfFact = '' }) => [kind, inNameOfFact]))
  const found = await rows(look, storedNotice)`
    select n.id, n.kind, n.activity_id as "activityId", n.at, (extract(epoch from n.at) * 1000000)::bigint::text as micros, n.read_at is not null as "isRead",
      json_build_object('slug', c.slug, 'name', c.name, 'hue', c.hue) as community,
      w.id as "byId", w.name as by, w.image as photo, coalesce(a.facts->>'role', '') as role, coalesce(a.facts->>'why', '') as why,
      case when e.id is not null then json_build_object('id', e.id, 'title', e.title, 'kind', e.kind,
        'isDraft', e.shown_from is null, 'isGone', e.removed_at is not null) end as entry,
      ${aboutColumn([...notices.values()])} as about, ${ownWordsColumn([...notices.values()])} as "ownWords",
      said.post_id as "postId", said.thread_id as "threadId", said.text, said.is_answer as "isAnswer", said.is_undone as "isUndone",
      ${posts === 'in full' ? sql`said.html, said.discussion_id` : sql`null as html, null`} as "discussionId"
    from notice_shown n
    join community_shown c on c.id = n.community_id
    join activity a on a.id = n.activity_id
    left join entry e on e.id = coalesce(n.entry_id, a.entry_id)
    left join lateral (${postsInNotices.postOfNotice}) said on true
    left join person w on w.id = coalesce((a.facts->>(${JSON.stringify(namesUsed)}::jsonb->>n.kind))::uuid, a.actor_id)
    where n.person_id = ${personId} and ${which}`
  return found.map((one) => ({ ...one, title: one.entry?.title ?? one.about?.title ?? '' }))
}

/** What a notice's activity was about, where that is no entry. */
function aboutColumn(kinds: readonly NoticeKind[]): RawBuilder<unknown> {
  const cases = kinds.flatMap(({ kind, about }) =>
    about
      ? [sql`when ${sql.lit(kind)} then json_build_object('id', a.object_id, 'title', coalesce(${about.title}, ''))`]
      : [],
  )
  return cases.length > 0 ? sql`case n.kind ${sql.join(cases, sql` `)} end` : sql`null`
}

/** What the reader of a notice said of themselves, where its kind tells. */
function ownWordsColumn(kinds: readonly NoticeKind[]): RawBuilder<unknown> {
  const cases = kinds.flatMap(({ kind, ownWords }) =>
    ownWords ? [sql`when ${sql.lit(kind)} then coalesce(${ownWords}, '')`] : [],
  )
  return cases.length > 0 ? sql`case n.kind ${sql.join(cases, sql` `)} else '' end` : sql`''`
}

/**
 * These notices of one person for a mail, oldest first, without those they may not see any more or whose entry is gone. One that was
 * never about an entry, or says that something is gone, needs none.
 */
export async function listNews(look: Look, personId: string, noticeIds: readonly string[]): Promise<News[]> {
  const which = sql`n.id = any(${noticeIds}::uuid[]) order by n.at, n.id`
  const { notices } = look.platform.declared
  const all = await listNotices(look, personId, which, 'in full')
  return all
    .filter(({ kind, entry, about }) => entry || about || notices.get(kind)?.ofGone)
    .map((one) => ({ ...one, by: one.by && mailName(one.by) }))
}
