/** One thing in the plan of a community, whatever it is: news, a Ping, a meeting. */
import { z } from 'zod'

export const planItem = z.object({
  /** By which its part finds it again. */
  id: z.string(),
  title: z.string(),
  address: z.string(),
  /** One of the states its part can name. */
  state: z.string(),
  /** When it goes out, went out, or takes place; null where it has no day yet. */
  at: z.date().nullable(),
  /** Until when: the end of a meeting, the close of a Ping; null where it is over at once. */
  until: z.date().nullable(),
  /** Is it under way at this moment, as an open Ping is? */
  isOpen: z.boolean(),
  /** May this reader give it another day? */
  canMove: z.boolean(),
})
export type PlanItem = z.infer<typeof planItem>

/** What is asked of a part: what lies between two moments and what has no day yet; or one of it. */
export type PlanAsked = { readonly from: Date; readonly to: Date } | { readonly id: string }
