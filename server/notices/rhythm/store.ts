/** The rows of a person's rhythm. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Rhythm } from '#server/notices/rhythm/rhythm.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const rhythmRow = z.object({
  hour: z.number(),
  weekday: z.number(),
  timeZone: z.string(),
  /** The first day with mail, where a quiet time is not over. */
  quietUntil: z.string().nullable(),
})

/** When a person's digest comes, also where they never chose. */
export async function readRhythm(look: Look, personId: string): Promise<z.infer<typeof rhythmRow>> {
  return onlyRow(look, rhythmRow)`
    select digest_hour as hour, digest_weekday as weekday, zone as "timeZone", case when is_quiet then quiet_until::text end as "quietUntil"
    from person_clock where person_id = ${personId}`
}

/** The date where a person is. */
export async function findToday(work: Work, personId: string): Promise<string> {
  const { today } = await onlyRow(work, () => z.object({ today: z.string() }))`
    select today::text from person_clock where person_id = ${personId}`
  return today
}

/** Saves hour and weekday. */
export async function saveRhythm(
  work: Work,
  personId: string,
  { hour, weekday }: Pick<Rhythm, 'hour' | 'weekday'>,
): Promise<void> {
  await sql`
    insert into mail_rhythm (person_id, digest_hour, digest_weekday) values (${personId}, ${hour}, ${weekday})
    on conflict (person_id) do update set digest_hour = excluded.digest_hour, digest_weekday = excluded.digest_weekday`.execute(
    work.tx,
  )
}

/** Saves until when they want no mail. */
export async function saveQuiet(work: Work, personId: string, until: string | null): Promise<void> {
  await sql`
    insert into mail_rhythm (person_id, quiet_until) values (${personId}, ${until}::date)
    on conflict (person_id) do update set quiet_until = excluded.quiet_until`.execute(work.tx)
}
