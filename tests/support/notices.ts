/** The inbox of the cast in tests. */
import type { CastName } from '#tests/support/cast.ts'
import { runJobs } from '#tests/support/jobs.ts'
import type { Site } from '#tests/support/site.ts'

/** Somebody's notices, the newest first, with those of all that happened until now. */
export async function noticesOf(
  site: Site,
  who: CastName,
): Promise<{ kind: string; title: string; address: string }[]> {
  await runJobs(site, 'notify-of-activity')
  return (await site.as(who).json('/inbox')).json.notices
}
