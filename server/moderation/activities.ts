/** What happens in moderation beside the acts of other rooms, and who gets a notice. */
import { z } from 'zod'
import {
  entryHid,
  entryIsBack,
  entryShows,
  entryWasRemoved,
  moderationAnswer,
  muted,
  reportWaits,
  unmuted,
} from '#server/moderation/notices.ts'
import { moderators, person } from '#server/moderation/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

const personId = z.string().nullable()
const moderated = { personId, role: z.string() }

/** The first report of a thing. */
export const reportOpened = activity('report.opened', 'report', {}, [{ recipients: moderators, as: reportWaits }])
export const reportAdded = activity('report.added', 'report')
export const caseKept = activity(
  'report.kept',
  'report',
  { personId },
  [],
  { says: 'Kept what was reported', moderates: true },
  [reportWaits],
)
export const caseReopened = activity('report.reopened', 'report', { personId }, [], {
  says: 'Opened reports again',
  moderates: true,
})
/** What was reported is hidden or removed: that stands in the log by itself. */
export const caseSettled = activity('report.settled', 'report', {}, [], null, [reportWaits])

export const entryHidden = activity(
  'entry.hidden',
  'entry',
  { ...moderated, why: z.string() },
  [{ recipients: person, as: entryHid }],
  { says: 'Hid something', moderates: true },
)
export const entryShown = activity('entry.shown', 'entry', moderated, [{ recipients: person, as: entryShows }], {
  says: 'Showed something again',
  moderates: true,
})

export const entryRemoved = activity(
  'entry.removed',
  'entry',
  { ...moderated, why: z.string() },
  [{ recipients: person, as: entryWasRemoved }],
  { says: 'Removed something', moderates: true },
)
export const entryReturned = activity('entry.returned', 'entry', moderated, [{ recipients: person, as: entryIsBack }], {
  says: 'Brought something back',
  moderates: true,
})

export const memberMuted = activity(
  'member.muted',
  'person',
  { personId: z.string(), role: z.string(), days: z.number(), why: z.string() },
  [{ recipients: person, as: muted }],
  { says: 'Muted a member', keeps: ['days'], moderates: true },
)
export const memberUnmuted = activity(
  'member.unmuted',
  'person',
  { personId: z.string() },
  [{ recipients: person, as: unmuted }],
  { says: 'Let a member write again', moderates: true },
)

/** The author of what was moderated answered. */
export const moderationAnswered = activity('moderation.answered', 'activity', {}, [
  { recipients: moderators, as: moderationAnswer },
])
