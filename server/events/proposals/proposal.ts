/** The proposal: an event that a member would like to see planned. Its shape, its addresses, and what can be wrong with it. */
import { z } from 'zod'
import { eventsAddress } from '#server/events/event.ts'
import { aboutEvent } from '#server/events/event-input.ts'
import { line, tick } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

/** What an activity names it by. */
export const proposalKind = 'event_proposal'

const proposalStates = ['waiting', 'accepted', 'declined', 'withdrawn'] as const

/** A proposal as its rules and the form of an event need it. */
export const proposalShape = z.object({
  id: z.string(),
  communityId: z.string(),
  title: z.string(),
  description: z.string(),
  zone: z.string(),
  /** When it would begin, on the clock of that zone. */
  firstAt: z.string(),
  minutes: z.number(),
  place: z.string(),
  callAddress: z.string(),
  wouldHost: z.boolean(),
  proposedBy: z.string(),
  state: z.enum(proposalStates),
})
export type Proposal = z.infer<typeof proposalShape>

/** What the mails about one say. */
export const mailedProposal = proposalShape.extend({
  why: z.string(),
  /** Who proposed it, and who answered it; null where they have left the site. */
  by: z.string().nullable(),
  answeredBy: z.string().nullable(),
  /** May the reader of the mail answer it, and are they a member still? */
  mayAnswer: z.boolean(),
  isMember: z.boolean(),
  isOptedOut: z.boolean(),
})
export type MailedProposal = z.infer<typeof mailedProposal>

/** A proposal as it is typed: of an event only what a member can say beforehand. */
export const aboutProposal = aboutEvent
  .pick({ title: true, description: true, startsAt: true, endsAt: true, zone: true, place: true, callAddress: true })
  .extend({ wouldHost: tick() })
export type AboutProposal = z.infer<typeof aboutProposal>

/** The longest reason, in characters. */
export const longestWhy = 500

export const declining = z.object({
  why: line(longestWhy, 'Say why, in a few words: the member who proposed it reads it.'),
})

export const proposalAnswered = refusal(
  'proposal_answered',
  409,
  'This proposal does not wait for an answer any more, so nothing was changed.',
)
export const notOpenForProposals = refusal(
  'not_open_for_proposals',
  409,
  'This community is not open yet, so nothing was proposed. Plan the event instead.',
)

/** The address of a community's proposals. */
export function proposalsAddress(slug: string): string {
  return `${eventsAddress(slug)}/proposals`
}

/** The address of one. */
export function proposalAddress(slug: string, { id }: { readonly id: string }): string {
  return `${proposalsAddress(slug)}/${shortId(id)}`
}
