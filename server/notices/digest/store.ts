/** The rows of digests: whose hour has come, and the mails that go into one. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** A lower priority than mail a person waits for, like every mail to many. */
const priority = 10

/** The hour of the digest on their date, by the clock `k` of a person; a missing hour is reached with the one after it. */
const hourToday = sql`k.today + make_time(k.digest_hour, 0, 0)`

/**
 * The condition that a held mail `m` goes into the digest of the day: it was there when the hour of its digest came. What is wanted
 * weekly waits for the weekday, or comes after it where no digest could come on that day.
 */
const isDue: RawBuilder<boolean> = sql`(m.created_at at time zone k.zone) < ${hourToday} - case
  when exists (select from mail_choice x where x.person_id = m.person_id and x.community_id = m.community_id and x.kind = m.kind and x.choice = 'weekly')
  then (extract(isodow from k.today)::int - k.digest_weekday + 7) % 7 * interval '1 day' else interval '0' end`

/**
 * Begins the digests whose hour has come, one for each person and date where they are, with a job that gathers it. Whoever wants no
 * mail now, or moved to another zone within twelve hours of their last one, waits.
 * @returns how many
 */
export async function beginDigests(work: Work, task: string): Promise<number> {
  const { count } = await onlyRow(work, () => z.object({ count: z.number(), jobs: z.number() }))`
    with begun as (
      insert into digest (person_id, on_date)
      select k.person_id, k.today
      from (select distinct person_id from mail where state = 'held') waiting join person_clock k using (person_id)
      where not k.is_quiet and app_now() at time zone k.zone >= ${hourToday}
        and not exists (select from digest d where d.person_id = k.person_id and d.made_at > app_now() - interval '12 hours')
        and exists (select from mail m where m.person_id = k.person_id and m.state = 'held' and ${isDue})
      on conflict do nothing
      returning id
    )
    select (select count(*) from begun)::int as count, (
      select count(*)::int from (
        select array_agg((${task}::text, json_build_object('digestId', id), null, null, null, null, ${priority}::smallint, null)::graphile_worker.job_spec) as specs
        from begun having count(*) > 0
      ) as spec, lateral graphile_worker.add_jobs(spec.specs)) as jobs`
  return count
}

/**
 * Takes the mails that are due into a digest, so that no other digest repeats them.
 * @returns whose it is, and their ids, newest first; null where nothing is left to take
 */
export async function takeHeld(work: Work, digestId: string): Promise<{ personId: string; mailIds: string[] } | null> {
  const taken = await rows(work, () => idRow.extend({ personId: z.string() }))`
    update mail m set state = 'in_digest' from digest d join person_clock k on k.person_id = d.person_id
    where d.id = ${digestId} and m.person_id = d.person_id and m.state = 'held' and ${isDue}
    returning m.id, m.person_id as "personId"`
  const mailIds = taken
    .map(({ id }) => id)
    .toSorted()
    .toReversed()
  return taken[0] ? { personId: taken[0].personId, mailIds } : null
}

/** Forgets the digests of days long ago; nothing asks for them. */
export async function dropDigests(work: Work): Promise<void> {
  await sql`delete from digest where made_at < app_now() - interval '60 days'`.execute(work.tx)
}
