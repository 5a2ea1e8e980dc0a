/** What is written for a cohort alone, of every kind. */
import { sql } from 'kysely'
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import type { ListForCohort } from '#server/platform/declared.ts'
import { rows } from '#server/platform/rows.ts'

/** How many are listed. */
const mostListed = 20

const entry = z.object({ id: z.string(), kind: z.string(), title: z.string(), at: z.date() })

/** Entries for this cohort, or for it with others. One query. */
export const listForCohort: ListForCohort = async (look, actor, { cohortId, communityId, slug }) => {
  const found = await rows(look, entry)`
    select e.id, e.kind, e.title, e.listed_at as at
    from audience_cohort a join entry_open e on e.audience_id = a.audience_id
    where a.cohort_id = ${cohortId}::uuid and e.community_id = ${communityId} and ${isForReader('e', actor)}
    order by e.listed_at desc, e.id desc limit ${sql.lit(mostListed)}`
  return found.flatMap(({ id, kind, title, at }) => {
    const address = look.platform.declared.kinds.get(kind)?.address(slug, { id, title })
    return address ? [{ kind, title, address, at }] : []
  })
}
