/**
 * How somebody joins a community by themselves: what its leaders chose, and what that means for one person. Pure.
 */
import { z } from 'zod'
import { refusal } from '#server/platform/refuse.ts'

export const joiningWays = ['closed', 'request', 'open'] as const
export type JoiningWay = (typeof joiningWays)[number]

/** A community as somebody sees it who may know of it, and how they stand to it. */
export const joinableView = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  hue: z.number(),
  status: z.enum(['draft', 'active', 'archived']),
  members: z.number(),
  joining: z.enum(joiningWays),
  /** What whoever requests to join is asked; `''` for nothing. */
  question: z.string(),
  isMember: z.boolean(),
  /** A leader ended their membership, so that only a leader can let them in again. */
  wasRemoved: z.boolean(),
  /** How their latest request stands; null where they sent none, or it has no bearing any more. */
  request: z.enum(['waiting', 'declined']).nullable(),
  /** When that request was sent. */
  askedAt: z.date().nullable(),
  /** What they were told when it was declined. */
  reason: z.string(),
})
export type Joinable = z.infer<typeof joinableView>

export const notOpenYet = refusal('joining_not_open_yet', 409, 'This community is not open yet. Try again later.')
export const joiningArchived = refusal(
  'joining_archived',
  409,
  'This community is archived, so nobody can join it any more.',
)
export const joiningClosed = refusal(
  'joining_closed',
  409,
  'This community takes no requests to join. Its leaders invite people themselves.',
)
export const joiningByRequest = refusal(
  'joining_by_request',
  409,
  'This community decides who joins. Send its leaders a request.',
)
export const joiningOpen = refusal(
  'joining_open',
  409,
  'This community is open to everybody now. You can join it at once.',
)
export const memberAlready = refusal('member_already', 409, 'You are a member of this community already.')
export const removedBefore = refusal(
  'removed_before',
  409,
  'A leader ended your membership here. Only a leader can let you in again.',
)
