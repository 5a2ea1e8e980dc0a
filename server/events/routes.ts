/** The addresses of events. */
import { z } from 'zod'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { discussionAbout, threadView } from '#server/discussions/room.ts'
import { answerEvent } from '#server/events/answer-event.ts'
import { attendanceView, readAttendance } from '#server/events/attendance/views.ts'
import { cancelEvent, cancelTime, moveTime } from '#server/events/cancel-event.ts'
import { changeEventWords } from '#server/events/change-event.ts'
import { datePage } from '#server/events/date-page.ts'
import { eventAnswers, eventIsCancelled, eventOver, eventsAddress, notAMember, timeOver } from '#server/events/event.ts'
import { aboutEvent, answerInput, cancellation, movedTime, newEvent } from '#server/events/event-input.ts'
import { eventFormPage } from '#server/events/form-page.ts'
import { eventsPageView, listEvents, listMyEvents, myEventsView, readEventForm } from '#server/events/list-views.ts'
import { besideView, readBeside } from '#server/events/notes/views.ts'
import { eventPage, eventsPage, myEventsPage } from '#server/events/pages.ts'
import { planEvent } from '#server/events/plan-event.ts'
import { readDate } from '#server/events/reads-date.ts'
import { eventView, findEvent } from '#server/events/views.ts'
import { isMonth } from '#server/platform/calendar/month.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'

const root = '/c/:community/events'
const one = `${root}/:event` as const
const receipt = z.object({ id: z.string(), address: z.string() })
/** Each of these may make mails leave. */
const oftenEnough = { times: 60, seconds: 600 }
const stays = [eventOver, eventIsCancelled]

/** What is said after an answer. */
const answered = {
  yes: { flash: 'You’re coming. It is among your events now.' },
  maybe: { flash: 'You might come. It is among your events now.' },
  no: { flash: 'You’re not coming. You can still change that.' },
  waits: { flash: 'All places are taken. You wait for one, and get a notice when it is yours.' },
} as const

export const eventRoutes: readonly Endpoint[] = [
  reads({
    path: '/events',
    summary: 'My events in all communities: where I come or may come, and those that wait for my answer.',
    who: 'signed_in',
    view: myEventsView,
    read: (look, actor) => listMyEvents(look, actor),
    page: myEventsPage,
  }),
  reads({
    path: root,
    summary:
      'The events of a community: each with its next date, a month of dates (`month=2026-12`), or the dates that took place (`show=past`).',
    who: 'read',
    input: z.object({
      month: z.string().refine(isMonth).nullable().catch(null).default(null),
      show: z.enum(['next', 'past']).catch('next').default('next'),
    }),
    view: eventsPageView,
    read: listEvents,
    page: eventsPage,
    elsewhere: (view, _actor, input) =>
      view.community.slug === input.community ? null : eventsAddress(view.community.slug),
  }),
  reads({
    path: `${root}/new`,
    summary: 'The form that plans an event.',
    who: 'plan_events',
    json: 'none',
    read: (look, actor, input) => readEventForm(look, actor, input),
    page: eventFormPage,
  }),
  acts({
    path: root,
    summary: 'Plans an event, once or repeating. Hours are those on the clock of `zone`.',
    who: 'plan_events',
    input: newEvent,
    view: receipt,
    created: true,
    form: `${root}/new`,
    limit: oftenEnough,
    act: planEvent,
    respond: ({ address }) => ({ location: address, flash: 'It is planned. Members find it here and in their inbox.' }),
  }),
  reads({
    path: one,
    summary:
      'One event: when, where, who comes, its discussion. The address of its call for those who said yes or maybe.',
    who: 'read',
    view: z.object({
      community: communityHeadView,
      event: eventView,
      beside: besideView,
      attendance: attendanceView,
      discussion: threadView.nullable(),
    }),
    async read(look, actor, input) {
      const community = await findCommunity(look, actor, input.community)
      const [event, beside, discussion] = await Promise.all([
        findEvent(look, actor, community.id, input.event),
        readBeside(look, actor, community, input.event),
        discussionAbout(look, actor, community, input.event),
      ])
      return { community, event, beside, attendance: await readAttendance(look, actor, event), discussion }
    },
    page: eventPage,
    elsewhere: (view, _actor, input) => (view.community.slug === input.community ? null : view.event.address),
  }),
  reads({
    path: `${one}/edit`,
    summary: 'The form that changes an event.',
    who: 'answer_events',
    json: 'none',
    refusals: stays,
    read: (look, actor, input) => readEventForm(look, actor, input),
    page: eventFormPage,
  }),
  acts({
    path: one,
    summary: 'Changes an event; all of it is said again. Dates that were moved or cancelled stay so.',
    who: 'answer_events',
    also: 'PUT',
    refusals: stays,
    input: aboutEvent,
    view: receipt,
    form: `${one}/edit`,
    limit: oftenEnough,
    act: changeEventWords,
    respond: ({ address }) => ({ location: address, flash: 'Saved.' }),
  }),
  acts({
    path: `${one}/answer`,
    summary: 'Says whether I come: yes, maybe or no. Where no place is free a yes waits for one.',
    who: 'answer_events',
    also: 'PUT',
    refusals: [...stays, notAMember],
    input: answerInput,
    view: receipt.extend({ answer: z.enum(eventAnswers), waits: z.boolean(), slug: z.string() }),
    limit: oftenEnough,
    act: answerEvent,
    respond: ({ address, slug, answer, waits }, { from }) => ({
      location: from === 'mine' ? '/events' : from === 'community' ? `/c/${slug}` : address,
      ...answered[waits ? 'waits' : answer],
    }),
  }),
  acts({
    path: `${one}/cancellation`,
    summary: 'Cancels an event with all its dates, and says why.',
    who: 'answer_events',
    form: one,
    refusals: stays,
    input: cancellation,
    view: receipt,
    limit: oftenEnough,
    act: cancelEvent,
    respond: ({ address }) => ({ location: address, flash: 'Cancelled. Those who were to come get a notice.' }),
  }),
  reads({
    path: `${one}/dates/:time`,
    summary: 'The form that moves or cancels one date of an event.',
    who: 'answer_events',
    json: 'none',
    refusals: [...stays, timeOver],
    read: readDate,
    page: datePage,
  }),
  acts({
    path: `${one}/dates/:time`,
    summary: 'Moves one date of an event; the others stay.',
    who: 'answer_events',
    also: 'PUT',
    form: `${one}/dates/:time`,
    refusals: [...stays, timeOver],
    input: movedTime,
    view: receipt,
    limit: oftenEnough,
    act: moveTime,
    respond: ({ address }) => ({ location: address, flash: 'This date is moved. Those who come get a notice.' }),
  }),
  acts({
    path: `${one}/dates/:time/cancellation`,
    summary: 'Cancels one date of an event; the others stay.',
    who: 'answer_events',
    refusals: [...stays, timeOver],
    view: receipt,
    limit: oftenEnough,
    act: cancelTime,
    respond: ({ address }) => ({
      location: address,
      flash: 'This date is cancelled. Those who were to come get a notice.',
    }),
  }),
]
