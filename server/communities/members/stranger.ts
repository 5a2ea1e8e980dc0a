/**
 * Strangers: people who are new to this site when they are added. They never asked for mail, so only so many are invited a day, and
 * none of them twice within one. Pure.
 */
import { z } from 'zod'
import { day } from '#server/platform/clock.ts'

/** How many people new to the site are invited within a day. Owners and admins of the site are not bound. */
export const strangersADay = { byOneLeader: 600, toOneCommunity: 1000 } as const

/** How long nothing but what they ask for goes to a stranger after an invitation, from whichever community it was; in ms. */
export const coolDown = day

/** Somebody who waits for an invitation. */
export interface Invitee {
  readonly personId: string
  /** Never on this site yet. */
  readonly isNew: boolean
  /** A stranger who was invited within the cool-down. */
  readonly isResting: boolean
}

/** How many strangers were invited within the last day. */
export const invitedLately = z.object({ byLeader: z.number(), toCommunity: z.number() })
export type InvitedLately = z.infer<typeof invitedLately>

/** Who is invited now; the others stay members and wait. Whoever has been here before always is. */
export function whomToInvite(
  waiting: readonly Invitee[],
  lately: InvitedLately,
  terms: 'bound' | 'free',
): { known: string[]; strangers: string[] } {
  const left = Math.max(
    0,
    Math.min(strangersADay.byOneLeader - lately.byLeader, strangersADay.toOneCommunity - lately.toCommunity),
  )
  const strangers = waiting.filter(({ isNew, isResting }) => isNew && (terms === 'free' || !isResting))
  return {
    known: waiting.filter(({ isNew }) => !isNew).map(({ personId }) => personId),
    strangers: strangers.slice(0, terms === 'free' ? strangers.length : left).map(({ personId }) => personId),
  }
}
