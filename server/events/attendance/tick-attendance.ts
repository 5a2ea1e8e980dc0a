/** Somebody says that they were at an event, or a host says who was. */
import { eventAttended } from '#server/events/activities.ts'
import { isTickedNow } from '#server/events/attendance/attendance.ts'
import { saveAttendance, savePresence } from '#server/events/attendance/store.ts'
import { eventAddress } from '#server/events/event.ts'
import { mayAttend, mayTickAll } from '#server/events/policy.ts'
import { type EventRef, findTime, knownMembers, lockEvent } from '#server/events/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

type OneDate = EventRef & { readonly time: string }

/**
 * I was there, or was not.
 * @refuses not_found · not_an_attendee · community_archived · not_ticked_now
 */
export async function tickPresence(
  work: Work,
  actor: Actor,
  { there, ...where }: OneDate & { readonly there: 'yes' | 'no' },
) {
  const event = await lockEvent(work, actor, where)
  const personId = insist(mayAttend(actor, event))
  const time = await findTime(work, event.id, where.time)
  insist(isTickedNow(time, work.now))
  await savePresence(work, { event, timeId: time.id, by: personId }, { personId, wasThere: there === 'yes' })
  await work.record(eventAttended, {
    communityId: event.communityId,
    by: actor,
    objectId: event.id,
    facts: { timeId: time.id },
  })
  return { id: event.id, address: eventAddress(event.slug, event), there }
}

/**
 * These were there; those who are no members are left out.
 * @refuses not_found · forbidden · community_archived · not_ticked_now
 */
export async function tickAttendance(
  work: Work,
  actor: Actor,
  { people, ...where }: OneDate & { readonly people: readonly string[] },
) {
  const event = await lockEvent(work, actor, where)
  const by = insist(mayTickAll(actor, event))
  const time = await findTime(work, event.id, where.time)
  insist(isTickedNow(time, work.now))
  const known = await knownMembers(work, event.communityId, people)
  await saveAttendance(work, { event, timeId: time.id, by }, [...known])
  await work.record(eventAttended, {
    communityId: event.communityId,
    by: actor,
    objectId: event.id,
    facts: { timeId: time.id },
  })
  return { id: event.id, address: eventAddress(event.slug, event) }
}
