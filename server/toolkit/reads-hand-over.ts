/** The resources that earlier cohorts talked about most. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isForReader, readersColumn, readersView } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { HandOverPart } from '#server/platform/declared.ts'
import { handOverItem } from '#server/platform/hand-over.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import { resourceAddress } from '#server/toolkit/resource.ts'

/** How many are listed. */
const mostListed = 10

const resourceRow = z.object({
  id: z.string(),
  title: z.string(),
  readers: readersView,
  /** What was said about it in that time. */
  posts: z.number(),
})
const leftResource = handOverItem.extend(resourceRow.shape)
type LeftResource = z.infer<typeof leftResource>

/** `when` is about the post `x`, `which` about the resource `r` and the posts counted. */
async function listTalkedAbout(
  look: Look,
  actor: Actor,
  { communityId, slug }: { communityId: string; slug: string },
  { when, which }: { when: RawBuilder<unknown>; which: RawBuilder<unknown> },
): Promise<LeftResource[]> {
  const found = await rows(look, resourceRow)`
    select r.id, r.title, ${readersColumn('r')} as readers, said.posts
    from resource_shown r cross join lateral (
      select count(*) as posts from thread t join post x on x.thread_id = t.id and x.removed_at is null
      where t.entry_id = r.id and ${when}) said
    where r.community_id = ${communityId} and ${isForReader('r', actor)} and ${which}
    order by said.posts desc, r.id desc limit ${sql.lit(mostListed)}`
  return found.map((one) => ({ ...one, address: resourceAddress(slug, one), mayBeHanded: one.readers === null }))
}

export const resourcesHandOver: HandOverPart = {
  key: 'resources',
  place: 30,
  title: (t) => t('Resources most talked about'),
  says: (t) => t('By what was said about them while earlier cohorts ran.'),
  list: (look, actor, scope) =>
    listTalkedAbout(look, actor, scope, {
      when: sql`x.posted_at between ${scope.from} and ${scope.until}`,
      which: sql`(r.id = any(${[...scope.handed]}::uuid[]) or (said.posts > 0 and (r.audience_id is null
        or exists (select from audience_cohort a where a.audience_id = r.audience_id and a.cohort_id = any(${[...scope.cohortIds]}::uuid[])))))`,
    }),
  listHanded: (look, actor, place, ids) =>
    listTalkedAbout(look, actor, place, { when: sql`true`, which: sql`r.id = any(${[...ids]}::uuid[])` }),
  about: ({ posts }: LeftResource, t) => ({
    line: t('{n, plural, =0 {no post} one {# post} other {# posts}}', { n: posts }),
  }),
}
