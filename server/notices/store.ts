/**
 * The writes of notices: when something happened, was read, was mailed.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { hasBlocked } from '#server/identity/room.ts'
import { type RefusedMail, refusedMail } from '#server/notices/bounce.ts'
import { type AnyActivityKind, changesInboxes, type LoggedActivity } from '#server/platform/activity.ts'
import { isEntry } from '#server/platform/entry-kind.ts'
import type { GatheredMail } from '#server/platform/notice-kind.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A lower priority than mail a person waits for, like every mail to many. */
const gatherPriority = 10

/** An activity, with the places in it that its notices lead to. */
export interface ActivityToNotify extends LoggedActivity {
  readonly kind: AnyActivityKind
  readonly entryId: string | null
  readonly postId: string | null
  /** The moment from which it is news, as the database writes it. */
  readonly since: string
}

const activityRow = z.object({
  id: z.string(),
  verb: z.string(),
  communityId: z.string().nullable(),
  objectId: z.string().nullable(),
  entryId: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  postId: z.string().nullable(),
  since: z.string(),
})

/** An activity of which inboxes hear; null where it is gone, belongs to no community, or is of a kind that changes none. */
export async function findActivity(work: Work, activityId: string): Promise<ActivityToNotify | null> {
  const { activities, kinds, postsInNotices } = work.platform.declared
  const [row] = await rows(work, activityRow)`
    select a.id, a.verb, a.community_id as "communityId", a.object_id as "objectId", a.entry_id as "entryId", a.facts,
      below.post_id as "postId", coalesce(below.since, a.at)::text as since
    from activity a left join lateral (${postsInNotices.postOfActivity}) below on true where a.id = ${activityId}`
  const kind = row && activities.get(row.verb)
  if (!row?.communityId || !kind || !changesInboxes(kind)) return null
  // Its draft was removed meanwhile.
  if (isEntry(kinds, kind.object) && !row.entryId) return null
  return { ...row, kind, communityId: row.communityId, facts: kind.facts.parse(row.facts) }
}

/**
 * Writes one notice for each recipient who may read it and did not do it themselves. A person who has a notice of this
 * activity keeps it.
 * @returns the people who got a notice just now
 */
export async function saveNotices(work: Work, activity: ActivityToNotify) {
  const queries = activity.kind.notify.map(
    ({ recipients, as: { kind, ofGone = false, oncePerPost = false, notOfBlocked = false } }, rank) =>
      sql`select h.person_id, ${kind}::text as kind, ${ofGone}::boolean as of_gone, ${oncePerPost}::boolean as once, ${notOfBlocked}::boolean as not_of_blocked, ${rank}::int as rank
        from (${recipients.people(activity)}) as h`,
  )
  if (queries.length === 0) return []
  return rows(work, () => z.object({ personId: z.string(), kind: z.string() }))`
    insert into notice (person_id, community_id, activity_id, kind, entry_id, post_id, at)
    select distinct on (recipient.person_id) recipient.person_id, a.community_id, a.id, recipient.kind,
      case when not recipient.of_gone then ${activity.entryId}::uuid end, case when not recipient.of_gone then ${activity.postId}::uuid end,
      ${activity.since}::timestamptz
    from activity a, (${sql.join(queries, sql` union all `)}) as recipient
      join notice_kind k on k.kind = recipient.kind
    where a.id = ${activity.id} and recipient.person_id is not null and recipient.person_id is distinct from a.actor_id
      and case when a.entry_id is null or recipient.of_gone or k.of_draft
        then exists (select from community_reader r where r.community_id = ${activity.communityId}::uuid and r.person_id = recipient.person_id)
        else exists (select from entry_reader r where r.entry_id = ${activity.entryId}::uuid and r.person_id = recipient.person_id) end
      and not (recipient.not_of_blocked and ${hasBlocked(sql`recipient.person_id`, sql`a.actor_id`)})
      and not (recipient.once and exists (
        select from notice n where n.person_id = recipient.person_id and n.post_id = ${activity.postId}::uuid and n.kind = recipient.kind))
    order by recipient.person_id, recipient.rank
    on conflict (person_id, activity_id) do nothing
    returning person_id as "personId", kind`
}

/**
 * Marks the notices read that an activity settles: those of its kinds about the same object, whoever got them.
 * @returns the people who had them unread
 */
export async function saveSettled(work: Work, { kind, communityId, entryId, objectId }: ActivityToNotify) {
  if (kind.settles.length === 0) return []
  return rows(work, () => z.object({ personId: z.string() }))`
    update notice n set read_at = app_now() from activity a
    where a.object_kind = ${kind.object} and a.object_id = ${objectId}::uuid and n.activity_id = a.id
      and n.community_id = ${communityId}::uuid and ${entryId ? sql`(n.entry_id = ${entryId}::uuid or n.entry_id is null)` : sql`n.entry_id is null`}
      and n.kind = any(${kind.settles.map((one) => one.kind)}::text[]) and n.read_at is null
    returning n.person_id as "personId"`
}

/** The notices that go into such a mail, of one entry or community; a notice is `n`. */
function gatheredIn(work: Work, mail: GatheredMail, place: string | null) {
  const kinds = [...work.platform.declared.notices.values()].filter((one) => one.mail === mail).map(({ kind }) => kind)
  const there = mail.by === 'entry' ? sql`n.entry_id` : sql`n.community_id`
  return sql`${there} = ${place}::uuid and n.mailed_at is null and n.kind = any(${kinds})`
}

/**
 * Plans a mail for each of these people some minutes after their first notice; later notices go with it. A person whose first
 * notice waits, for less than a minute short of that, has a planned job already and costs nothing more.
 */
export async function scheduleGathering(
  work: Work,
  { id, entryId, communityId }: Pick<ActivityToNotify, 'id' | 'entryId' | 'communityId'>,
  mail: GatheredMail,
  personIds: readonly string[],
): Promise<void> {
  const place = mail.by === 'entry' ? entryId : communityId
  if (personIds.length === 0 || !place) return
  await sql`
    with spec as (
      select array_agg((${mail.task}::text, json_build_object('personId', person_id, ${`${mail.by}Id`}::text, ${place}::uuid), null,
        app_now() + ${mail.minutes}::int * interval '1 minute', null, ${mail.task}::text || '/' || person_id || '/' || ${place}::uuid,
        ${gatherPriority}::smallint, null)::graphile_worker.job_spec) as specs
      from unnest(${personIds}::uuid[]) as recipient(person_id)
      where coalesce((
        select min(n.at) from notice n
        where n.person_id = recipient.person_id and ${gatheredIn(work, mail, place)} and n.activity_id <> ${id}::uuid
      ), '-infinity') < app_now() - ${mail.minutes - 1}::int * interval '1 minute'
      having count(*) > 0
    )
    select count(*) from spec, lateral graphile_worker.add_jobs(spec.specs, true)`.execute(work.tx)
}

/** Drops the answers that waited to be mailed when a backup was made: the site that made it has mailed them. */
export async function dropUnmailed(work: Work): Promise<void> {
  await sql`update notice set mailed_at = app_now() where mailed_at is null`.execute(work.tx)
}

/**
 * Takes the notices of one person that wait for such a mail, so that no other mail repeats them.
 * @param place the entry or community
 * @returns those still unread, oldest first; a notice that was read meanwhile, or is hidden now, needs no mail
 */
export async function takeUnmailed(
  work: Work,
  mail: GatheredMail,
  { personId, place }: { readonly personId: string; readonly place: string },
): Promise<{ id: string; communityId: string }[]> {
  const kinds = [...work.platform.declared.notices.values()]
  // Blocked since the notice was written.
  const notOfBlocked = kinds.filter((one) => one.notOfBlocked).map(({ kind }) => kind)
  return rows(work, () => z.object({ id: z.string(), communityId: z.string() }))`
    with taken as (
      update notice n set mailed_at = app_now()
      where n.person_id = ${personId} and ${gatheredIn(work, mail, place)}
      returning id
    )
    select n.id, n.community_id as "communityId" from notice_shown n join taken using (id)
    where n.read_at is null and not (n.kind = any(${notOfBlocked}::text[])
      and exists (select from activity a where a.id = n.activity_id and ${hasBlocked(sql`n.person_id`, sql`a.actor_id`)}))
    order by n.at, n.id`
}

/**
 * Adds notices to the mail about the same entry or community that is held for a digest, so that the digest tells it once.
 * @returns whether there is one
 */
export async function addToHeld(
  work: Work,
  mail: GatheredMail,
  {
    personId,
    place,
    noticeIds,
  }: { readonly personId: string; readonly place: string; readonly noticeIds: readonly string[] },
): Promise<boolean> {
  const there = mail.by === 'entry' ? sql`n.entry_id` : sql`n.community_id`
  const changed = await rows(work, idRow)`
    update mail m set payload = jsonb_set(m.payload, '{noticeIds}', m.payload->'noticeIds' || ${JSON.stringify(noticeIds)}::jsonb)
    from notice n
    where m.person_id = ${personId} and m.kind = ${mail.kind} and m.state = 'held'
      and n.id = (m.payload->'noticeIds'->>0)::uuid and ${there} = ${place}::uuid
    returning m.id`
  return changed.length > 0
}

/** Marks one notice of this person read; false where they have none of that id. */
export async function saveReading(work: Work, personId: string, noticeId: string): Promise<boolean> {
  const changed = await rows(work, idRow)`
    update notice set read_at = coalesce(read_at, app_now())
    where person_id = ${personId} and id = (select n.id from notice_shown n where n.id = ${noticeId})
    returning id`
  return changed.length > 0
}

/** Marks this person's notices about one entry read, but not those about posts below it. */
export async function saveEntryReading(work: Work, personId: string, entryId: string): Promise<void> {
  await sql`
    update notice set read_at = app_now()
    where person_id = ${personId} and entry_id = ${entryId} and post_id is null and read_at is null`.execute(work.tx)
}

/** Marks everything read up to a place in the inbox (none: all of it). */
export async function saveAllReadings(work: Work, personId: string, until: { at: string; id: string } | null) {
  const within = until
    ? sql`(at, id) <= (timestamptz 'epoch' + ${until.at}::bigint * interval '1 microsecond', ${until.id}::uuid)`
    : sql`true`
  await sql`
    update notice set read_at = app_now() where person_id = ${personId} and read_at is null and ${within}`.execute(
    work.tx,
  )
}

/**
 * Marks notices in their own rows whose entry was read within the last hour. notice_shown counts them as read already; this
 * keeps the index of unread notices short, so that the bell of every page stays quick.
 * @returns how many
 */
export async function saveEntryReadings(work: Work): Promise<number> {
  const changed = await rows(work, idRow)`
    update notice n set read_at = r.read_at
    from entry_read r
    where r.read_at > app_now() - interval '1 hour'
      and n.person_id = r.person_id and n.entry_id = r.entry_id and n.read_at is null and n.at <= r.read_at
    returning n.id`
  return changed.length
}

/**
 * The last mail of each person whose server said that nobody has the address: within a week, since they were last changed or believed,
 * with none taken since, and its mailing over. Beside it, how many of its mailing and of its day were told the same.
 */
export async function listRefused(work: Work): Promise<RefusedMail[]> {
  const shares = sql`json_build_object('refused', count(distinct o.person_id) filter (where o.why = 'no_such_address'),
    'answered', count(distinct o.person_id) filter (where o.sent_at is not null or o.why = 'no_such_address'))`
  return rows(work, refusedMail)`
    with refused as (
      select distinct on (m.person_id) m.id, m.person_id, m.kind, m.about_id, m.cause_id, m.created_at::date as day
      from mail m join person p on p.id = m.person_id and p.bounced_at is null
      where m.state = 'failed' and m.why = 'no_such_address'
        and m.created_at > greatest(p.updated_at, p.believed_at, app_now() - interval '7 days')
        and not exists (select from mail ok where ok.person_id = m.person_id and ok.sent_at > m.created_at)
      order by m.person_id, m.id desc
    ), mailing as (
      select a.*, ${shares} as share, bool_or(o.state = 'waiting' and o.attempts = 0) as is_under_way
      from (select distinct kind, about_id, cause_id from refused) a
      join mail o on o.kind = a.kind and o.about_id = a.about_id and o.cause_id is not distinct from a.cause_id
      group by a.kind, a.about_id, a.cause_id
    ), day as (
      select a.day, ${shares} as share
      from (select distinct day from refused) a join mail o on o.created_at >= a.day and o.created_at < a.day + 1 group by 1
    )
    select r.id as "mailId", r.person_id as "personId", m.share as "ofMailing", day.share as "ofDay"
    from refused r
    join mailing m on m.kind = r.kind and m.about_id = r.about_id and m.cause_id is not distinct from r.cause_id
    join day using (day)
    where not m.is_under_way`
}

/** Marks people whose address nobody has, with the mail that was refused. */
export async function saveBounces(work: Work, mails: readonly Pick<RefusedMail, 'mailId' | 'personId'>[]) {
  await sql`
    update person set bounced_at = app_now(), bounced_mail = told.mail_id
    from unnest(${mails.map(({ personId }) => personId)}::uuid[], ${mails.map(({ mailId }) => mailId)}::uuid[])
      as told (person_id, mail_id)
    where person.id = told.person_id`.execute(work.tx)
}
