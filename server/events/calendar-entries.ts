/** What calendars hold of an event: the whole of it, or one date. Pure. */
import { z } from 'zod'
import { eventAddress, eventAnswers, eventShape, uidOf } from '#server/events/event.ts'
import type { CalendarAttendee, CalendarEntry } from '#server/platform/calendar/calendar-file.ts'
import { type Planned, plannedTimes, type Repeat, ruleText } from '#server/platform/calendar/repeat.ts'
import { clockAt, momentAt } from '#server/platform/calendar/zoned.ts'
import { minute } from '#server/platform/clock.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import { insist } from '#server/platform/refuse.ts'

/** An event with all its dates, and what one person said. */
export const eventOfPerson = eventShape
  .pick({
    id: true,
    slug: true,
    title: true,
    description: true,
    zone: true,
    firstAt: true,
    minutes: true,
    repeats: true,
    place: true,
  })
  .extend({
    communityName: z.string(),
    sequence: z.number(),
    callAddress: z.string(),
    isCancelled: z.boolean(),
    cancelledWhy: z.string(),
    answer: z.enum(eventAnswers).nullable(),
    waits: z.boolean(),
    isHost: z.boolean(),
    /** As the rule has them, in order; moments in milliseconds since 1970. */
    times: z.array(
      z.object({
        id: z.string(),
        plannedAt: z.string(),
        startsAt: z.number(),
        endsAt: z.number(),
        isMoved: z.boolean(),
        isCancelled: z.boolean(),
      }),
    ),
  })
export type EventOfPerson = z.infer<typeof eventOfPerson>

export interface EntryTerms {
  readonly t: Translate
  readonly publicUrl: string
  readonly now: Date
  readonly organizer?: CalendarEntry['organizer']
  /** The person whose file it is; left out in a feed. */
  readonly attendee?: Omit<CalendarAttendee, 'answer'>
}

/** The address of the call, where this person may know it. */
export function callFor({ callAddress, answer, waits, isHost }: EventOfPerson): string {
  return isHost || answer === 'maybe' || (answer === 'yes' && !waits) ? callAddress : ''
}

/** The event: its rule, and an entry for each date that was moved. */
export function entriesOf(event: EventOfPerson, terms: EntryTerms): CalendarEntry[] {
  const { times, zone, repeats, firstAt } = event
  const [first] = times
  if (!first) return []
  if (!repeats)
    return [{ ...common(event, terms), ...moments(first), isCancelled: event.isCancelled || first.isCancelled }]
  const rule = ruleOf(firstAt, zone, repeats)
  const inRule = new Map(rule.map(({ at, moment }) => [at, moment.getTime()]))
  const known = new Set(times.map(({ plannedAt }) => plannedAt))
  const begins = rule[0]?.moment ?? momentAt(first.plannedAt, zone)
  const own = times.filter(({ isCancelled }) => !isCancelled)
  const strays = own.filter((one) => isStray(one, inRule.get(one.plannedAt), zone))
  const series: CalendarEntry = {
    ...common(event, terms),
    startsAt: begins,
    endsAt: new Date(begins.getTime() + event.minutes * minute),
    repeats: {
      rule: ruleText(firstAt, repeats, rule),
      without: [
        ...[...times.filter((one) => one.isCancelled), ...strays].flatMap(({ plannedAt: at }) =>
          inRule.has(at) ? at : [],
        ),
        ...[...inRule.keys()].filter((at) => !known.has(at)),
      ],
      also: strays.map(({ startsAt }) => new Date(startsAt)),
    },
  }
  const moved = own.filter((one) => one.isMoved && inRule.has(one.plannedAt))
  return [series, ...moved.map((one) => dateOf(event, one, terms))]
}

/** The times that the rule of an event has now. A mailing asks for the same again and again. */
const ruleOf = madeOnce(
  (firstAt: string, zone: string, repeats: Repeat): readonly Planned[] => insist(plannedTimes(firstAt, zone, repeats)),
  100,
)

/**
 * Does a date stand in a calendar by itself, because the rule does not lead to it: from before the rule was changed, or at an hour that
 * the clock of that day skips?
 */
function isStray(
  { plannedAt, startsAt, isMoved }: EventOfPerson['times'][number],
  moment: number | undefined,
  zone: string,
): boolean {
  return moment === undefined || (!isMoved && (moment !== startsAt || isSkipped(plannedAt, zone)))
}

/** One date of an event that repeats. */
export function dateOf(event: EventOfPerson, time: EventOfPerson['times'][number], terms: EntryTerms): CalendarEntry {
  const { attendee } = terms
  // One answer is for all dates, so that no calendar is asked for one to a single date.
  const asked = { ...terms, ...(attendee && event.repeats && { attendee: { ...attendee, asksReply: false } }) }
  return {
    ...common(event, asked),
    ...moments(time),
    isCancelled: event.isCancelled || time.isCancelled,
    ...(event.repeats && { occurrence: time.plannedAt }),
  }
}

function moments({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }) {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }
}

/** Does the clock of that zone skip this hour? Then it shows another one at the moment that stands for it. A mailing asks it of the same dates for each reader. */
const isSkipped = madeOnce((at: string, zone: string): boolean => clockAt(momentAt(at, zone), zone) !== at, 2000)

function common(event: EventOfPerson, { t, publicUrl, now, organizer, attendee }: EntryTerms) {
  const page = `${publicUrl}${eventAddress(event.slug, event)}`
  const call = callFor(event)
  const lines = [
    event.place && t('Where: {place}', { place: event.place }),
    call && t('Call: {address}', { address: call }),
    event.description,
    attendee &&
      (attendee.asksReply
        ? t('Answer in your calendar, or say on its page whether you come: {address}', { address: page })
        : t('Say on its page whether you come: {address} An answer that you give in your calendar does not reach us.', {
            address: page,
          })),
    t('An event of {community}.', { community: event.communityName }),
  ]
  return {
    uid: uidOf(event.id),
    sequence: event.sequence,
    stamp: now,
    title: event.title,
    description: lines.filter(Boolean).join('\n\n'),
    place: page,
    url: page,
    zone: event.zone,
    isCancelled: event.isCancelled,
    ...(organizer && { organizer }),
    ...(attendee && { attendee: { ...attendee, answer: event.waits ? null : event.answer } }),
  }
}
