/**
 * The Ping: one question, one choice, mailed at once to every member. Its shape, its states, and the rules that need only
 * the Ping and a moment.
 */

import { z } from 'zod'
import { readersView } from '#server/entries/room.ts'
import { addressPart, shortId } from '#server/platform/ids.ts'
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'

const pingStates = ['draft', 'scheduled', 'open', 'closed', 'withdrawn'] as const
export type PingState = (typeof pingStates)[number]

/** One of the answers to choose from. */
export const option = z.object({ id: z.string(), label: z.string() })
export type Option = z.infer<typeof option>

/** A Ping as its rules need it. */
export const pingShape = z.object({
  id: z.string(),
  communityId: z.string(),
  slug: z.string(),
  communityStatus: z.enum(['draft', 'active', 'archived']),
  question: z.string(),
  language: z.string(),
  state: z.enum(pingStates),
  /** In order. */
  options: z.array(option),
  hours: z.number(),
  createdBy: z.string().nullable(),
  sentBy: z.string().nullable(),
  /** In whose name it is asked; null where the sender asks as themselves. */
  voiceId: z.string().nullable(),
  sentAt: z.date().nullable(),
  /** Of a draft: the hour that was picked instead of a number of hours; else null. */
  closesAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  /** Of a scheduled one: when it goes out. */
  sendsAt: z.date().nullable(),
  /** Why it could not be sent at the hour it was scheduled for, by code; null otherwise. */
  notSent: z.string().nullable(),
  /** How many votes it takes before anybody sees bars. */
  threshold: z.number(),
  /** How many hours ahead a picked end may be, as its community allows now. */
  longestHours: z.number(),
  /** Does its writer want those reminded who have not answered? */
  reminds: z.boolean(),
  /** While it is open: when they are; null where nobody is, or they were already. */
  remindsAt: z.date().nullable(),
  remindedAt: z.date().nullable(),
  /** For whom it is; null for everybody in the community. */
  audienceId: z.string().nullable(),
  readers: readersView,
  /** The first of the Pings that ask the same question again; null of that one itself, and of one asked once. */
  firstId: z.string().nullable(),
})
export type Ping = z.infer<typeof pingShape>

export const pingIsClosed = refusal(
  'ping_closed',
  409,
  'This Ping closed before your answer arrived, so it was not counted.',
)
export const pingIsWithdrawn = refusal(
  'ping_withdrawn',
  409,
  'This Ping was withdrawn, so nothing is counted any more.',
)
export const pingNotOpen = refusal(
  'ping_not_open',
  409,
  'This Ping is not open, so there is nothing to change about it.',
)
export const pingIsSent = refusal(
  'ping_sent',
  409,
  'This Ping was sent already, so its text can’t change. Withdraw it to write a new one.',
)
export const pingIsScheduled = refusal(
  'ping_scheduled',
  409,
  'This Ping is scheduled. Take it back first; then you can change or delete it.',
)
export const pingNotScheduled = refusal('ping_not_scheduled', 409, 'This Ping is not scheduled, so it stays as it is.')
export const pingNotClosed = refusal(
  'ping_not_closed',
  409,
  'Only a Ping that has closed can be asked again. This one stays as it is.',
)
export const pingStillOpen = refusal(
  'ping_still_open',
  409,
  'This Ping has not closed yet. Once there is a result, you can say what follows from it.',
)
export const choiceInvalid = refusal('choice_invalid', 422, 'Choose one of the answers of this Ping.')
export const notAVoter = refusal('not_a_voter', 403, 'Only members of this community answer its Pings.')
export const communityDraft = refusal(
  'community_draft',
  409,
  'This community is still a draft, and a draft sends nothing to anybody. Open it first; the Ping waits here.',
)

/** Does only its writer know it yet? */
export function isUnsent({ state }: Pick<Ping, 'state'>): boolean {
  return state === 'draft' || state === 'scheduled'
}

/** Is it open at this moment? Its row may still say so a second after its end. */
export function isOpen(ping: Pick<Ping, 'state' | 'closesAt'>, now: Date): boolean {
  return ping.state === 'open' && ping.closesAt !== null && now < ping.closesAt
}

/** The option of that id, if it is one of this Ping's. */
export function validChoice(ping: Pick<Ping, 'options'>, optionId: string): Verdict<Option> {
  const option = ping.options.find((one) => one.id === optionId)
  return option ? yes(option) : no(choiceInvalid)
}

/** The person who must agree before the sender asks it in their name; null where the sender asks in their own. */
export function nameAsked(ping: Pick<Ping, 'id' | 'communityId' | 'voiceId'>, askedBy: string | null) {
  return ping.voiceId === null
    ? null
    : { communityId: ping.communityId, entryId: ping.id, personId: ping.voiceId, askedBy }
}

/** The live channel of a Ping. */
export function pingChannel(pingId: string): string {
  return `ping/${pingId}`
}

/** The live channel of a community's Pings: it says that a new one was sent. */
export function newPingsChannel(communityId: string): string {
  return `pings/${communityId}`
}

/** The address of a community's Pings. */
export function pingsAddress(slug: string): string {
  return `/c/${slug}/pings`
}

/** The end of a Ping's address for a reader who came to say why: the composer is open. */
export const sayWhyHere = 'say=why'

/** The address that puts one of several open Pings at the head of its community's page. */
export function inTurnAddress(slug: string, pingId: string): string {
  const short = shortId(pingId)
  return `/c/${slug}?ping=${short}#ping-${short}`
}

/** The address of one. */
export function pingAddress(slug: string, ping: { readonly id: string; readonly question: string }): string {
  return `${pingsAddress(slug)}/${addressPart(ping.question, ping.id)}`
}

/** Its kind as an entry. */
export const pingKind = 'ping'
