/** What cohorts leave to the one after them: the shape of one thing, and where a room looks for them. */
import { z } from 'zod'

export const handOverItem = z.looseObject({
  /** The entry's. */
  id: z.string(),
  title: z.string(),
  /** Null for a reader who sees it only as handed over. */
  address: z.string().nullable(),
  /** The cohorts it was for alone; null for everybody. */
  readers: z.array(z.string()).nullable(),
  /** May it be handed over? What was written among the people of a cohort stays with them. */
  mayBeHanded: z.boolean(),
})
export type HandOverItem = z.infer<typeof handOverItem>

/** The community in which cohorts follow each other. */
export interface HandOverPlace {
  readonly communityId: string
  readonly slug: string
}

/** What is looked through: what is for one of these cohorts, and what was for everybody while they ran. */
export interface HandOverScope extends HandOverPlace {
  readonly cohortIds: readonly string[]
  readonly from: Date
  readonly until: Date
  /** Ids of what was handed over before: it is listed also where it would not be by now. */
  readonly handed: readonly string[]
}
