/**
 * Strangers: people who are new to this site when they are added. They never asked for mail, so a day's invitations are few, and
 * nobody gets two within one day. Pure.
 */
import { z } from 'zod'
import { day } from '#server/platform/clock.ts'

/** How many people new to the site are invited within a day. Owners and admins of the site are not bound. */
export const strangersADay = { byOneLeader: 600, toOneCommunity: 1000 } as const

/** For so long after an invitation, from any community, a stranger gets only the mail they ask for; in ms. */
export const coolDown = day

/** A member who waits for an invitation. */
export interface Invitee {
  readonly personId: string
  /** Never on this site yet. */
  readonly isNew: boolean
  /** A stranger who was invited within the cool-down. */
  readonly isResting: boolean
}

/** How many strangers were invited within the last day. */
export const recentInvitations = z.object({ byLeader: z.number(), toCommunity: z.number() })
export type RecentInvitations = z.infer<typeof recentInvitations>

/** The people who are invited now; the others stay members and wait. People who have been here before are always invited. */
export function whomToInvite(waiting: readonly Invitee[], lately: RecentInvitations, terms: 'bound' | 'free') {
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
