/** Who was there the last time that an event took place. */
import { z } from 'zod'
import { isTickedNow } from '#server/events/attendance/attendance.ts'
import type { EventView } from '#server/events/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const row = z.object({
  timeId: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  isCancelled: z.boolean(),
  count: z.number(),
  wasThere: z.boolean(),
  /** Who said yes or maybe, and who was there; for hosts, else empty. */
  people: z.array(z.object({ personId: z.string(), name: z.string(), wasThere: z.boolean() })),
})

/** The last date that has begun. */
export const attendanceView = row
  .omit({ isCancelled: true })
  .extend({ can: z.object({ tickOwn: z.boolean(), tickAll: z.boolean() }) })
  .nullable()
export type AttendanceView = z.infer<typeof attendanceView>

/** Null where no date has begun. */
export async function readAttendance(look: Look, actor: Actor, event: EventView): Promise<AttendanceView> {
  if (event.hidden || event.cancelled || !event.dates.some(({ startsAt }) => startsAt <= look.now)) return null
  const me = personIdOf(actor)
  const [found] = await rows(look, row)`
    select x.id as "timeId", x.starts_at as "startsAt", x.ends_at as "endsAt", x.cancelled_at is not null as "isCancelled",
      (select count(*)::int from event_attendance t where t.time_id = x.id) as count,
      exists (select from event_attendance t where t.time_id = x.id and t.person_id = ${me}::uuid) as "wasThere",
      case when ${event.can.hold} then array(
        select json_build_object('personId', p.id, 'name', p.name, 'wasThere', t.person_id is not null)
        from person p left join event_attendance t on t.time_id = x.id and t.person_id = p.id
        where p.removed_at is null and (t.person_id is not null
          or exists (select from event_answer a where a.event_id = x.event_id and a.person_id = p.id and a.answer <> 'no')
          or exists (select from event_host h where h.event_id = x.event_id and h.person_id = p.id))
        order by p.name, p.id limit 300) else '{}' end as people
    from event_time x where x.event_id = ${event.id} and x.starts_at <= app_now() and x.cancelled_at is null
    order by x.starts_at desc, x.id limit 1`
  if (!found) return null
  const { isCancelled: _, ...shown } = found
  const isOpen = isTickedNow(found, look.now).ok
  return { ...shown, can: { tickOwn: isOpen && event.can.attend, tickAll: isOpen && event.can.hold } }
}
