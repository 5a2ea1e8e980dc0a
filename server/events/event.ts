/**
 * The event: when people of a community meet, once or again and again. Its shape, its addresses and what can be wrong with it.
 */
import { z } from 'zod'
import { readersView } from '#server/entries/room.ts'
import { repeat } from '#server/platform/calendar/repeat.ts'
import { addressPart } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

/** Its kind as an entry. */
export const eventKind = 'event'

export const eventAnswers = ['yes', 'maybe', 'no'] as const
export type EventAnswer = (typeof eventAnswers)[number]

/** An event as its rules need it. */
export const eventShape = z.object({
  id: z.string(),
  communityId: z.string(),
  slug: z.string(),
  communityStatus: z.enum(['draft', 'active', 'archived']),
  title: z.string(),
  language: z.string(),
  description: z.string(),
  createdBy: z.string().nullable(),
  hostIds: z.array(z.string()),
  zone: z.string(),
  /** The first hour on the clock of that zone. */
  firstAt: z.string(),
  minutes: z.number(),
  repeats: repeat.nullable(),
  place: z.string(),
  callAddress: z.string(),
  capacity: z.number().nullable(),
  sequence: z.number(),
  isCancelled: z.boolean(),
  /** When it takes place the last time. */
  lastEndsAt: z.date(),
  audienceId: z.string().nullable(),
  readers: readersView,
})
export type Event = z.infer<typeof eventShape>

export const eventOver = refusal('event_over', 409, 'This event is over, so nothing about it was changed.')
export const eventIsCancelled = refusal(
  'event_cancelled',
  409,
  'This event was cancelled, so nothing about it was changed.',
)
export const notAMember = refusal(
  'not_an_attendee',
  403,
  'Only members of this community say whether they come to its events.',
)
export const timeOver = refusal('time_over', 409, 'This date has passed or was cancelled, so it stays as it is.')

/** The live channel of an event. */
export function eventChannel(eventId: string): string {
  return `event/${eventId}`
}

/** What calendars know it by, for ever. */
export function uidOf(eventId: string): string {
  return `event-${eventId}@guildhall`
}

/** The address of a community's events. */
export function eventsAddress(slug: string): string {
  return `/c/${slug}/events`
}

/** The address of one. */
export function eventAddress(slug: string, event: { readonly id: string; readonly title: string }): string {
  return `${eventsAddress(slug)}/${addressPart(event.title, event.id)}`
}
