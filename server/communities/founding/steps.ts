/**
 * The steps that lead a draft to its opening. Pure.
 */
import { z } from 'zod'
import type { MailWay } from '#server/platform/mail/mail-way.ts'

/** In the order in which they are shown. */
const stepKeys = ['resource', 'leaders', 'people', 'ping', 'mail', 'open'] as const
export type StepKey = (typeof stepKeys)[number]

/** Those one may leave out; opening is the end of them all. */
export const skippableSteps = ['resource', 'leaders', 'people', 'ping', 'mail'] as const
export type SkippableStep = (typeof skippableSteps)[number]

export const progressView = z.object({
  steps: z.array(z.object({ key: z.enum(stepKeys), isDone: z.boolean() })),
  /** People who will be invited when it opens. */
  toInvite: z.number(),
})
export type Progress = z.infer<typeof progressView>

/** What the database tells of a draft. */
export interface DraftState {
  readonly leftOut: readonly string[]
  readonly hasResource: boolean
  readonly hasLeaders: boolean
  readonly hasPeople: boolean
  readonly hasPing: boolean
  /** Did any mail reach the reader, or one who leads it? */
  readonly hasMail: boolean
  readonly toInvite: number
}

/** How far a draft has come. In the demo no mail leaves, so there is no step for it. */
export function progressOf(state: DraftState, way: MailWay): Progress {
  const done: Record<StepKey, boolean> = {
    resource: state.hasResource,
    leaders: state.hasLeaders,
    people: state.hasPeople,
    ping: state.hasPing,
    mail: way === 'leaves' && state.hasMail,
    open: false,
  }
  const keys = stepKeys.filter((key) => key !== 'mail' || way !== 'stays')
  return {
    steps: keys.map((key) => ({ key, isDone: done[key] || state.leftOut.includes(key) })),
    toInvite: state.toInvite,
  }
}
