/**
 * Calendar files (RFC 5545), as Outlook, Google and Apple read them: an invitation, a change, a cancellation, a feed. Pure.
 */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { tzlib_get_ical_block } from 'timezones-ical-library'
import type { ClockTime } from '#server/platform/calendar/zoned.ts'
import { zonedAt } from '#server/platform/calendar/zoned.ts'
import { madeOnce } from '#server/platform/made-once.ts'

/** Something in a calendar, or one occurrence of what repeats. */
export interface CalendarEntry {
  /** Stays the same for ever, over all changes. */
  readonly uid: string
  /** Raised by every change. */
  readonly sequence: number
  /** When the file is made. */
  readonly stamp: Date
  readonly title: string
  readonly description: string
  /** The page of it: the place of what is in a calendar, as a program shows it as a link. */
  readonly place: string
  readonly url: string
  readonly zone: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly isCancelled: boolean
  /** Which one of those that repeat it is, as the rule has it. */
  readonly occurrence?: ClockTime
  readonly repeats?: {
    /** As {@link ruleText} has it. */
    readonly rule: string
    /** Those that do not take place, and those at an hour that the clock of that day skips. */
    readonly without: readonly ClockTime[]
    /** What takes the place of a skipped hour. */
    readonly also: readonly Date[]
  }
  readonly organizer?: { readonly name: string; readonly address: string }
  /** The one person whose file it is. */
  readonly attendee?: CalendarAttendee
}

export interface CalendarAttendee {
  readonly name: string
  readonly address: string
  readonly answer: 'yes' | 'maybe' | 'no' | null
  /** Does an answer that is given in the calendar reach us? */
  readonly asksReply: boolean
}

const statuses = {
  yes: ICalAttendeeStatus.ACCEPTED,
  maybe: ICalAttendeeStatus.TENTATIVE,
  no: ICalAttendeeStatus.DECLINED,
}

/** `request` invites and changes, `cancel` ends; `publish` is a feed. */
export type CalendarMethod = 'request' | 'cancel' | 'publish'

/** The file, with the zones its entries are in. */
export function calendarFile(
  entries: readonly CalendarEntry[],
  { method, name }: { readonly method: CalendarMethod; readonly name?: string },
): string {
  const calendar = ical({
    prodId: { company: 'Guildhall', product: 'Guildhall', language: 'EN' },
    method: {
      request: ICalCalendarMethod.REQUEST,
      cancel: ICalCalendarMethod.CANCEL,
      publish: ICalCalendarMethod.PUBLISH,
    }[method],
    // Without a zone of its own, so that stamps are in UTC.
    timezone: { name: null, generator: zoneBlock },
    ...(name && { name }),
  })
  for (const entry of entries) calendar.createEvent(dataOf(entry))
  return calendar.toString()
}

/** The rules of a zone, as a file holds them; null where it is not known. */
const zoneBlock = madeOnce((zone: string): string | null => {
  const [block] = [tzlib_get_ical_block(zone)].flat()
  return block?.startsWith('BEGIN:VTIMEZONE') ? block.replace(/(?<=\r\nTZID:).*/, zone) : null
}, 600)

function dataOf(entry: CalendarEntry): ICalEventData {
  const { repeats, attendee, occurrence, zone } = entry
  return {
    id: entry.uid,
    sequence: entry.sequence,
    stamp: entry.stamp,
    start: zonedAt(entry.startsAt, zone),
    end: zonedAt(entry.endsAt, zone),
    timezone: zone,
    summary: oneLine(entry.title),
    description: { plain: entry.description },
    location: oneLine(entry.place),
    url: entry.url,
    status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(repeats && { repeating: repeatLines(repeats, zone) }),
    ...(occurrence && { recurrenceId: Temporal.PlainDateTime.from(occurrence).toZonedDateTime(zone) }),
    ...(entry.organizer && { organizer: { name: oneLine(entry.organizer.name), email: entry.organizer.address } }),
    ...(attendee && {
      attendees: [
        {
          name: oneLine(attendee.name),
          email: attendee.address,
          role: ICalAttendeeRole.REQ,
          rsvp: attendee.asksReply,
          status: attendee.answer ? statuses[attendee.answer] : ICalAttendeeStatus.NEEDSACTION,
        },
      ],
    }),
  }
}

function repeatLines({ rule, without, also }: NonNullable<CalendarEntry['repeats']>, zone: string): string {
  const inZone = (times: readonly ClockTime[]) => times.map((time) => `${time.replaceAll(/[-:]/g, '')}00`).join(',')
  const there = (moment: Date) => zonedAt(moment, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  return [
    `RRULE:${rule}`,
    ...(without.length > 0 ? [`EXDATE;TZID=${zone}:${inZone(without)}`] : []),
    ...(also.length > 0 ? [`RDATE;TZID=${zone}:${inZone(also.map(there))}`] : []),
  ].join('\r\n')
}

/** A line break, or a control character, would begin another line of the file. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
