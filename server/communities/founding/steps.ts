/**
 * The five steps that lead a draft to its opening.
 */
import { z } from 'zod'

/** In the order in which they are shown. */
export const stepKeys = ['resource', 'leaders', 'people', 'ping', 'open'] as const
export type StepKey = (typeof stepKeys)[number]

/** Those one may leave out; opening is the end of them all. */
export const skippableSteps = ['resource', 'leaders', 'people', 'ping'] as const
export type SkippableStep = (typeof skippableSteps)[number]

export const stepsView = z.object({
  slug: z.string(),
  steps: z.array(z.object({ key: z.enum(stepKeys), isDone: z.boolean() })),
  /** People who will get the invitation when it opens. */
  toInvite: z.number(),
})
export type StepsView = z.infer<typeof stepsView>
