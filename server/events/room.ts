/**
 * The events room: what app.ts mounts and other rooms may call.
 */
import * as activities from '#server/events/activities.ts'
import { answerFromCalendar } from '#server/events/answer-from-calendar.ts'
import { attendanceRoutes } from '#server/events/attendance/routes.ts'
import { calendarRoutes } from '#server/events/calendar-routes.ts'
import { eventJobs } from '#server/events/jobs.ts'
import { eventEntries } from '#server/events/kind.ts'
import { eventLive } from '#server/events/live.ts'
import { mailedRoutes } from '#server/events/mailed-routes.ts'
import { dayMail, eventMail, hourMail } from '#server/events/mails.ts'
import { notesRoutes } from '#server/events/notes/routes.ts'
import { eventPermissions } from '#server/events/permissions.ts'
import { eventsPlan } from '#server/events/plan-part.ts'
import { proposalMail } from '#server/events/proposals/mails.ts'
import { proposalRoutes } from '#server/events/proposals/routes.ts'
import { eventsOwnData } from '#server/events/reads-own-data.ts'
import { eventTexts } from '#server/events/renewal-store.ts'
import { eventRoutes } from '#server/events/routes.ts'
import { eventsSection } from '#server/events/section.ts'
import type { Room } from '#server/platform/room.ts'

export { type EventAnswer, eventAddress } from '#server/events/event.ts'
export { eventMail } from '#server/events/mails.ts'

export const events: Room = {
  name: 'events',
  permissions: eventPermissions,
  kinds: [eventEntries],
  tabs: [{ key: 'events', place: 35, path: '/events', label: (t) => t('Events') }],
  menuLines: [{ place: 25, path: '/events', label: (t) => t('My events') }],
  planParts: [eventsPlan],
  sections: [eventsSection],
  activities: Object.values(activities),
  endpoints: [
    ...proposalRoutes,
    ...eventRoutes,
    ...calendarRoutes,
    ...mailedRoutes,
    ...notesRoutes,
    ...attendanceRoutes,
  ],
  jobs: eventJobs,
  mails: [{ ...eventMail, calendarAnswer: answerFromCalendar }, dayMail, hourMail, proposalMail],
  liveChannels: [eventLive],
  texts: [eventTexts],
  ownData: eventsOwnData,
}
