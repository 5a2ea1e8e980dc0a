/** Reads and writes of cases, reports, mutes and answers for use cases. */
import { sql } from 'kysely'
import { z } from 'zod'
import { caseStates, type ReportReason } from '#server/moderation/case.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const reportedThing = z.object({
  entryId: z.string(),
  postId: z.string().nullable(),
  authorId: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  /** The people by name for whom it is: then those who moderate see only the post and the two before it. */
  isForFew: z.boolean(),
})
export type ReportedThing = z.infer<typeof reportedThing>

const isForNamed = sql<boolean>`e.audience_id is not null and exists (select from audience_person a where a.audience_id = e.audience_id)`

/** A post that its reader has found, with what reporting it needs. */
export async function readPostToReport(look: Look, postId: string): Promise<ReportedThing | null> {
  const [row] = await rows(look, reportedThing)`
    select e.id as "entryId", p.id as "postId", p.author_id as "authorId", e.kind, e.title, ${isForNamed} as "isForFew"
    from post p join thread t on t.id = p.thread_id join entry e on e.id = t.entry_id where p.id = ${postId} and p.removed_at is null`
  return row ?? null
}

/** An entry that this person may read. */
export async function readEntryToReport(
  look: Look,
  { communityId, entryId, personId }: { communityId: string; entryId: string; personId: string },
): Promise<ReportedThing | null> {
  const [row] = await rows(look, reportedThing)`
    select e.id as "entryId", null as "postId", e.author_id as "authorId", e.kind, e.title, ${isForNamed} as "isForFew"
    from entry_open e join entry_reader r on r.entry_id = e.id and r.person_id = ${personId}
    where e.id = ${entryId} and e.community_id = ${communityId} limit 1`
  return row ?? null
}

/** Opens a case about a thing, or finds the one that is open. */
export async function openCase(
  work: Work,
  { communityId, entryId, postId }: { communityId: string; entryId: string; postId: string | null },
): Promise<{ id: string; isNew: boolean }> {
  const target = postId
    ? sql`(post_id) where kept_at is null and post_id is not null`
    : sql`(entry_id) where kept_at is null and post_id is null`
  return onlyRow(work, () => idRow.extend({ isNew: z.boolean() }))`
    insert into moderation_case (community_id, entry_id, post_id) values (${communityId}, ${entryId}, ${postId}::uuid)
    on conflict ${target} do update set opened_at = moderation_case.opened_at
    returning id, xmax = 0 as "isNew"`
}

/** Saves a report; reporting again changes its reason and words. @returns whether it is a first report of this person */
export async function saveReport(
  work: Work,
  one: { caseId: string; personId: string; reason: ReportReason; words: string },
): Promise<boolean> {
  const { isNew } = await onlyRow(work, () => z.object({ isNew: z.boolean() }))`
    insert into report (community_id, case_id, person_id, reason, words)
    select k.community_id, k.id, ${one.personId}::uuid, ${one.reason}, ${one.words} from moderation_case k where k.id = ${one.caseId}
    on conflict (case_id, person_id) do update set reason = excluded.reason, words = excluded.words
    returning xmax = 0 as "isNew"`
  return isNew
}

const caseRow = z.object({
  id: z.string(),
  communityId: z.string(),
  entryId: z.string(),
  postId: z.string().nullable(),
  authorId: z.string().nullable(),
  /** In which language its author is told. */
  authorLocale: z.string().nullable(),
  reports: z.number(),
  isHeld: z.boolean(),
  /** Does a discussion of its own begin with this post? */
  isOpening: z.boolean(),
  /** Is this post itself hidden or removed, and not only what it stands in? */
  isPostGone: z.boolean(),
  state: z.enum(caseStates),
})
export type CaseRow = z.infer<typeof caseRow>

/** One case of a community, locked until the transaction ends: of two decisions at once the second finds it decided. */
export async function lockCase(work: Work, communityId: string, caseId: string): Promise<CaseRow | null> {
  await sql`select from moderation_case where id = ${caseId} for update`.execute(work.tx)
  const [row] = await rows(work, caseRow)`
    select k.id, k.community_id as "communityId", k.entry_id as "entryId", k.post_id as "postId", k.author_id as "authorId",
      (select a.locale from person a where a.id = k.author_id) as "authorLocale", k.reports, k.is_held as "isHeld", k.state,
      coalesce(p.is_opening and p.thread_id = k.entry_id, false) as "isOpening",
      p.removed_at is not null as "isPostGone"
    from moderation_case_now k left join post p on p.id = k.post_id where k.id = ${caseId} and k.community_id = ${communityId}`
  return row ?? null
}

/** Writes that a case is kept by somebody, or with null that it waits again. */
export async function saveKept(work: Work, caseId: string, by: string | null): Promise<void> {
  await work.tx
    .updateTable('moderation_case')
    .set({ kept_at: by ? sql<Date>`app_now()` : null, kept_by: by })
    .where('id', '=', caseId)
    .execute()
}

const mutedPerson = z.object({
  name: z.string(),
  /** Do they lead or moderate here? */
  isLeading: z.boolean(),
  isManager: z.boolean(),
  /** Leaders beside them who are not muted. */
  otherManagers: z.number(),
  until: z.date().nullable(),
})

/** A member as muting needs them; null where they are none. Call it with the community locked. */
export async function readMutedPerson(work: Work, communityId: string, personId: string) {
  const [row] = await rows(work, mutedPerson)`
    select p.name,
      exists (select from membership_role r join role_permission g on g.role = r.role and g.permission in ('moderate', 'community_settings')
        where r.community_id = m.community_id and r.person_id = m.person_id) as "isLeading",
      exists (select from membership_role r where r.community_id = m.community_id and r.person_id = m.person_id and r.role = 'manager') as "isManager",
      (select count(*) from membership_role r join membership_shown o using (community_id, person_id)
        join person q on q.id = o.person_id and q.removed_at is null
        where r.community_id = m.community_id and r.role = 'manager' and r.person_id <> m.person_id
          and not exists (select from mute u where u.community_id = r.community_id and u.person_id = r.person_id and u.until > app_now()))
        as "otherManagers",
      (select u.until from mute u where u.community_id = m.community_id and u.person_id = m.person_id and u.until > app_now()) as until
    from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
    where m.community_id = ${communityId} and m.person_id = ${personId}`
  return row ?? null
}

/** Mutes somebody for so many days from now. @returns until when */
export async function saveMute(
  work: Work,
  one: { communityId: string; personId: string; days: number; by: string | null },
): Promise<Date> {
  const { until } = await onlyRow(work, () => z.object({ until: z.date() }))`
    insert into mute (community_id, person_id, until, muted_by)
    values (${one.communityId}, ${one.personId}, app_now() + make_interval(days => ${one.days}::int), ${one.by}::uuid)
    on conflict (community_id, person_id) do update set until = excluded.until, muted_at = app_now(), muted_by = excluded.muted_by
    returning until`
  return until
}

/** Ends a mute. @returns whether there was one */
export async function deleteMute(work: Work, communityId: string, personId: string): Promise<boolean> {
  const gone = await work.tx
    .deleteFrom('mute')
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .where('until', '>', sql<Date>`app_now()`)
    .returning('person_id')
    .executeTakeFirst()
  return gone !== undefined
}

/** Saves the one answer to an act. @returns false where there is one */
export async function saveAnswer(
  work: Work,
  one: { activityId: string; communityId: string; personId: string; words: string },
): Promise<boolean> {
  const saved = await work.tx
    .insertInto('moderation_answer')
    .values({
      activity_id: one.activityId,
      community_id: one.communityId,
      person_id: one.personId,
      words: one.words,
      answered_at: sql<Date>`app_now()`,
    })
    .onConflict((same) => same.doNothing())
    .returning('activity_id')
    .executeTakeFirst()
  return saved !== undefined
}

/** Puts an answer aside as read. @returns false where there is none in this community */
export async function saveSeen(
  work: Work,
  communityId: string,
  activityId: string,
  by: string | null,
): Promise<boolean> {
  const saved = await work.tx
    .updateTable('moderation_answer')
    .set({ seen_at: sql<Date>`coalesce(seen_at, app_now())`, seen_by: by })
    .where('activity_id', '=', activityId)
    .where('community_id', '=', communityId)
    .returning('activity_id')
    .executeTakeFirst()
  return saved !== undefined
}

/** What an entry is and whose, also of a removed one. */
export async function readEntry(
  work: Work,
  entryId: string,
): Promise<{ kind: string; authorId: string | null; isRemoved: boolean }> {
  const row = await work.tx
    .selectFrom('entry')
    .select(['kind', 'author_id as authorId', 'removed_at as removedAt'])
    .where('id', '=', entryId)
    .executeTakeFirst()
  if (!row) refuse(notFound)
  const { removedAt, ...entry } = row
  return { ...entry, isRemoved: removedAt !== null }
}
