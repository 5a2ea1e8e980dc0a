/**
 * Writes of a community's welcome, and of who was welcomed.
 */
import { sql } from 'kysely'
import type { WelcomeText } from '#server/communities/welcome/welcome.ts'
import type { Work } from '#server/platform/work.ts'

/** Replaces the leader's words. */
export async function saveWelcome(work: Work, communityId: string, welcome: WelcomeText): Promise<void> {
  await work.tx
    .updateTable('community')
    .set({ welcome: JSON.stringify(welcome) })
    .where('id', '=', communityId)
    .execute()
}

/** The member has put the welcome away, or was greeted; the first time counts. False where they are no member. */
export async function saveStep(
  work: Work,
  communityId: string,
  personId: string,
  step: 'welcomed_at' | 'greeted_at',
): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('membership')
    .set({ [step]: sql`coalesce(${sql.ref(step)}, app_now())` })
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
