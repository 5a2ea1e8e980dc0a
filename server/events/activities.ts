/** What happens to events, and who gets a notice. */
import { z } from 'zod'
import { proposalNotTaken, proposalTaken, proposalWaits } from '#server/events/proposals/notices.ts'
import { planners, proposer } from '#server/events/proposals/reads-recipients.ts'
import { everybodyItIsFor, thoseWhoCome, whoGotAPlace } from '#server/events/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

const planned: NoticeKind = {
  kind: 'event_planned',
  mail: 'its own',
  ownMail: 'event',
  says: (t, values) => t('{name} invites you to “{title}”', values),
}
const changed: NoticeKind = {
  kind: 'event_changed',
  mail: 'its own',
  ownMail: 'event',
  says: (t, values) => t('{name} changed when or where “{title}” takes place', values),
}
const cancelled: NoticeKind = {
  kind: 'event_cancelled',
  mail: 'its own',
  ownMail: 'event',
  says: (t, values) => t('{name} cancelled “{title}”', values),
}
const place: NoticeKind = {
  kind: 'event_place',
  mail: 'its own',
  ownMail: 'event',
  says: (t, { title }) => t('You have a place at “{title}” now', { title }),
}

export const eventPlanned = activity('event.planned', 'event', {}, [{ recipients: everybodyItIsFor, as: planned }])
/** When or where it takes place; with `timeId` only that date. */
export const eventChanged = activity('event.changed', 'event', { timeId: z.string().optional() }, [
  { recipients: thoseWhoCome, as: changed },
])
/** What is said about it changed, and nothing that a calendar holds. */
export const eventEdited = activity('event.edited', 'event')
export const eventCancelled = activity('event.cancelled', 'event', { timeId: z.string().optional() }, [
  { recipients: thoseWhoCome, as: cancelled },
])
/** Its notes have a version more. */
export const eventNotesSaved = activity('event.notes_saved', 'event', { version: z.number() })
/** Who was there on a date was ticked. */
export const eventAttended = activity('event.attended', 'event', { timeId: z.string() })
export const eventAnswered = activity('event.answered', 'event')
export const placesGiven = activity('event.places_given', 'event', { personIds: z.array(z.string()) }, [
  { recipients: whoGotAPlace, as: place },
])

/** Whose proposal it is. */
const proposedBy = { personId: z.string() }
export const eventProposed = activity('event.proposed', 'event_proposal', {}, [
  { recipients: planners, as: proposalWaits },
])
export const eventProposalChanged = activity('event.proposal_changed', 'event_proposal')
export const eventProposalWithdrawn = activity('event.proposal_withdrawn', 'event_proposal', {}, [], null, [
  proposalWaits,
])
export const eventProposalAccepted = activity(
  'event.proposal_accepted',
  'event_proposal',
  proposedBy,
  [{ recipients: proposer, as: proposalTaken }],
  null,
  [proposalWaits],
)
export const eventProposalDeclined = activity(
  'event.proposal_declined',
  'event_proposal',
  proposedBy,
  [{ recipients: proposer, as: proposalNotTaken }],
  null,
  [proposalWaits],
)
