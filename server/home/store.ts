/**
 * The front pages write only visits.
 */
import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'

/** Begins a visit, unless the present one began less than an hour ago; the one before becomes what "new" is counted from. */
export async function saveVisit(work: Work, communityId: string, personId: string): Promise<void> {
  await sql`
    update membership set last_visit_at = coalesce(visited_at, joined_at), visited_at = app_now(),
      came_at = coalesce(came_at, app_now())
    where community_id = ${communityId} and person_id = ${personId} and ended_at is null
      and (visited_at is null or visited_at < app_now() - interval '1 hour')`.execute(work.tx)
}
