/**
 * A request to join: what somebody sends, and what those who answer it see. Pure.
 */
import { z } from 'zod'
import { refusal } from '#server/platform/refuse.ts'

/** The most characters of what somebody is told whose request is declined. */
export const longestReason = 600

export const requestView = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  title: z.string(),
  location: z.string(),
  photo: z.string().nullable(),
  /** As it stood when they answered it; `''` where nothing was asked. */
  question: z.string(),
  answer: z.string(),
  askedAt: z.date(),
})
export type JoinRequest = z.infer<typeof requestView>

export const requestSettled = refusal(
  'request_settled',
  409,
  'This request does not wait any more: somebody answered it, or it was withdrawn.',
)
export const noRequestWaits = refusal('no_request_waits', 409, 'You have no request waiting here.')
