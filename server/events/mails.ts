/** The kinds of mail of this room: what happens to an event with its calendar file, and reminders. */
import { answerBelowEntry } from '#server/discussions/room.ts'
import { callFor, dateOf, type EventOfPerson, entriesOf } from '#server/events/calendar-entries.ts'
import { type EventMailView, type EventNews, eventEmail, eventInShort } from '#server/events/emails.ts'
import { type Event, type EventAnswer, eventAddress } from '#server/events/event.ts'
import { answerAddress } from '#server/events/mailed-answer.ts'
import { readEventOf } from '#server/events/reads-calendar.ts'
import { everybodyToMail, readMailTerms } from '#server/events/reads-mailing.ts'
import { calendarFile } from '#server/platform/calendar/calendar-file.ts'
import { idAt } from '#server/platform/ids.ts'
import { replyAddress, replyToOf } from '#server/platform/mail/incoming/reply-address.ts'
import { type Composed, type Dropped, isLeaving, type Mail, mailKind } from '#server/platform/mail/mail-kind.ts'
import { mailName } from '#server/platform/mail/mail-name.ts'
import { readSender } from '#server/platform/mail/message.ts'
import { queueMail, queueMailing } from '#server/platform/mail/queue.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import type { Look, Work } from '#server/platform/work.ts'

type EventPayload = { readonly news: EventNews; readonly timeId: string | null }

/** An invitation, a change, an end, a place, or one's own answer with the address of the call. */
export const eventMail = mailKind<EventPayload>({
  kind: 'event',
  priority: 'bulk',
  name: (t) => t('Event'),
  unsubscribe: {
    place: 15,
    byDefault: 'at_once',
    inDigest: 'event',
    name: (t) => t('Events'),
    hint: (t) => t('Invitations, changes and cancellations, each with an entry for your calendar.'),
    stops: (t, at) => t('You will get no more mails about events in {community}. You find them on the site.', at),
    stopped: (t, at) => t('Events in {community} no longer come to you by mail. You find them on the site.', at),
  },
  compose: composeEvent,
  answer: answerBelowEntry,
})

/** A day before. */
export const dayMail = mailKind<EventPayload>({
  kind: 'event_day',
  priority: 'bulk',
  name: (t) => t('Reminder of an event'),
  unsubscribe: {
    place: 16,
    byDefault: 'at_once',
    name: (t) => t('Reminders a day before'),
    hint: (t) => t('Of events to which you said yes or maybe.'),
    stops: (t, at) => t('In {community} nothing will remind you a day before an event any more.', at),
    stopped: (t, at) => t('In {community} nothing reminds you a day before an event any more.', at),
  },
  compose: composeEvent,
  answer: answerBelowEntry,
})

/** An hour before. */
export const hourMail = mailKind<EventPayload>({
  kind: 'event_hour',
  priority: 'person-waits',
  name: (t) => t('Reminder of an event'),
  unsubscribe: {
    place: 17,
    byDefault: 'at_once',
    name: (t) => t('Reminders an hour before'),
    hint: (t) => t('Of events to which you said yes or maybe.'),
    stops: (t, at) => t('In {community} nothing will remind you an hour before an event any more.', at),
    stopped: (t, at) => t('In {community} nothing reminds you an hour before an event any more.', at),
  },
  compose: composeEvent,
  answer: answerBelowEntry,
})

async function composeEvent(look: Look, mail: Mail<EventPayload>): Promise<Composed | Dropped> {
  const { personId, community, payload, kind } = mail
  if (!personId || !community) return { dropped: 'gone' }
  const terms = await readMailTerms(look, { eventId: mail.aboutId, personId, kind })
  if (!terms?.isMember) return { dropped: terms ? 'left' : 'gone' }
  if (isLeaving(mail) && terms.isOptedOut) return { dropped: 'opted_out' }
  const event = await readEventOf(look, mail.aboutId, personId)
  if (!event) return { dropped: 'gone' }
  if (isLeaving(mail) && isLate(event, payload, look.now)) return { dropped: 'over' }
  const { config, secrets } = look.platform
  const key = { eventId: event.id, personId, version: mail.mailVersion }
  const at = (answer: EventAnswer) => `${config.publicUrl}${answerAddress(secrets, key, answer)}`
  const view: EventMailView = {
    news: payload.news,
    community,
    event,
    time: payload.timeId ? event.times.find(({ id }) => id === payload.timeId) : undefined,
    call: callFor(event),
    by: terms.by && mailName(terms.by),
    takesCalendarReply: config.mailReplyTo !== null,
    page: `${config.publicUrl}${eventAddress(event.slug, event)}`,
    addresses: { yes: at('yes'), maybe: at('maybe'), no: at('no') },
  }
  const unsubscribeUrl = unsubscribeAddress(look.platform, { personId, communityId: community.id, kind })
  const words = {
    t: mail.t,
    zone: mail.zone,
    now: look.now,
    site: { name: mail.siteName, url: config.publicUrl },
    unsubscribeUrl,
    replyTo: replyToOf(look.platform, mail),
  }
  const composed = { ...eventEmail(view, words), inShort: event.answer === null ? [eventInShort(view, words)] : [] }
  return kind === 'event'
    ? { ...composed, calendar: fileOf(look, mail, { ...view, firstMailId: terms.firstMailId }) }
    : composed
}

/** Would it say what does not hold any more? An end is told also once it is cancelled; everything else is not. */
function isLate({ isCancelled, times }: EventOfPerson, { news, timeId }: EventPayload, now: Date): boolean {
  const about = times.filter(({ id }) => timeId === null || id === timeId)
  if (news === 'cancelled') return about.every(({ endsAt }) => endsAt <= now.getTime())
  return isCancelled || about.every((one) => one.isCancelled || one.endsAt <= now.getTime())
}

/** The entry for the reader's calendar: they are its one attendee. Its organizer stays the same over all mails, as calendars expect. */
function fileOf(
  { platform: { config, secrets }, now }: Look,
  mail: Mail,
  { event, time, news, community, firstMailId }: EventMailView & { readonly firstMailId: string | null },
): NonNullable<Composed['calendar']> {
  const address = config.mailReplyTo
    ? replyAddress(secrets, config.mailReplyTo, { id: firstMailId ?? mail.id, version: mail.mailVersion })
    : readSender(config.mailFrom).address
  const terms = {
    t: mail.t,
    publicUrl: config.publicUrl,
    now,
    organizer: { name: community.name, address },
    attendee: { name: mail.name ?? mail.address, address: mail.address, asksReply: config.mailReplyTo !== null },
  }
  const method = news === 'cancelled' ? 'cancel' : 'request'
  const entries = time && event.repeats ? [dateOf(event, time, terms)] : entriesOf(event, terms)
  return { method, file: calendarFile(entries, { method }) }
}

/** Invites everybody whom an event is for and who wants such mails; a digest that would come too late for its start is not waited for. */
export async function inviteToEvent(
  work: Work,
  event: Pick<Event, 'id' | 'communityId'>,
  startsAt: Date,
): Promise<void> {
  await queueMailing(work, eventMail, everybodyToMail(event.id, 'all'), {
    about: { kind: 'event', id: event.id },
    communityId: event.communityId,
    payload: { news: 'invited', timeId: null },
    urgent: { until: startsAt },
  })
}

/** Tells of a change those who were invited, want such mails, and did not say no. It waits for no digest. */
export async function queueEventMails(
  work: Work,
  event: Pick<Event, 'id' | 'communityId'>,
  payload: EventPayload,
): Promise<void> {
  await queueMailing(work, eventMail, everybodyToMail(event.id, 'with an answer'), {
    about: { kind: 'event', id: event.id, causeId: idAt(work.now) },
    communityId: event.communityId,
    payload,
    urgent: 'always',
  })
}

/** After a yes or maybe: the same entry again, with the address of the call. After a no nothing is mailed. */
export async function queueOwnMail(
  work: Work,
  event: Pick<Event, 'id' | 'communityId'>,
  personId: string,
  answer: EventAnswer,
): Promise<void> {
  if (answer !== 'no') await queuePersonal(work, event, personId, 'answered')
}

/** To whoever waited and has a place now. */
export async function queuePlaceMail(
  work: Work,
  event: Pick<Event, 'id' | 'communityId'>,
  personId: string,
): Promise<void> {
  await queuePersonal(work, event, personId, 'place')
}

async function queuePersonal(work: Work, event: Pick<Event, 'id' | 'communityId'>, personId: string, news: EventNews) {
  await queueMail(
    work,
    eventMail,
    { personId },
    {
      about: { kind: 'event', id: event.id, causeId: idAt(work.now) },
      communityId: event.communityId,
      payload: { news, timeId: null },
      urgent: 'always',
    },
  )
}
