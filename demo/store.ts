/**
 * The demo's own reads and writes: its beginning, its people, its end.
 */
import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ReadDb } from '#server/platform/db.ts'
import { dropJobs } from '#server/platform/drop-jobs.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { saveRows, type TableRow } from '#server/platform/save-rows.ts'
import { lookAt, type Platform, type Work } from '#server/platform/work.ts'

/** Is the site without any people? It locks the site's row, so that two starts do not both fill it. */
export async function isEmptySite(work: Work): Promise<boolean> {
  await work.tx.selectFrom('site').select('id').forUpdate().execute()
  const { empty } = await onlyRow(work, () =>
    z.object({ empty: z.boolean() }),
  )`select not exists (select from person) as empty`
  return empty
}

/** Writes the rows of the past. */
export async function savePast({ tx }: Work, rows: AsyncIterable<TableRow>): Promise<void> {
  const query = (text: string, values: unknown[] = []) => tx.executeQuery(CompiledQuery.raw(text, values))
  await saveRows({ query }, rows)
}

/** The ids of a community's activities, the oldest first. */
export async function listPastActivities({ tx }: Work, communityId: string): Promise<string[]> {
  const log = tx.selectFrom('activity').select('id').where('community_id', '=', communityId)
  return (await log.orderBy('at').execute()).map(({ id }) => id)
}

/** Marks each person's notices up to their last visit as read, and deletes those from before they joined. */
export async function markPastRead({ tx }: Work): Promise<void> {
  await sql`
    delete from notice n using membership m
    where m.community_id = n.community_id and m.person_id = n.person_id and n.at < m.joined_at`.execute(tx)
  await sql`
    update notice n set mailed_at = n.at, read_at = case when n.at <= m.visited_at then m.visited_at end
    from membership m where m.community_id = n.community_id and m.person_id = n.person_id`.execute(tx)
  // Nobody gets a mail today about last week's posts.
  await sql`select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'gather-%'`.execute(tx)
}

/** Cases of held posts are opened by the database as the posts are written; here they wait since their posts were. */
export async function saveHeldSince({ tx }: Work): Promise<void> {
  await sql`
    update moderation_case k set opened_at = p.posted_at from post p
    where p.id = k.post_id and p.hidden_because = 'held'`.execute(tx)
}

/** Ada has handed over to the cohort that runs: Pings, questions and resources of those before it, and three people to ask. */
export async function savePastHandOver({ tx }: Work, communityId: string, by: string): Promise<void> {
  await sql`
    update cohort_person o set may_be_asked = true from cohort h
    where h.id = o.cohort_id and h.state = 'ended' and o.community_id = ${communityId}
      and o.person_id in (select x.person_id from cohort_person x where x.cohort_id = h.id order by x.person_id limit 3)`.execute(
    tx,
  )
  const running = sql`select h.community_id, h.id as cohort_id from cohort h where h.community_id = ${communityId} and h.state = 'running'`
  await sql`
    insert into hand_over (community_id, cohort_id, handed_at, handed_by)
    select community_id, cohort_id, app_now() - interval '3 days', ${by} from (${running}) r`.execute(tx)
  const firstOf = (kind: string, which: RawBuilder<unknown>) => sql`(
    select e.id from entry e join thread t on t.entry_id = e.id
    where e.community_id = ${communityId} and e.kind = ${kind} and e.audience_id is null and ${which} order by t.reply_count desc, e.id limit 3)`
  await sql`
    insert into handed_entry (community_id, cohort_id, entry_id)
    select r.community_id, r.cohort_id, e.id from (${running}) r cross join (
      ${firstOf('ping', sql`exists (select from ping p where p.id = e.id and p.state = 'closed')`)}
      union ${firstOf('thread', sql`t.kind = 'question'`)} union ${firstOf('resource', sql`t.reply_count > 0`)}) e`.execute(
    tx,
  )
  await sql`
    insert into handed_person (community_id, cohort_id, person_id)
    select distinct r.community_id, r.cohort_id, o.person_id from (${running}) r
    join (select person_id from cohort_person where may_be_asked order by person_id limit 3) o on true`.execute(tx)
}

/** Marks the site as the demo's. */
export async function saveDemoBegun(work: Work, locale: string): Promise<void> {
  await work.tx.updateTable('site').set({ demo_started_at: work.now, locale }).execute()
}

/** Was the demo opened on this site, and not cleared yet? */
export async function isDemoHere(platform: Platform): Promise<boolean> {
  const { db } = await lookAt(platform)
  const { demo_started_at } = await db.selectFrom('site').select('demo_started_at').executeTakeFirstOrThrow()
  return demo_started_at !== null
}

/** The demo person of a key, or null: outside the demo there is none. */
export async function findDemoPerson(db: ReadDb, key: string): Promise<{ id: string; name: string } | null> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('email', '=', `${key}@example.org`)
    .where('is_demo', '=', true)
    .executeTakeFirst()
  return row ?? null
}

/** An open Ping that was sent since the demo began, with members of the demo who have not answered it. */
const waitingPing = z.object({ pingId: z.string(), communityId: z.string(), voterIds: z.array(z.string()) })
export type WaitingPing = z.infer<typeof waitingPing>

/** Pings sent in the demo that its people have not all answered; `atOnce` people at most for each, in no order. */
export async function listWaitingPings(db: ReadDb, atOnce: number): Promise<WaitingPing[]> {
  const found = await rows({ db }, waitingPing)`
    select p.id as "pingId", p.community_id as "communityId",
      array(
        select m.person_id from membership_shown m join person d on d.id = m.person_id and d.is_demo
        where m.community_id = p.community_id and d.email not in ('ada@example.org', 'ben@example.org', 'dov@example.org', 'eve@example.org')
          and not exists (select from vote v where v.ping_id = p.id and v.person_id = m.person_id)
          and not exists (select from session s where s.user_id = m.person_id)
        order by random() limit ${atOnce}::int
      ) as "voterIds"
    from ping p join site on site.demo_started_at < p.sent_at
    where p.state = 'open'
      and (select count(*) from vote v where v.ping_id = p.id) < 0.78 * (select count(*) from membership_shown m where m.community_id = p.community_id)`
  return found.filter(({ voterIds }) => voterIds.length > 0)
}

/** The demo's main community where no Ping is open in it; null where one is. */
export async function findQuietCommunity(db: ReadDb): Promise<{ slug: string; pings: number } | null> {
  const [row] = await rows({ db }, () => z.object({ slug: z.string(), pings: z.number() }))`
    select c.slug, (select count(*) from ping p where p.community_id = c.id) as pings
    from community_shown c join site on site.demo_started_at is not null
    where c.created_by = (select id from person where email = 'ada@example.org') and c.status = 'active'
      and not exists (select from ping p where p.community_id = c.id and p.state = 'open')
    order by c.created_at limit 1`
  return row ?? null
}

/**
 * Removes every demo person, and with them every session, token, community, mail and job of the demo; and what visitors set up on the
 * site: its look and words, roles, fields of profiles, how long things are kept.
 * @returns the ids of its people, and of its files, whose bytes are still there
 */
export async function removeDemo(work: Work): Promise<{ personIds: string[]; fileIds: string[] }> {
  const people = await work.tx.selectFrom('person').select('id').execute()
  const files = await work.tx.selectFrom('file').select('id').execute()
  await sql`truncate person, community, activity, idempotency_key, mail, verification, file, profile_field, retention restart identity cascade`.execute(
    work.tx,
  )
  await sql`select forget_audit('infinity')`.execute(work.tx)
  await sql.raw(dropJobs).execute(work.tx)
  await work.tx.deleteFrom('role').where('title', 'is not', null).execute()
  await sql`
    update site set demo_started_at = null, logo_file_id = null, legal_address = null, privacy_address = null,
      welcome = default, founders = default, hue = default, leaders_find = default`.execute(work.tx)
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  return { personIds: idsOf(people), fileIds: idsOf(files) }
}

/** Makes somebody the owner of the site, which gets a name, a language and a zone of its own. */
export async function saveOwner(
  work: Work,
  personId: string,
  { site, locale, zone }: { site: string; locale: string; zone: string },
): Promise<void> {
  await work.tx
    .updateTable('person')
    .set({ site_role: 'owner', email_verified: true })
    .where('id', '=', personId)
    .execute()
  await work.tx.updateTable('site').set({ name: site, locale, time_zone: zone }).execute()
}
