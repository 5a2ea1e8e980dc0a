/** The addresses that say who was at an event. */
import { z } from 'zod'
import { attendanceInput, notTickedNow, presenceInput } from '#server/events/attendance/attendance.ts'
import { tickAttendance, tickPresence } from '#server/events/attendance/tick-attendance.ts'
import { notAMember } from '#server/events/event.ts'
import { acts, type Endpoint } from '#server/platform/http/endpoint.ts'

const date = '/c/:community/events/:event/dates/:time'
const receipt = z.object({ id: z.string(), address: z.string() })

export const attendanceRoutes: readonly Endpoint[] = [
  acts({
    path: `${date}/presence`,
    summary: 'Says that I was there on a date of an event, or was not; until a day after its end.',
    who: 'answer_events',
    refusals: [notAMember, notTickedNow],
    input: presenceInput,
    view: receipt.extend({ there: z.enum(['yes', 'no']) }),
    act: tickPresence,
    respond: ({ address, there }) => ({
      location: `${address}#attendance`,
      flash: there === 'yes' ? 'You were there.' : 'You were not there.',
    }),
  }),
  acts({
    path: `${date}/attendance`,
    summary: 'Says who was there on a date of an event: these members, and nobody else; until a day after its end.',
    who: 'answer_events',
    form: '/c/:community/events/:event',
    refusals: [notTickedNow],
    input: attendanceInput,
    view: receipt,
    act: tickAttendance,
    respond: ({ address }) => ({ location: `${address}#attendance`, flash: 'Saved.' }),
  }),
]
