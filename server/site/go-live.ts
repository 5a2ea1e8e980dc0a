/**
 * A site that was restored from a backup is a copy, until an owner says that it is the site now.
 */
import { refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { siteWentLive } from '#server/site/activities.ts'
import { saveGoingLive } from '#server/site/store.ts'

export const isTheSite = refusal('is_the_site', 409, 'This is the site already: it sends its mails.')

/**
 * Lets mails leave from here on. Kept mails stay kept, and a page offers to send them.
 * @param personId who says so; null for the operator of the machine
 * @refuses is_the_site where it is not a copy
 */
export async function goLive(work: Work, personId: string | null): Promise<void> {
  if (!(await saveGoingLive(work))) refuse(isTheSite)
  await work.record(siteWentLive, { communityId: null, by: personId, objectId: null })
}
