/**
 * Writes a community's welcome, and who was welcomed.
 */
import { sql } from 'kysely'
import { changeMembership } from '#server/communities/members/store.ts'
import { changeCommunity } from '#server/communities/store.ts'
import { storedWelcome, type WelcomeText } from '#server/communities/welcome/welcome.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Replaces the leader's words. */
export async function saveWelcome(work: Work, communityId: string, welcome: WelcomeText): Promise<void> {
  await changeCommunity(work, communityId, { welcome: JSON.stringify(welcome) })
}

/** The member has done one of the things to do, or has not after all. False where they are no member. */
export async function saveTick(
  work: Work,
  communityId: string,
  personId: string,
  { key, isDone }: { key: string; isDone: boolean },
): Promise<boolean> {
  const without = sql<string[]>`array_remove(welcome_done, ${key}::text)`
  const ticked = isDone ? sql<string[]>`array_append(${without}, ${key}::text)` : without
  return changeMembership(work, communityId, personId, { welcome_done: ticked })
}

/** What the welcome of this community says. */
export async function findWelcome({ db }: Look, communityId: string): Promise<WelcomeText> {
  const { welcome } = await db
    .selectFrom('community')
    .select('welcome')
    .where('id', '=', communityId)
    .executeTakeFirstOrThrow()
  return storedWelcome(welcome)
}

/** The member has put the welcome away, or was greeted; the first time counts. False where they are no member. */
export async function saveStep(work: Work, communityId: string, personId: string, step: 'welcomed_at' | 'greeted_at') {
  return changeMembership(work, communityId, personId, { [step]: sql`coalesce(${sql.ref(step)}, app_now())` })
}
