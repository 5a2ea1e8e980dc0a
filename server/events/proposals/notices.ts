/** The notices about proposals of events. */
import { proposalAddress } from '#server/events/proposals/proposal.ts'
import { proposalTitle } from '#server/events/proposals/reads-recipients.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

const ofProposal = {
  mail: 'its own',
  ownMail: 'event_proposal',
  about: { title: proposalTitle, address: proposalAddress },
} as const

/** To those who may plan events. */
export const proposalWaits: NoticeKind = {
  ...ofProposal,
  kind: 'event_proposed',
  says: (t, values) => t('{name} proposes an event: “{title}”', values),
}

/** To the member who proposed it; its address leads on to the event. */
export const proposalTaken: NoticeKind = {
  ...ofProposal,
  kind: 'event_proposal_accepted',
  says: (t, values) => t('{name} planned the event that you proposed: “{title}”', values),
}

/** To the member who proposed it; they read there why. */
export const proposalNotTaken: NoticeKind = {
  ...ofProposal,
  kind: 'event_proposal_declined',
  says: (t, values) => t('{name} thanks you for proposing “{title}”, which is not planned', values),
}
