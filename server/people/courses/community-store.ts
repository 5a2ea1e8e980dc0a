/** The community of a cohort, for what the program does by itself. */
import { z } from 'zod'
import { communityStates } from '#server/communities/room.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** What taking people in needs of their community; a page's head has it too. */
const cohortCommunity = z.object({ id: z.string(), locale: z.string(), status: z.enum(communityStates) })
export type CohortCommunity = Readonly<z.infer<typeof cohortCommunity>>

/** Locks a community; null where it is not open (any more). */
export async function lockOpenCommunity(work: Work, communityId: string): Promise<CohortCommunity | null> {
  const [row] = await rows(work, cohortCommunity)`
    select c.id, c.locale, c.status from community_shown c where c.id = ${communityId} and c.status = 'active' for update`
  return row ?? null
}
